import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { applyCashUp } from '../../activities/cash-up';
import { applyFees } from '../../activities/fees';
import { openDatabase } from '../../config/database';
import type { CashUpAct, FeeAct } from '../../config/fee-body';
import { migrate } from '../../config/migrations';
import type { Actor } from '../../domain/actor';
import type { CashUpState } from '../../domain/cash-up';
import { Catalogue } from '../../domain/catalogue';
import { balanceOf, type FeeAccount } from '../../domain/fee';
import { vaultOf } from '../../config/vault';
import { feeHistory } from '../../api/reads/fees';
import { TEST_KEYS } from '../support/keys';
import { Refusal } from '../../domain/problem';
import { catalogue as tiny } from '../unit/api/tiny-catalogue';

const UNIT = '87@2020-01-01';
const NOW = '2026-11-25T03:00:00.000Z';
const TODAY = '2026-11-25';
const clerk = (id: string): Actor => ({ id, role: 'government-clerk', unit: UNIT, actsFor: [UNIT] });
const { procedures } = tiny.data;
const catalogue = new Catalogue({
  ...tiny.data,
  procedures: procedures.map((one) => ({ ...one, fee: [{ amount: 160_000 }] })),
});

describe.each([
  ['SQLite', undefined],
  ['PostgreSQL', process.env.MOTCUA_TEST_PG],
])('fees on %s', (engine, url) => {
  if (engine === 'PostgreSQL' && !url) {
    test.skip('needs a PostgreSQL', () => undefined);
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-store-'));
  let db: Knex;
  /** New in every test: other tests write to the same PostgreSQL. */
  let an: Actor;
  let binh: Actor;
  let book: string;

  beforeAll(async () => {
    db = openDatabase({ ...(url ? { url } : { file: join(folder, 'x.db') }), keys: TEST_KEYS }, 'write');
    await migrate(db);
  });
  beforeEach(() => {
    [an, binh] = [clerk(`an.${randomUUID()}`), clerk(`binh.${randomUUID()}`)];
    book = `AB-${randomUUID().slice(0, 8)}`.toUpperCase();
  });
  afterAll(async () => {
    await db.destroy();
    rmSync(folder, { recursive: true });
  });

  async function dossier(received = true, more: { field?: string; group?: string } = {}): Promise<string> {
    const { field = 'justice', group = 'government' } = more;
    const id = randomUUID();
    const code = `H20.87-261125-${id.slice(0, 8)}`;
    const state = {
      ...{ id, procedure: { code: '1.000001', version: 1 }, process: { id: 'standard', version: 1 }, field },
      ...{ channel: 'direct', units: { receiving: UNIT, deciding: UNIT }, rules: '2020', seq: 1, stage: 'processing' },
      ...{ status: 4, closed: false, clock: { stageSince: NOW, until: {} }, done: {}, noted: {} },
      ...(received && { receipt: { code, receivedAt: NOW, rules: '2020', limit: null } }),
    };
    await db('dossiers').insert({
      ...{ id, code, seq: 1, stage: 'processing', status: 4, closed: 0, procedure_code: '1.000001', field },
      ...{ channel: 'direct', receiving_unit: UNIT, deciding_unit: UNIT, opened_at: NOW, received_group: group },
      ...{ state: JSON.stringify(state), hash: '0', data_key: vaultOf(db).newDataKey(id) },
    });
    return id;
  }
  const does = (actor: Actor, dossierId: string, act: FeeAct, now = NOW) =>
    db.transaction((trx) => applyFees(trx, catalogue, { actor, dossierId, act }, now, randomUUID()));
  const paying = (number: number, amount: number, sign = book): FeeAct => ({
    ...{ do: 'pay', method: 'cash', receipt: { book: sign, number } },
    lines: [{ line: 1, amount }],
  });
  const closing = (amount: number, note?: string, date = TODAY): CashUpAct => ({
    ...{ do: 'close', unit: UNIT, date, counted: [{ method: 'cash', amount, float: 0 }] },
    ...(note !== undefined && { note }),
  });
  const cashUp = async (actor: Actor, act: CashUpAct, now = NOW, id = randomUUID()): Promise<CashUpState> => {
    await db.transaction((trx) => applyCashUp(trx, catalogue, { actor, cashUpId: id, act }, now, randomUUID()));
    return JSON.parse((await db('cash_ups').where({ id }).first('state')).state) as CashUpState;
  };
  const account = async (id: string) =>
    JSON.parse((await db('fee_accounts').where({ id }).first('state')).state) as FeeAccount;
  const entries = (id: string) => db('fee_entries').where({ dossier_id: id }).orderBy(['at', 'kind']);
  const codes = (results: PromiseSettledResult<unknown>[]) =>
    results.flatMap((one) => (one.status === 'rejected' ? [(one.reason as Refusal).code] : []));

  test('the same receipt number by eight clerks at once: one has it, the others are told which dossier', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, () => dossier()));
    const written = [book, ` ${book.toLowerCase()} `];
    const tries = ids.map((id, i) => does(clerk(`c${i}.${randomUUID()}`), id, paying(7, 1000, written[i % 2])));
    const results = await Promise.allSettled(tries);
    expect(codes(results)).toEqual(Array(7).fill('receipt-taken'));
    const rows = await db('fee_entries').where({ book });
    expect(rows).toHaveLength(1);
    const refused = results.flatMap((one) => (one.status === 'rejected' ? [one.reason as Refusal] : []));
    for (const { params } of refused) expect(params).toEqual({ book, number: '0000007', code: rows[0].dossier_code });
    // Whoever lost has left nothing: no account, no event, no money.
    const losers = ids.filter((id) => id !== rows[0].dossier_id);
    expect(await db('fee_accounts').whereIn('id', losers)).toEqual([]);
    expect(
      await db('ledger').whereIn(
        'subject',
        losers.map((id) => `fees:${id}`),
      ),
    ).toEqual([]);
  });

  test('sixteen payments of one dossier at once never come to more than is due', async () => {
    const id = await dossier();
    const tries = Array.from({ length: 16 }, (_, i) => does(i % 2 ? an : binh, id, paying(i + 1, 30_000)));
    const results = await Promise.allSettled(tries);
    expect(codes(results)).toEqual(Array(11).fill('fee-overpaid'));
    expect(balanceOf(await account(id))).toMatchObject({ due: 160_000, held: 150_000, left: 10_000 });
    expect((await entries(id)).map(({ amount }) => Number(amount))).toEqual(Array(5).fill(30_000));
    const ledger = await db('ledger')
      .where({ subject: `fees:${id}` })
      .orderBy('seq');
    expect(ledger.map(({ seq, kind }) => [seq, kind])).toEqual([1, 2, 3, 4, 5].map((seq) => [seq, 'paid']));
  });

  test('refunds of one payment at once never come to more than it was', async () => {
    const id = await dossier();
    await does(an, id, paying(1, 160_000));
    const paymentId = (await account(id)).payments[0]?.id ?? '';
    const act: FeeAct = {
      do: 'refund',
      paymentId,
      method: 'cash',
      lines: [{ line: 1, amount: 50_000 }],
      reason: 'rút hồ sơ',
    };
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => does(binh, id, act)));
    expect(codes(results)).toEqual(Array(5).fill('refund-too-much'));
    expect(balanceOf(await account(id))).toMatchObject({ refunded: 150_000, held: 10_000 });
    // The reason is no part of the record that cannot be erased.
    const [event] = await db('ledger').where({ subject: `fees:${id}`, kind: 'refunded' });
    expect(event.event).not.toContain('rút hồ sơ');
    const { content } = await db('fee_reasons').where({ dossier_id: id }).first();
    expect(content).not.toContain('rút hồ sơ');
    expect((await feeHistory(db, id)).map(({ reason }) => reason)).toContain('rút hồ sơ');
  });

  test('a dossier that is not received, one of elsewhere, and a role of no counter: nothing is taken', async () => {
    const [id, open] = [await dossier(), await dossier(false)];
    const elsewhere = { ...an, unit: '88@2020-01-01', actsFor: ['88@2020-01-01'] };
    const results = await Promise.allSettled([
      does(an, open, paying(1, 1000)),
      does(elsewhere, id, paying(1, 1000)),
      does({ ...an, role: 'specialist' }, id, paying(1, 1000)),
      does({ ...an, role: 'post-clerk' }, id, paying(1, 1000)),
    ]);
    expect(codes(results)).toEqual(['not-received', 'not-your-unit', 'not-your-role', 'not-transferred']);
    expect(await db('fee_entries').where({ book })).toEqual([]);
  });

  test('where the Post receives, it takes the money; government staff go on with what they received', async () => {
    const field = `field.${randomUUID()}`;
    await db('responsibility').insert({
      ...{ unit: UNIT, field, task: 'receive', from_at: NOW, known_from: NOW, stage: 'in-force', transfer_id: 't' },
      ...{ government: 0, post: 1, finish: 1, final: 1 },
    });
    const [own, theirs] = [await dossier(true, { field }), await dossier(true, { field, group: 'post' })];
    const clerkOfPost: Actor = { ...binh, role: 'post-clerk' };
    await does(an, own, paying(1, 1000));
    await does(clerkOfPost, theirs, paying(2, 1000));
    await expect(does(an, theirs, paying(3, 1000))).rejects.toMatchObject({ code: 'transferred-to-post' });
    const rows = await db('fee_entries').where({ book }).orderBy('number').select('staff_group', 'held_by');
    expect(rows).toEqual([
      { staff_group: 'government', held_by: 'agency' },
      { staff_group: 'post', held_by: 'post' },
    ]);
  });

  test('a cash-up closes what is there; what comes after belongs to the next', async () => {
    const [one, two] = [await dossier(), await dossier()];
    await does(an, one, paying(1, 160_000));
    await does(an, two, paying(2, 100_000));
    await does(binh, two, paying(6, 1000));
    const first = await cashUp(an, closing(260_000));
    expect(first.lines).toEqual([
      {
        ...{ method: 'cash', received: 260_000, refunded: 0, expected: 260_000 },
        counted: 260_000,
        float: 0,
        difference: 0,
      },
    ]);
    await expect(cashUp(an, closing(0))).rejects.toMatchObject({ code: 'cash-up-nothing' });
    await does(an, two, paying(9, 50_000));
    const paymentId = (await account(one)).payments[0]?.id ?? '';
    await expect(does(an, one, { do: 'void', paymentId, reason: 'nhầm' })).rejects.toMatchObject({
      code: 'payment-closed',
    });
    await does(an, one, {
      do: 'refund',
      paymentId,
      method: 'cash',
      lines: [{ line: 1, amount: 160_000 }],
      reason: 'nhầm',
    });
    await expect(cashUp(an, closing(0))).rejects.toMatchObject({ code: 'cash-up-note-missing' });
    const second = await cashUp(an, closing(0, 'hoàn bằng tiền của lần trước'));
    expect(second.lines).toMatchObject([
      { received: 50_000, refunded: 160_000, expected: -110_000, difference: 110_000 },
    ]);
    // Binh's number 6 is not missing, though it is not in this till; the others of the book are.
    expect(second.gaps).toEqual([{ book, from: 7, to: 8 }]);
    expect((await cashUp(binh, closing(1000))).gaps).toEqual([{ book, from: 3, to: 5 }]);
    const closed = await db('fee_entries').where({ cash_up_id: first.id });
    expect(closed.map((row) => row.id).sort()).toEqual(first.entries.map((entry) => entry.id).sort());
  });

  test('a cash-up of yesterday leaves out what was taken today', async () => {
    const id = await dossier();
    await does(an, id, paying(1, 60_000), '2026-11-24T09:00:00.000Z');
    await does(an, id, paying(2, 100_000), NOW);
    await expect(cashUp(an, closing(0, undefined, '2026-11-26'))).rejects.toMatchObject({ code: 'date-past' });
    expect((await cashUp(an, closing(60_000, undefined, '2026-11-24'))).entries).toHaveLength(1);
    expect((await cashUp(an, closing(100_000))).entries).toHaveLength(1);
  });

  test('while a till is closed, payments, voids and other closings go on: every đồng is in one cash-up, and each balances', async () => {
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.nat(999)), async (random) => {
        const next = () => random.next().value ?? 0;
        const who = clerk(`till.${randomUUID()}`);
        const sign = `T-${randomUUID()}`.toUpperCase().slice(0, 20);
        const ids = await Promise.all(Array.from({ length: 6 }, () => dossier()));
        await Promise.all(ids.map((id, i) => does(who, id, paying(i + 1, 1000 + next(), sign))));
        const payments = (await db('fee_entries').where({ collector: who.id, kind: 'payment' })) as {
          id: string;
          dossier_id: string;
        }[];
        const work = [
          ...payments.map(
            ({ id, dossier_id }) =>
              () =>
                does(who, dossier_id, { do: 'void', paymentId: id, reason: 'nhầm' }),
          ),
          ...ids.map((id, i) => () => does(who, id, paying(i + 11, 500 + next(), sign))),
          ...[1, 2, 3].map(() => () => cashUp(who, closing(0, 'kiểm thử'))),
        ];
        await Promise.allSettled(work.sort(() => next() - 500).map((one) => one()));
        await cashUp(who, closing(0, 'kiểm thử')).catch(() => undefined);
        const rows = await db('fee_entries').where({ collector: who.id });
        expect(rows.filter((row) => row.cash_up_id === null)).toEqual([]);
        const states: CashUpState[] = (await db('cash_ups').where({ collector: who.id })).map((row) =>
          JSON.parse(row.state),
        );
        const listed = states.flatMap(({ entries: own }) => own.map(({ id }) => id));
        expect(listed.sort()).toEqual(rows.map((row) => row.id).sort());
        for (const { id, entries: own, lines } of states) {
          const mine = rows.filter((row) => row.cash_up_id === id);
          const total = mine.reduce((sum, row) => sum + Number(row.amount) * (row.kind === 'payment' ? 1 : -1), 0);
          expect(lines.map(({ expected, difference }) => [expected, difference])).toEqual([[total, 0 - total]]);
          // What was void is in the cash-up of its payment.
          for (const gone of mine.filter((row) => row.kind === 'void'))
            expect(own.map((entry) => entry.id)).toContain(gone.payment_id);
        }
      }),
      { numRuns: 5 },
    );
  });
});
