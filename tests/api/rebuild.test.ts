import { rebuild } from '../../activities/rebuild/rebuild';
import { eraseData } from '../../activities/stores/erasure';
import { databasePlace } from '../../config/env';
import { published } from '../../config/published';
import { Catalogue } from '../../domain/catalogue';
import { ensureAccount } from '../../scripts/lib/accounts';
import { GUIDE_CARD } from '../support/fees';
import { AGAIN, crew, DEPARTMENTS, DIPLOMA_COPY, flat, LABOUR_RULES, walk, WHOLE_WAY } from '../support/samples';
import { Stack } from '../support/stack';
import { confirmBoth, equip, officers, postStaff, until } from '../support/transfers';

describe.each([
  ['SQLite', undefined],
  ['PostgreSQL', process.env.MOTCUA_TEST_PG],
])('all projections written anew, from %s', (engine, databaseUrl) => {
  if (engine === 'PostgreSQL' && !databaseUrl) {
    test.skip('needs a PostgreSQL', () => undefined);
    return;
  }
  let stack: Stack;
  let dossier = '';

  beforeAll(async () => {
    stack = await Stack.start({ clock: '2026-11-25T02:00:00.000Z', databaseUrl });
    const people = await crew(stack, DEPARTMENTS.education);
    const diploma = flat(await people.clerk.post('/dossiers', DIPLOMA_COPY)).body;
    dossier = diploma.dossierId;
    expect((await walk(people, diploma, [...WHOLE_WAY, ...AGAIN])).status).toBe(200);
    await rightHandedOver();
    await papersHandedOver();
    await moneyCounted();
    await fieldTransferred();
    await audited();
  });
  afterAll(() => stack?.stop());

  async function rightHandedOver() {
    const named = ['an', 'binh'].map((id) => ({ id, role: 'specialist', unit: '82' }) as const);
    for (const one of named) await ensureAccount(stack.db, one, stack.clock.now());
    const own = await stack.as('specialist', '82', 'an');
    const order = { delegate: 'binh', from: '2026-11-25', to: '2026-11-30', basis: 'Giấy ủy quyền 1/UQ' };
    const { body } = await own.post('/delegations', order);
    const ended = await own.post(`/delegations/${body.delegation.id}/withdraw`, { reason: 'Đi làm lại' });
    expect(ended.status).toBe(200);
  }

  /** Two dossiers go to a department on a slip; of one of them the papers differ, and that is settled. */
  async function papersHandedOver() {
    const { clerk, specialist } = await crew(stack, DEPARTMENTS.labour);
    const codes: string[] = [];
    for (let i = 0; i < 2; i++) {
      const { code } = flat(await clerk.post('/dossiers', LABOUR_RULES)).body;
      await clerk.post(`/dossiers/${code}/actions/forward`, { expectedSeq: 1, content: {} });
      codes.push(code as string);
    }
    const order = { to: DEPARTMENTS.labour, kind: 'papers', dossiers: codes };
    const path = `/handovers/${(await clerk.post('/handovers', order)).body.handover.id}`;
    await clerk.post(`${path}/give`, {});
    const different = { result: 'different', counted: [{ code: 'van-ban', originals: 1, copies: 0 }], note: 'Thiếu' };
    const counts = [
      { dossier: codes[0], result: 'received' },
      { dossier: codes[1], ...different },
    ];
    expect((await specialist.post(`${path}/receive`, { counts })).status).toBe(200);
    expect((await specialist.post(`${path}/settle`, { dossier: codes[1], note: 'Đã nhận' })).status).toBe(200);
  }

  /** Two payments, one of them void, and the till of the day. */
  async function moneyCounted() {
    const clerk = await stack.as('government-clerk', '82', 'cong-chuc');
    const { code } = flat(await clerk.post('/dossiers', GUIDE_CARD)).body;
    const pay = (number: string, amount: number) =>
      clerk.post(`/dossiers/${code}/payments`, {
        method: 'cash',
        receipt: { book: 'AB/26P', number },
        lines: [{ line: 1, amount }],
      });
    const first = await pay('1', 600_000);
    expect(first.status).toBe(201);
    expect((await pay('2', 50_000)).status).toBe(201);
    const id = first.body.payment?.id ?? first.body.payments?.[0]?.id;
    expect((await clerk.post(`/dossiers/${code}/payments/${id}/void`, { reason: 'Ghi nhầm' })).status).toBe(200);
    const order = { unit: '82', date: '2026-11-25', counted: [{ method: 'cash', amount: 50_000, float: 0 }] };
    expect((await clerk.post('/cash-ups', order)).status).toBe(201);
  }

  async function fieldTransferred() {
    const people = await officers(stack, '82');
    const order = {
      decision: `9/QĐ-${engine}`,
      date: '2026-11-01',
      effectiveOn: '2026-11-25',
      title: 'x',
      reference: 'x',
    };
    const transfers = [{ unit: '82', field: 'tai-chinh', plan: { id: 'direct', version: 1 } }];
    await people.authority.post('/programmes', { ...order, transfers });
    const { id } = (await people.authority.get('/transfers')).body.items[0];
    await people.post.post('/staff', { entries: postStaff('82', ['tai-chinh'], '2026-06-01') });
    await equip(people, '82@2025-07-01');
    await confirmBoth(people, id as string);
    await until(people.authority, `/transfers/${id}`, ({ stage }) => stage.name === 'in-force');
  }

  async function audited() {
    const auditor = await stack.as('auditor', '82', 'thanh-tra');
    const verified = (await auditor.post('/audit/verifications', {})).body.commandId;
    await until(auditor, `/audit/verifications/${verified}`, ({ stage }) => stage === 'finished');
    const replayed = (await auditor.post('/replays', { from: '2026-11-25', to: '2026-11-25' })).body.commandId;
    await until(auditor, `/replays/${replayed}`, ({ stage }) => stage === 'finished');
  }

  const anew = async () => rebuild(stack.db, new Catalogue(await published(stack.db)), databasePlace(stack.env).keys);

  test('come to what stands in the tables, every row and every column', async () => {
    const { differences, tables, events } = await anew();
    expect(differences).toEqual([]);
    expect(events).toBeGreaterThan(30);
    // Nothing is the same because there is nothing.
    expect(tables.filter(({ rows }) => rows === 0).map(({ name }) => name)).toEqual(['attachments']);
  });

  test('come to the same where personal data were erased', async () => {
    await stack.db.transaction((trx) => eraseData(trx, dossier, stack.clock.now()));
    expect((await anew()).differences).toEqual([]);
  });

  test('name the column that was changed, the row that is gone, and the one too many', async () => {
    const { db } = stack;
    await db('dossiers').where({ id: dossier }).update({ returned_group: 'post' });
    const [paper] = await db('documents').where({ code: 'noi-quy' }).select();
    await db('documents').where({ dossier_id: paper.dossier_id, code: 'noi-quy' }).delete();
    const [entry] = await db('fee_entries').select();
    await db('fee_entries').insert({ ...entry, id: 'x', book: 'X', number: 1, amount: 1 });
    const { differences } = await anew();
    expect(differences).toEqual([
      { table: 'dossiers', row: dossier, column: 'returned_group', rebuilt: 'government', found: 'post' },
      { table: 'documents', row: `${paper.dossier_id} ${paper.seq} noi-quy`, rebuilt: 'row' },
      { table: 'fee_entries', row: 'x', found: 'row' },
    ]);
  });
});
