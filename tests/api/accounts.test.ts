import { randomUUID } from 'node:crypto';
import { requireDelegation } from '../../activities/stores/delegations';
import { signToken } from '../../api/issuer/local-token';
import { TokenKeys } from '../../config/token-keys';
import { dossierFacts } from '../../config/print-facts';
import { published } from '../../config/published';
import { verifyRecord } from '../../config/verify';
import { Catalogue } from '../../domain/catalogue';
import type { DossierEvent } from '../../domain/dossier';
import { addDays, localDate } from '../../domain/time';
import { Caller } from '../support/caller';
import { witness } from '../support/refusal';
import { crew, DEPARTMENTS, flat, LABOUR_RULES, walk, WHOLE_WAY, type Crew } from '../support/samples';
import { checkAnswer } from '../unit/api/check-answer';
import { Stack } from '../support/stack';

const ORDER = { id: 'An.Nguyen', name: 'Nguyễn Văn An', kind: 'person', role: 'government-clerk', unit: '82' };

describe.each([
  ['SQLite', undefined],
  ['PostgreSQL', process.env.MOTCUA_TEST_PG],
])('accounts on %s', (engine, databaseUrl) => {
  if (engine !== 'SQLite' && !databaseUrl) return;
  let stack: Stack;
  let admin: Caller;
  beforeAll(async () => {
    stack = await Stack.start({ databaseUrl, accountsOnRecord: true });
    admin = await stack.as('administrator', '82');
  });
  afterAll(() => stack.stop());

  const ask = async (form: Record<string, string>, name: string, secret: string) => {
    const authorization = `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`;
    return fetch(`${stack.api.url}/oidc/token`, {
      method: 'POST',
      headers: { authorization },
      body: new URLSearchParams(form),
    });
  };

  test('an administrator makes one: its password is told once, the record has everything but that', async () => {
    const key = randomUUID();
    const made = checkAnswer('createAccount', await admin.post('/accounts', ORDER, key));
    expect([made.status, made.body.account.id, made.body.account.state]).toEqual([201, 'an.nguyen', 'active']);
    expect(made.body.password).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
    expect((await admin.post('/accounts', ORDER, key)).body.password).toBe(made.body.password);
    const listed = checkAnswer('listAccounts', await admin.get('/accounts?role=government-clerk'));
    expect(listed.body.items).toEqual([made.body.account]);
    const events = await stack.db('ledger').where({ subject: 'account:an.nguyen' });
    expect(events.map(({ kind, actor }) => [kind, actor])).toEqual([['created', 'administrator.82']]);
    expect(JSON.stringify(events)).not.toMatch(/scrypt|password/);
  });

  test('names that look alike, names of other alphabets and made-up units are refused, and nothing is written', async () => {
    const refused = async (more: object) => (await admin.post('/accounts', { ...ORDER, ...more })).body.code;
    expect(await refused({ id: 'an-nguyen' })).toBe('account-taken');
    expect(await refused({ id: 'аn.nguyen' })).toBe('account-name');
    expect(await refused({ id: 'system' })).toBe('account-name');
    expect(await refused({ id: 'binh', unit: '99' })).toBe('unit-unknown');
    expect(await refused({ id: 'binh', role: 'system' })).toBe('invalid-request');
    expect(await refused({ id: 'binh', state: 'active' })).toBe('invalid-request');
    expect(await stack.db('accounts').where({ id: 'binh' })).toEqual([]);
  });

  test('whoever is locked is out at once, and in again when unlocked; nobody locks himself', async () => {
    const sub = 'an.nguyen';
    const token = await signToken(new TokenKeys(stack.home.keys), stack.env.publicUrl, {
      ...{ sub, role: 'auditor', unit: '82', seconds: 600 },
    });
    const own = new Caller(stack.api.url, token);
    const me = checkAnswer('readMe', await own.get('/me'));
    expect([me.body.id, me.body.name, me.body.role]).toEqual(['an.nguyen', 'Nguyễn Văn An', 'government-clerk']);
    expect((await own.get('/accounts')).status).toBe(403);
    const act = (name: string, id = sub) => admin.post(`/accounts/${id}/${name}`, { reason: 'Thử' });
    expect(checkAnswer('actOnAccount', await act('lock')).body.account.state).toBe('locked');
    expect((await own.get('/me')).status).toBe(401);
    await act('unlock');
    expect((await own.get('/me')).status).toBe(200);
    expect((await act('lock', 'administrator.82')).body.code).toBe('same-person');
    expect((await act('lock', 'nobody')).status).toBe(404);
    await act('close');
    expect((await own.get('/me')).status).toBe(401);
    expect((await act('unlock')).body.code).toBe('account-closed');
  });

  test('a program gets a token with its secret, until it is reset', async () => {
    const order = { ...ORDER, id: 'may.dong-bo', kind: 'service', role: 'auditor' };
    const made = await admin.post('/accounts', order);
    const grant = { grant_type: 'client_credentials' };
    const got = (await (await ask(grant, 'may.dong-bo', made.body.password)).json()) as { access_token: string };
    expect((await new Caller(stack.api.url, got.access_token).get('/dossiers')).status).toBe(200);
    const reset = await admin.post('/accounts/may.dong-bo/reset', { reason: 'Đổi định kỳ' });
    expect((await ask(grant, 'may.dong-bo', made.body.password)).status).toBe(401);
    expect((await ask(grant, 'may.dong-bo', reset.body.password)).status).toBe(200);
    // All of it is on record, page by page.
    const page = async (cursor = '') => {
      const query = `account=may.dong-bo&limit=1${cursor && `&cursor=${cursor}`}`;
      return checkAnswer('listSignIns', await admin.get(`/sign-ins?${query}`)).body;
    };
    const last = await page();
    const first = await page(String(last.next));
    expect([last, first].map(({ items: [{ kind, reason }] }) => [kind, reason])).toEqual([
      ['refused', 'wrong'],
      ['signed-in', null],
    ]);
    expect(first.next).toBeNull();
  });

  describe('somebody acts for another', () => {
    const BASIS = 'Giấy ủy quyền số 12/UQ ngày 28/11/2026';
    const unit = DEPARTMENTS.labour;
    const [specialist, signatory] = [`specialist.${unit}`, `signatory.${unit}`];
    let people: Crew;
    let days: { from: string; to: string };
    const given: Record<string, string> = {};
    beforeAll(async () => {
      people = await crew(stack, unit);
      const today = localDate(stack.clock.now());
      days = { from: today, to: addDays(today, 9) };
    });
    const give = (by: Caller, more: object) => by.post('/delegations', { ...days, basis: BASIS, ...more });
    const step = (by: Caller, { code, seq }: { code: string; seq: number }, action: string, content = {}) =>
      by.post(`/dossiers/${code}/actions/${action}`, { expectedSeq: seq, content });
    const upTo = async (count: number) => {
      const { body } = flat(await people.clerk.post('/dossiers', LABOUR_RULES));
      return flat(await walk(people, body, WHOLE_WAY.slice(0, count))).body as { code: string; seq: number };
    };

    test('his right is handed over by himself or by the head, and what is wrong leaves no trace', async () => {
      const own = checkAnswer('giveDelegation', await give(people.signatory, { delegate: `head-of-unit.${unit}` }));
      const deputy = await stack.as('head-of-unit', unit, 'pho.giam-doc');
      const ill = await give(deputy, { delegator: specialist, delegate: `head-of-unit.${unit}` });
      expect([own.status, ill.status, own.body.delegation.state]).toEqual([201, 201, 'in-force']);
      Object.assign(given, { signatory: own.body.delegation.id, specialist: ill.body.delegation.id });
      const { refusal } = witness(() => stack, 'ledger delegations');
      const wrong = (by: Caller, more: object) => refusal(() => give(by, { delegate: specialist, ...more }));
      expect(await wrong(people.clerk, {})).toBe('422 delegation-unit /delegate');
      expect(await wrong(people.signatory, {})).toBe('422 delegation-role /delegate');
      expect(await wrong(people.head, { delegator: 'nobody' })).toBe('422 account-unknown /delegator');
      expect(await wrong(people.clerk, { delegator: signatory })).toBe('403 not-your-unit');
      expect(await wrong(people.head.for(specialist), {})).toBe('403 delegation-chain');
      const again = { delegator: specialist, delegate: `head-of-unit.${unit}` };
      expect(await wrong(people.head, again)).toBe('403 same-person /delegate');
      expect(await wrong(deputy, again)).toBe('409 delegation-overlaps /from');
      expect(await wrong(people.head.for('administrator.82'), {})).toBe('403 delegation-not-in-force');
    });

    test('whose right may be handed over, and to whom, is what the rules would take', async () => {
      const listed = async (by: Caller, query: string) => {
        const { body } = checkAnswer('listDelegationPeople', await by.get(`/delegation-people?${query}`));
        return (body.items as { id: string }[]).map(({ id }) => id);
      };
      const [head, deputy] = [`head-of-unit.${unit}`, 'pho.giam-doc'];
      expect(await listed(people.signatory, '')).toEqual([head, deputy]);
      expect(await listed(people.signatory, 'q=GIAM')).toEqual([deputy]);
      expect(await listed(people.head, 'part=delegator')).toEqual([head, deputy, signatory, specialist].sort());
      expect(await listed(people.head, `delegator=${specialist}`)).toEqual([deputy]);
      const foreign = await people.head.get('/delegation-people?delegator=government-clerk.82');
      expect([foreign.status, foreign.body.code]).toEqual([422, 'account-unknown']);
      expect((await people.head.for(specialist).get('/delegation-people')).body.code).toBe('delegation-chain');
    });

    test('what he does is on the record as his for the other, and neither of both does what a second has to', async () => {
      const me = checkAnswer('readMe', await people.head.get('/me'));
      expect(me.body.mayActFor.map(({ id }: { id: string }) => id)).toEqual([signatory, specialist]);
      const dossier = await upTo(3);
      const offered = checkAnswer('listActions', await people.head.get(`/dossiers/${dossier.code}/actions`));
      expect(offered.body.forOthers.map((one: { onBehalfOf: { id: string } }) => one.onBehalfOf.id)).toEqual([
        specialist,
      ]);
      expect((await step(people.head, dossier, 'submit-for-signature', { summary: 'x' })).body.code).toBe(
        'not-your-role',
      );
      const key = randomUUID();
      const order = { expectedSeq: dossier.seq, content: { summary: 'Đồng ý' } };
      const path = `/dossiers/${dossier.code}/actions/submit-for-signature`;
      const done = await people.head.for(specialist).post(path, order, key);
      expect([done.status, done.body.dossier.seq]).toEqual([200, dossier.seq + 1]);
      expect((await people.head.for(specialist).post(path, order, key)).body).toEqual(done.body);
      const next = { code: dossier.code, seq: done.body.dossier.seq };
      const refused = await step(people.head.for(signatory), next, 'sign');
      expect([refused.status, refused.body.code]).toEqual([403, 'same-person']);
      const why = await people.head.get(`/dossiers/${dossier.code}/actions/sign/why`);
      expect(checkAnswer('whyAction', why).body).toMatchObject({ may: false, onBehalfOf: [], standIns: [] });
      // Sent back and handed in again by another, it is still his work too.
      const back = flat(await step(people.signatory, next, 'send-back', { reason: 'Thiếu căn cứ' })).body;
      const anew = flat(await step(people.specialist, back, 'submit-for-signature', { summary: 'Đã sửa' })).body;
      expect((await step(people.head.for(signatory), anew, 'sign')).body.code).toBe('same-person');
      expect((await step(people.signatory, anew, 'sign')).status).toBe(200);

      const other = await upTo(4);
      const may = await people.head.get(`/dossiers/${other.code}/actions/sign/why`);
      expect(may.body.standIns).toMatchObject([{ id: `head-of-unit.${unit}`, onBehalfOf: { id: signatory } }]);
      expect((await step(people.head.for(signatory), other, 'sign')).status).toBe(200);
      const { body } = checkAnswer('readTimeline', await people.head.get(`/dossiers/${other.code}/timeline`));
      expect(body.items.at(-1).by).toEqual({
        id: `head-of-unit.${unit}`,
        role: 'signatory',
        unit: expect.objectContaining({ id: expect.stringContaining(unit) }),
        onBehalfOf: { id: signatory, delegation: given.signatory },
      });
    });

    test('paper names both', async () => {
      const [{ dossier_id: id }] = await stack.db('events').where('event', 'like', '%onBehalfOf%').select('dossier_id');
      const rows = await stack.db('events').where({ dossier_id: id }).orderBy('seq').select('event');
      const events = rows.map(({ event }) => JSON.parse(event) as DossierEvent);
      const until = events.slice(0, events.findIndex(({ by }) => by.onBehalfOf) + 1);
      const named = until.at(-1)?.by.onBehalfOf?.id;
      const facts = await dossierFacts(stack.db, new Catalogue(await published(stack.db)), String(id), until);
      expect([named !== undefined, facts.officer]).toEqual([true, `(thay ${named})`]);
    });

    test('it is read by whom it concerns, withdrawn, and then nothing is done under it any more', async () => {
      const auditor = await stack.as('auditor', '82');
      const listed = checkAnswer(
        'listDelegations',
        await auditor.get(`/delegations?state=in-force&account=${signatory}`),
      );
      expect(listed.body.items.map(({ id }: { id: string }) => id)).toEqual([given.signatory]);
      const pages = [];
      for (let next: string | null = ''; next !== null;) {
        const query = next === '' ? '' : `&cursor=${next}`;
        const { body } = checkAnswer('listDelegations', await auditor.get(`/delegations?limit=1${query}`));
        pages.push(body.items.map(({ id }: { id: string }) => id));
        next = body.next as string | null;
      }
      expect(pages.flat().sort()).toEqual([given.signatory, given.specialist].sort());
      const inState = async (state: string) => (await auditor.get(`/delegations?state=${state}`)).body.items.length;
      expect([await inState('coming'), await inState('in-force'), await inState('ended')]).toEqual([0, 2, 0]);
      expect((await people.clerk.get('/delegations')).body.items).toEqual([]);
      expect((await people.clerk.get(`/delegations/${given.signatory}`)).status).toBe(404);
      const now = stack.clock.now();
      const onBehalfOf = { id: signatory, delegation: given.signatory ?? '' };
      const stand = { id: `head-of-unit.${unit}`, role: 'signatory', unit, actsFor: [], onBehalfOf } as const;
      const holds = () => requireDelegation(stack.db, { ...stand, actsFor: [] }, now);
      await holds();
      const path = `/delegations/${given.signatory}`;
      const ended = await people.signatory.post(`${path}/withdraw`, { reason: 'Đi làm lại' });
      expect(checkAnswer('withdrawDelegation', ended).body.delegation.state).toBe('ended');
      // What was ordered before and is carried out after is refused as well.
      await expect(holds()).rejects.toMatchObject({ code: 'delegation-not-in-force' });
      const dossier = await upTo(4);
      const late = await step(people.head.for(signatory), dossier, 'sign');
      expect([late.status, late.body.code]).toEqual([403, 'delegation-not-in-force']);
      expect((await people.head.post(`${path}/withdraw`, { reason: 'x' })).body.code).toBe('delegation-ended');
      // A closed account’s right is nobody’s.
      await admin.post(`/accounts/${specialist}/close`, { reason: 'Nghỉ việc' });
      expect((await people.head.for(specialist).get('/me')).body.code).toBe('delegation-not-in-force');
      const verdict = await verifyRecord(stack.db);
      expect(verdict.faults).toEqual([]);
    });

    test('whoever takes another post is there at once, and what was handed over for the old one ends', async () => {
      const deputy = 'pho.giam-doc';
      const own = await stack.as('head-of-unit', unit, deputy);
      const { id } = checkAnswer('giveDelegation', await give(people.signatory, { delegate: deputy })).body.delegation;
      const change = (to: object, account = deputy) =>
        admin.post(`/accounts/${account}/change`, { reason: 'Điều động', ...to });
      const stateOf = async () => {
        const { body } = checkAnswer('readDelegation', await people.signatory.get(`/delegations/${id}`));
        return body.state as string;
      };
      const name = 'Lê Thị Phó';
      expect(checkAnswer('changeAccount', await change({ name })).body.account).toMatchObject({ name, unit });
      expect([(await own.get('/me')).body.name, await stateOf()]).toEqual([name, 'in-force']);

      const { refusal } = witness(() => stack, 'ledger accounts delegations');
      expect(await refusal(() => change({ name, unit }))).toBe('422 account-unchanged');
      expect(await refusal(() => change({ unit: '99' }))).toMatch(/^422 unit-unknown \/unit/);
      expect(await refusal(() => change({ state: 'closed' }))).toMatch(/^400 invalid-request/);
      expect(await refusal(() => change({ role: 'leader' }, 'administrator.82'))).toBe('403 same-person');
      expect(await refusal(() => change({ role: 'leader' }, specialist))).toBe('409 account-closed');
      expect((await people.head.post(`/accounts/${deputy}/change`, { unit: '82', reason: 'x' })).status).toBe(403);

      const key = randomUUID();
      const order = { role: 'leader', unit: '82', reason: 'Quyết định 45/QĐ-UBND' };
      const moved = checkAnswer('changeAccount', await admin.post(`/accounts/${deputy}/change`, order, key));
      expect(moved.body.account).toMatchObject({ role: 'leader', unit: '82' });
      expect((await admin.post(`/accounts/${deputy}/change`, order, key)).body).toEqual(moved.body);
      const me = (await own.get('/me')).body;
      expect([me.role, me.unit.id, me.mayActFor]).toEqual(['leader', expect.stringMatching(/^82@/), []]);
      expect((await own.for(signatory).get('/me')).body.code).toBe('delegation-not-in-force');
      expect(await stateOf()).toBe('ended');
      const chain = await stack
        .db('ledger')
        .where({ subject: `account:${deputy}`, kind: 'changed' })
        .orderBy('seq');
      const told = chain.map(({ event }) => JSON.parse(event) as { before: object; after: object; reason: string });
      expect(told.at(-1)).toMatchObject({
        before: { name, role: 'head-of-unit', unit },
        after: { name, role: 'leader', unit: '82' },
        reason: order.reason,
      });
      expect((await verifyRecord(stack.db)).faults).toEqual([]);
    });
  });
});
