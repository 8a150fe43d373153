import { applyHandover } from '../../../activities/handover';
import type { OtherCommand } from '../../../api/engine';
import { SLIP_POLICY } from '../../../api/handover-page';
import { canonical, idFrom } from '../../../config/canonical';
import type { HandoverBody } from '../../../config/handover-body';
import { Refusal } from '../../../domain/problem';
import type { Answer, Caller } from '../../support/caller';
import { dropGuards } from '../../support/guards';
import { ApiUnderTest, NOW } from './api-under-test';
import { checkAnswer } from './check-answer';

const [COUNTER, DEPARTMENT] = ['87@2020-01-01', 'SNV@2020-01-01'];
const CODE = (n: number) => `H20.87-261125-000${n}`;

let api: ApiUnderTest;
let clerk: Caller;
let specialist: Caller;
let sent: { key: string; command: OtherCommand }[];
/** Carries commands out as the worker does; the same key again is done already. */
const carryOut: ApiUnderTest['engine']['carryOut'] = async (key, command) => {
  const { actor } = command.body;
  const before = sent.find((one) => one.key === key && one.command.body.actor.id === actor.id);
  sent.push({ key, command });
  if (before && canonical(before.command) !== canonical(command)) throw new Refusal('idempotency-key-reused');
  if (!before) await applyHandover(api.db, command.body as HandoverBody, api.now, `command-${sent.length}`);
  return { state: 'done', commandId: 'c1', answer: true };
};

beforeAll(async () => {
  api = await ApiUnderTest.start();
  await dropGuards(api.db);
  clerk = await api.as();
  specialist = await api.as({ sub: 'binh', role: 'specialist', unit: 'SNV' });
});
beforeEach(async () => {
  sent = [];
  api.engine.carryOut = carryOut;
  for (const table of ['handover_items', 'handovers', 'ledger', 'documents', 'parties', 'dossiers'])
    await api.db(table).delete();
  for (const id of ['a', 'b', 'c']) await addDossier(id, COUNTER);
});
afterAll(() => api.stop());

/** A dossier that the counter received and the department decides, with papers from two receipts. */
async function addDossier(id: string, receiving: string, deciding = DEPARTMENT): Promise<void> {
  await api.addDossier(id, { unit: receiving });
  const row: { state: string } | undefined = await api.db('dossiers').where({ id }).first('state');
  const state = { ...JSON.parse(row?.state ?? '{}'), units: { receiving, deciding } };
  await api
    .db('dossiers')
    .where({ id })
    .update({ deciding_unit: deciding, state: JSON.stringify(state) });
  await api.db('documents').insert([
    { dossier_id: id, seq: 1, code: 'don', originals: 1, copies: 0 },
    { dossier_id: id, seq: 2, code: 'don', originals: 1, copies: 2 },
    { dossier_id: id, seq: 2, code: 'uy-quyen', originals: 0, copies: 0 },
  ]);
}

const order = (dossiers: string[], more: object = {}) => ({ to: 'SNV', kind: 'papers', dossiers, ...more });
const open = async (dossiers: string[], key?: string, more?: object): Promise<Answer> =>
  checkAnswer('openHandover', await clerk.post('/handovers', order(dossiers, more), key));
const act = async (caller: Caller, id: string, name: string, body: object = {}, key?: string): Promise<Answer> =>
  checkAnswer('actOnHandover', await caller.post(`/handovers/${id}/${name}`, body, key));
const read = async (caller: Caller, id: string): Promise<Answer> =>
  checkAnswer('readHandover', await caller.get(`/handovers/${id}`));
const outcome = ({ status, body }: Answer) => [status, body.code];
const faults = ({ body }: Answer) =>
  body.errors.map(({ pointer, rule }: { pointer: string; rule: string }) => `${pointer} ${rule}`);

async function given(dossiers: string[]): Promise<string> {
  const { id } = (await open(dossiers)).body.handover;
  await act(clerk, id, 'give');
  return id;
}

describe('writing a slip', () => {
  test('it has the papers of its dossiers, and an id made from caller and key', async () => {
    const answer = await open([CODE(1).toLowerCase(), 'b'], 'key-1');
    const id = idFrom('handover\nan\nkey-1');
    expect([answer.status, answer.headers.get('location')]).toEqual([201, `/api/v1/handovers/${id}`]);
    const papers = [{ code: 'don', originals: 2, copies: 2 }];
    expect(sent).toMatchObject([
      {
        key: 'key-1',
        command: {
          kind: 'handover',
          subject: id,
          body: {
            handoverId: id,
            actor: { id: 'an' },
            act: {
              do: 'list',
              from: COUNTER,
              to: DEPARTMENT,
              kind: 'papers',
              items: [
                { dossierId: 'a', code: CODE(1), papers },
                { dossierId: 'b', code: CODE(2), papers },
              ],
            },
          },
        },
      },
    ]);
    expect(answer.body.handover).toMatchObject({
      id,
      stage: 'listed',
      items: [{ code: CODE(1), papers: [{ name: { vi: 'Tờ khai' }, originals: 2 }], result: null }, { code: CODE(2) }],
      balance: { listed: 2, open: 2, unsettled: 0 },
    });
  });

  test('the same key again is the same slip, even when papers came in between or the slip was given', async () => {
    const first = await open(['a', 'b'], 'key-1');
    await api.db('documents').insert({ dossier_id: 'a', seq: 3, code: 'don', originals: 5, copies: 0 });
    await act(clerk, first.body.handover.id, 'give');
    const again = await open(['a', 'b'], 'key-1');
    expect(again.status).toBe(201);
    expect(again.body.handover).toMatchObject({ items: first.body.handover.items, stage: 'given' });
    expect(outcome(await open(['a', 'c'], 'key-1'))).toEqual([409, 'handover-under-way']);
    expect(outcome(await open(['b', 'a'], 'key-1'))).toEqual([422, 'idempotency-key-reused']);
  });

  test('every dossier that cannot be on it is named', async () => {
    await addDossier('own', COUNTER, COUNTER);
    await addDossier('foreign', '88@2020-01-01');
    await addDossier('unnumbered', COUNTER);
    await api.db('dossiers').where({ id: 'unnumbered' }).update({ code: null });
    await open(['c']);
    const answer = await open(['a', 'own', 'nothing', 'foreign', CODE(1), 'c', 'unnumbered', 'b']);
    expect(outcome(answer)).toEqual([400, 'invalid-request']);
    expect(faults(answer)).toEqual([
      '/dossiers/1 other-units',
      '/dossiers/2 dossier-not-found',
      '/dossiers/3 dossier-not-found',
      '/dossiers/4 handover-listed-twice',
      '/dossiers/5 handover-under-way',
      '/dossiers/6 no-number',
    ]);
    const twice = await open(['a', 'b', CODE(2)]);
    expect([...outcome(twice), twice.body.params, faults(twice)]).toEqual([
      422,
      'handover-listed-twice',
      { code: CODE(2) },
      ['/dossiers/2 handover-listed-twice'],
    ]);
    expect(outcome(await open(['nothing']))).toEqual([404, 'dossier-not-found']);
    expect(sent).toHaveLength(1);
  });

  test('papers go to who decides, results come back, and a unit hands over for those it carries on', async () => {
    expect(faults(await open(['a'], undefined, { kind: 'results' }))).toEqual(['/dossiers/0 other-units']);
    const back = { to: '87', kind: 'results', dossiers: ['a'] };
    expect(checkAnswer('openHandover', await specialist.post('/handovers', back)).status).toBe(201);
    await addDossier('merged', '82@2020-01-01');
    expect((await open(['merged'])).status).toBe(201);
  });

  test.each([
    [{ to: '87' }, 400, 'invalid-request'],
    [{ from: '88' }, 403, 'not-your-unit'],
    [{ to: 'nowhere' }, 422, 'unit-unknown'],
    [{ to: '82' }, 422, 'unit-closed'],
    [{ dossiers: [] }, 400, 'invalid-request'],
    [{ dossiers: Array.from({ length: 201 }, (_, i) => `d${i}`) }, 400, 'invalid-request'],
    [{ kind: 'gifts' }, 400, 'invalid-request'],
  ])('%j is refused', async (more, status, code) => {
    expect(outcome(await open(['a'], undefined, more))).toEqual([status, code]);
    expect(sent).toEqual([]);
  });

  test.each(['signatory', 'auditor', 'post-manager', 'leader'])('a %s takes no part', async (role) => {
    const { id } = (await open(['a'])).body.handover;
    const caller = await api.as({ sub: 'x', role });
    expect(outcome(checkAnswer('openHandover', await caller.post('/handovers', order(['b']))))).toEqual([
      403,
      'not-your-role',
    ]);
    expect(outcome(await act(caller, id, 'give'))).toEqual([403, 'not-your-role']);
  });

  test('what is not done yet says where to ask', async () => {
    api.engine.carryOut = async () => ({ state: 'pending', commandId: 'c9' });
    const answer = await open(['a']);
    expect([answer.status, answer.headers.get('location')]).toEqual([202, '/api/v1/commands/c9']);
  });
});

describe('what is done with a slip', () => {
  test('it is given, counted and settled, and the answer is how it stands', async () => {
    const id = await given(['a', 'b']);
    const counts = [
      { dossier: CODE(1), result: 'received' },
      { dossier: 'b', result: 'different', counted: [{ code: 'don', originals: 2 }], note: 'Thiếu hai bản sao' },
    ];
    const received = await act(specialist, id, 'receive', { counts }, 'count');
    expect([received.status, received.body.state]).toEqual([200, 'done']);
    expect(received.body.handover).toMatchObject({
      stage: 'received',
      givenBy: { id: 'an', unit: { id: COUNTER }, at: NOW },
      receivedBy: { id: 'binh', role: 'specialist', at: NOW },
      balance: { listed: 2, received: 1, different: 1, notThere: 0, open: 0, unsettled: 1 },
      items: [
        { result: 'received', counted: null },
        {
          result: 'different',
          counted: [{ name: { vi: 'Tờ khai' }, originals: 2, copies: 0 }],
          note: 'Thiếu hai bản sao',
          settled: null,
        },
      ],
    });
    const settled = await act(specialist, id, 'settle', { dossier: CODE(2), note: 'Đã giao bổ sung' });
    expect(settled.body.handover).toMatchObject({
      balance: { different: 1, unsettled: 0 },
      items: [{}, { settled: { at: NOW, by: { id: 'binh' }, note: 'Đã giao bổ sung' } }],
    });
    expect((await act(specialist, id, 'receive', { counts }, 'count')).status).toBe(200);
  });

  test('members belong to their act', async () => {
    const id = await given(['a']);
    expect(faults(await act(specialist, id, 'receive'))).toEqual(['/counts required']);
    expect(
      faults(await act(specialist, id, 'settle', { dossier: 'a', counts: [{ dossier: 'a', result: 'received' }] })),
    ).toEqual(['/note required', '/counts additionalProperties']);
    expect(faults(await act(clerk, id, 'give', { note: 'x' }))).toEqual(['/note additionalProperties']);
    expect(outcome(await act(clerk, id, 'burn'))).toEqual([400, 'invalid-request']);
  });

  test('every dossier that is not on it is named', async () => {
    const id = await given(['a']);
    const counts = ['b', 'a', CODE(3)].map((dossier) => ({ dossier, result: 'received' }));
    const answer = await act(specialist, id, 'receive', { counts });
    expect(outcome(answer)).toEqual([422, 'handover-not-listed']);
    expect(faults(answer)).toEqual(['/counts/0/dossier handover-not-listed', '/counts/2/dossier handover-not-listed']);
    expect(outcome(await act(specialist, id, 'settle', { dossier: 'b', note: 'x' }))).toEqual([
      422,
      'handover-not-listed',
    ]);
  });

  test('a refusal of the step is passed on, and a stranger finds no slip', async () => {
    const { id } = (await open(['a'])).body.handover;
    expect(outcome(await act(specialist, id, 'cancel'))).toEqual([403, 'not-your-unit']);
    expect((await act(clerk, id, 'cancel')).body.handover.stage).toBe('cancelled');
    expect(outcome(await act(clerk, id, 'give'))).toEqual([409, 'handover-wrong-stage']);
    expect(outcome(await act(await api.as({ unit: '88' }), id, 'give'))).toEqual([404, 'handover-not-found']);
    expect((await open(['a'])).status).toBe(201);
  });
});

describe('reading slips', () => {
  const insert = async (id: string, listedAt: string, from = COUNTER, to = DEPARTMENT, stage = 'listed') => {
    const state = JSON.stringify({ id, from, to, kind: 'papers', items: [], seq: 1, stage });
    const row = { id, from_unit: from, to_unit: to, kind: 'papers', stage, seq: 1, state, hash: '0' };
    await api.db('handovers').insert({ ...row, listed_at: listedAt });
  };
  const ids = ({ body }: Answer) => body.items.map(({ id }: { id: string }) => Number(id.slice(-2)));
  const slip = (n: number) => `00000000-0000-4000-8000-0000000000${n}`;
  const list = async (caller: Caller, query = '') =>
    checkAnswer('listHandovers', await caller.get(`/handovers?${query}`));

  test('both sides see it with its events, others do not', async () => {
    const id = await given(['a']);
    const { body } = await read(specialist, id);
    expect(body.events).toMatchObject([
      { seq: 1, kind: 'listed', by: { id: 'an', unit: { id: COUNTER } }, dossier: null },
      { seq: 2, kind: 'given' },
    ]);
    const rows: { hash: string }[] = await api.db('ledger').orderBy('seq').select('hash');
    expect(body.events.map(({ hash }: { hash: string }) => hash)).toEqual(rows.map(({ hash }) => hash));
    expect((await read(await api.as({ role: 'auditor', unit: '88' }), id)).status).toBe(200);
    for (const path of [id, `${id}/slip`]) {
      const stranger = await (await api.as({ unit: '88' })).get(`/handovers/${path}`);
      expect(outcome(stranger)).toEqual([404, 'handover-not-found']);
    }
    expect(outcome(await read(clerk, slip(99)))).toEqual([404, 'handover-not-found']);
  });

  test('the list has those of the own units, in pages that neither skip nor repeat', async () => {
    await insert(slip(11), '2026-11-20T02:00:00.000Z');
    await insert(slip(12), '2026-11-21T02:00:00.000Z', DEPARTMENT, COUNTER, 'given');
    await insert(slip(13), '2026-11-21T02:00:00.000Z', '82@2020-01-01');
    await insert(slip(14), '2026-11-22T02:00:00.000Z', '88@2020-01-01');
    await insert(slip(15), '2026-11-23T02:00:00.000Z');
    const seen: number[] = [];
    for (let cursor = ''; ;) {
      const page = await list(clerk, `limit=2&cursor=${cursor}`);
      seen.push(...ids(page));
      if (page.body.next === null) break;
      cursor = String(page.body.next);
    }
    expect(seen).toEqual([15, 13, 12, 11]);
    expect(ids(await list(clerk, 'direction=out'))).toEqual([15, 13, 11]);
    expect(ids(await list(clerk, 'direction=in'))).toEqual([12]);
    expect(ids(await list(clerk, 'stage=given'))).toEqual([12]);
    expect(ids(await list(specialist, 'direction=in'))).toEqual([15, 14, 13, 11]);
    expect(ids(await list(await api.as({ role: 'auditor' })))).toEqual([15, 14, 13, 12, 11]);
    expect((await list(clerk, 'cursor=xyz')).body.errors[0].pointer).toBe('/query/cursor');
    expect((await list(clerk, 'direction=up')).status).toBe(400);
  });
});

test('the slip to print is for both sides, signed in, and names nobody who applied', async () => {
  const id = await given(['a']);
  const page = checkAnswer('printHandover', await specialist.get(`/handovers/${id}/slip`));
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page.headers.get('content-security-policy')).toBe(SLIP_POLICY);
  expect(page.headers.get('cache-control')).toBe('no-store');
  for (const part of ['PHIẾU GIAO NHẬN HỒ SƠ', 'Phường 87', 'Phường SNV', CODE(1), 'Tờ khai'])
    expect(page.body).toContain(part);
  expect(page.body).not.toMatch(/Nguyễn|0871234|09123/);
  expect((await fetch(`${api.url}/api/v1/handovers/${id}/slip`)).status).toBe(401);
});
