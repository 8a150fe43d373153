import { verifyRecord } from '../../config/verify';
import type { Answer, Caller } from '../support/caller';
import { FEE_TABLES, GUIDE_CARD, PUBLICATION, toPost } from '../support/fees';
import { witness } from '../support/refusal';
import { flat } from '../support/samples';
import { Stack } from '../support/stack';
import { checkAnswer } from '../unit/api/check-answer';

const UNIT = '82@2025-07-01';
const DAY = '2026-11-25';
type Body = Answer['body'];

describe.each([
  ['SQLite', undefined],
  ['PostgreSQL', process.env.MOTCUA_TEST_PG],
])('the money of a day is counted, on %s', (engine, databaseUrl) => {
  if (engine === 'PostgreSQL' && !databaseUrl) {
    test.skip('needs a PostgreSQL', () => undefined);
    return;
  }
  let stack: Stack;
  const { refusal } = witness(() => stack, FEE_TABLES);
  let clerk: Caller;
  let post: Caller;
  let head: Caller;
  let manager: Caller;
  let auditor: Caller;
  let number = 100;
  const paid: Body[] = [];

  beforeAll(async () => {
    stack = await Stack.start({ clock: '2026-11-25T02:00:00.000Z', databaseUrl });
    await toPost(stack, UNIT, 'thong-tin-truyen-thong', 'receive');
    clerk = await stack.as('government-clerk', '82', 'cong-chuc');
    post = await stack.as('post-clerk', '82', 'buu-dien');
    head = await stack.as('head-of-unit', '82');
    manager = await stack.as('post-manager', '82');
    auditor = await stack.as('auditor', '82');
  });
  afterAll(() => stack?.stop());

  async function received(who: Caller, order: object): Promise<string> {
    return flat(await who.post('/dossiers', order)).body.code as string;
  }
  async function pay(who: Caller, code: string, amount: number, method = 'cash', at = (number += 1)): Promise<Body> {
    const receipt = { book: who === post ? 'BD/26' : 'AB/26P', number: String(at) };
    const { status, body } = await who.post(`/dossiers/${code}/payments`, {
      method,
      receipt,
      lines: [{ line: 1, amount }],
    });
    expect([status, body.code]).toEqual([201, undefined]);
    return body.payment;
  }
  const tills = async (who: Caller, date = DAY) =>
    checkAnswer('readCashUps', await who.get(`/cash-ups/82?date=${date}`)).body;
  const close = (who: Caller, counted: object[], more: object = {}, key?: string) =>
    who.post('/cash-ups', { unit: '82', date: DAY, counted, ...more }, key);
  const cash = (amount: number, float?: number) => ({ method: 'cash', amount, ...(float !== undefined && { float }) });
  const money = (amount: number) => ({ method: 'transfer', amount });
  const act = (who: Caller, id: string, name: string, body: object) => who.post(`/cash-ups/${id}/${name}`, body);
  const voidOf = (payment: Body) => payment.links.void.replace('/api/v1', '') as string;
  const refundOf = (payment: Body) => payment.links.refund.replace('/api/v1', '') as string;

  it('says what must be there, by collector and method, from which payments, and which receipts are missing', async () => {
    const [one, two] = [await received(clerk, GUIDE_CARD), await received(clerk, GUIDE_CARD)];
    paid.push(await pay(clerk, one, 650_000), await pay(clerk, two, 50_000, 'transfer'), await pay(clerk, two, 1000));
    const reason = 'Ghi nhầm số tiền';
    expect((await clerk.post(voidOf(paid[2]), { reason })).status).toBe(200);
    number = 105;
    paid.push(await pay(clerk, two, 600_000));
    const { open, cashUps } = await tills(clerk);
    expect([open.length, cashUps]).toEqual([1, []]);
    expect(open[0]).toMatchObject({
      ...{ collector: 'cong-chuc', group: 'government' },
      expected: [
        { method: 'cash', received: 1_250_000, refunded: 0, expected: 1_250_000 },
        { method: 'transfer', received: 50_000, refunded: 0, expected: 50_000 },
      ],
      gaps: [{ book: 'AB/26P', from: '0000104', to: '0000105', missing: 2 }],
    });
    expect(open[0].entries.map((entry: Body) => [entry.kind, entry.amount])).toEqual([
      ['payment', 650_000],
      ['payment', 50_000],
      ['payment', 1000],
      ['void', -1000],
      ['payment', 600_000],
    ]);
    expect(open[0].entries[0]).toMatchObject({ dossier: one, receipt: { book: 'AB/26P', number: '0000101' } });
  });

  it('refuses what cannot be, and leaves no trace', async () => {
    const elsewhere = await stack.as('government-clerk', '29869');
    const right = [cash(1_250_000), money(50_000)];
    const faults: [() => Promise<Answer>, string][] = [
      [() => close(clerk, [cash(1_200_000), money(50_000)]), '422 cash-up-note-missing /counted/0/amount difference'],
      [() => close(clerk, [cash(1_250_000)]), '422 cash-up-not-counted /counted'],
      [() => close(clerk, [...right, cash(1)]), '422 cash-up-counted-twice /counted/2/method'],
      [() => close(clerk, [cash(0.5), money(50_000)]), '400 invalid-request /counted/0/amount type'],
      [() => close(clerk, [cash(-1), money(50_000)]), '400 invalid-request /counted/0/amount minimum'],
      [() => close(clerk, [cash(1e12 + 1), money(50_000)]), '400 invalid-request /counted/0/amount maximum'],
      [() => close(clerk, [cash(1, -1), money(50_000)]), '400 invalid-request /counted/0/float minimum'],
      [() => close(clerk, []), '400 invalid-request /counted minItems'],
      [() => close(clerk, right, { date: '2026-11-26' }), '422 date-past'],
      [() => close(clerk, right, { date: '2026-11-31' }), '400 invalid-request /date format'],
      [() => close(clerk, right, { unit: 'khong-co' }), '422 unit-unknown /unit'],
      [() => close(elsewhere, right), '403 not-your-unit'],
      [() => close(head, right), '403 not-your-role'],
      [() => close(post, right), '409 cash-up-nothing'],
      [() => elsewhere.get(`/cash-ups/82?date=${DAY}`), '403 not-your-unit'],
      [() => clerk.get('/cash-ups/khong-co'), '422 unit-unknown /path/unit'],
    ];
    for (const [send, expected] of faults) expect(await refusal(send)).toBe(expected);
  });

  let closed: Body;

  it('closes the till once, however often the same is sent; the payments in it stay as they are', async () => {
    const counted = [cash(1_750_000, 500_000), money(50_000)];
    const answers = await Promise.all(Array.from({ length: 10 }, () => close(clerk, counted, {}, 'chot-quy')));
    expect(answers.every(({ status }) => [201, 202, 429, 503].includes(status))).toBe(true);
    const answer = checkAnswer('closeCashUp', await close(clerk, counted, {}, 'chot-quy'));
    closed = answer.body.cashUp;
    expect([answer.status, closed]).toMatchObject([
      201,
      {
        ...{ collector: 'cong-chuc', date: DAY, balanced: true, difference: 0, note: null, confirmedBy: null },
        lines: [
          { method: 'cash', expected: 1_250_000, counted: 1_750_000, float: 500_000, difference: 0 },
          { method: 'transfer', expected: 50_000, counted: 50_000, float: 0, difference: 0 },
        ],
        gaps: [{ from: '0000104', to: '0000105' }],
      },
    ]);
    expect(closed.entries).toHaveLength(5);
    const { open, cashUps } = await tills(clerk);
    expect([open[0].entries, open[0].expected, cashUps.map(({ id }: Body) => id)]).toEqual([[], [], [closed.id]]);
    const late = () => clerk.post(voidOf(paid[0]), { reason: 'Ghi nhầm' });
    expect(await refusal(late)).toBe('409 payment-closed');
    expect(await refusal(() => close(clerk, [cash(0)]))).toBe('409 cash-up-nothing');
    const code = paid[0].links.void.split('/')[4] as string;
    const { body } = await clerk.get(`/dossiers/${code}/payments`);
    expect(body.payments[0].cashUp).toBe(closed.id);
  });

  it('what comes after belongs to the next; a difference is explained', async () => {
    const refund = { method: 'cash', lines: [{ line: 1, amount: 50_000 }], reason: 'Thu thừa' };
    expect((await clerk.post(refundOf(paid[0]), refund)).status).toBe(200);
    const code = await received(clerk, GUIDE_CARD);
    await pay(clerk, code, 650_000);
    expect((await tills(clerk)).open[0].expected).toEqual([
      { method: 'cash', received: 650_000, refunded: 50_000, expected: 600_000 },
    ]);
    const note = 'Thiếu 10.000 đồng, đã báo trưởng bộ phận';
    const answer = await close(clerk, [cash(590_000)], { note });
    expect([answer.status, answer.body.cashUp]).toMatchObject([
      201,
      { balanced: false, difference: -10_000, note, gaps: [], entries: [{ amount: -50_000 }, { amount: 650_000 }] },
    ]);
    const shared = (await tills(head)).cashUps.map(({ difference }: Body) => difference);
    expect(shared).toEqual([0, -10_000]);
  });

  it('a manager of the unit confirms; a correction stays beside what was closed', async () => {
    const { id } = closed;
    const elsewhere = await stack.as('head-of-unit', '29869');
    const faults: [() => Promise<Answer>, string][] = [
      [() => act(clerk, id, 'confirm', {}), '403 not-your-role'],
      [() => act(manager, id, 'confirm', {}), '403 not-your-role'],
      [() => act(elsewhere, id, 'confirm', {}), '404 cash-up-not-found'],
      [() => act(head, id, 'confirm', { note: 'x' }), '400 invalid-request /note additionalProperties'],
      [() => act(head, id, 'correct', { counted: [cash(1)], note: 'x' }), '403 not-collector'],
      [() => act(clerk, id, 'correct', { counted: [cash(1)] }), '400 invalid-request /note required'],
      [() => act(clerk, id, 'correct', { counted: [cash(1)], note: 'x' }), '422 cash-up-not-counted /counted'],
      [() => act(clerk, id, 'reopen', {}), '400 invalid-request /path/act enum'],
    ];
    for (const [send, expected] of faults) expect(await refusal(send)).toBe(expected);
    const confirmed = checkAnswer('actOnCashUp', await act(head, id, 'confirm', {}));
    expect([confirmed.status, confirmed.body.cashUp.confirmedBy.role]).toEqual([200, 'head-of-unit']);
    expect(await refusal(() => act(head, id, 'confirm', {}))).toBe('409 cash-up-confirmed');
    const counted = [cash(1_240_000), money(50_000)];
    const corrected = checkAnswer('actOnCashUp', await act(clerk, id, 'correct', { counted, note: 'Đếm lại' }));
    expect(corrected.body.cashUp).toMatchObject({
      ...{ difference: -10_000, balanced: false, confirmedBy: null, lines: closed.lines },
      corrections: [{ note: 'Đếm lại', lines: [{ counted: 1_240_000, difference: -10_000 }, {}] }],
    });
    expect((await act(head, id, 'confirm', {})).status).toBe(200);
  });

  it('the Post’s own till is for its manager, and the report says what the Post must pass on', async () => {
    const code = await received(post, PUBLICATION);
    const lines = [1, 2, 3].map((line) => ({ line, quantity: line === 1 ? 12 : 0 }));
    expect((await post.post(`/dossiers/${code}/fees`, { lines })).status).toBe(200);
    await pay(post, code, 180_000);
    expect((await tills(manager)).open.map(({ collector }: Body) => collector)).toEqual(['buu-dien']);
    expect((await tills(clerk)).open.map(({ collector }: Body) => collector)).toEqual(['cong-chuc']);
    expect((await tills(auditor)).open.map(({ collector }: Body) => collector)).toEqual(['buu-dien', 'cong-chuc']);
    const { body } = await close(post, [cash(180_000)]);
    expect(await refusal(() => act(head, body.cashUp.id, 'confirm', {}))).toBe('403 not-your-role');
    expect((await act(manager, body.cashUp.id, 'confirm', {})).status).toBe(200);

    const report = checkAnswer('readFees', await auditor.get(`/fees?from=${DAY}&to=${DAY}&unit=82`)).body;
    const value = (key: string) => report.figures.find((figure: Body) => figure.key === key)?.value;
    expect(
      ['all.all.collected', 'all.all.refunded', 'all.all.held', 'group.post.held', 'holder.post.held'].map(value),
    ).toEqual([2_130_000, 50_000, 2_080_000, 180_000, 180_000]);
    expect([value(`unit.${UNIT}.held`), value('method.transfer.collected'), value('procedure.1.003868.held')]).toEqual([
      2_080_000, 50_000, 180_000,
    ]);
    const mine = checkAnswer('readFees', await manager.get(`/fees?from=${DAY}&to=${DAY}`)).body;
    expect(mine.figures[0]).toMatchObject({ key: 'all.all.collected', value: 180_000 });
  });

  it('opens every figure into rows that come to it, page by page and as CSV', async () => {
    const { body } = await auditor.get(`/fees?from=${DAY}&to=${DAY}`);
    for (const { key, value, rows, links } of body.figures as Body[]) {
      const items: Body[] = [];
      const path = (links.rows as string).replace('/api/v1', '');
      for (let cursor = ''; ;) {
        const page = checkAnswer('readFeeRows', await auditor.get(`${path}&limit=3${cursor}`)).body;
        items.push(...page.items);
        if (!page.next) break;
        cursor = `&cursor=${page.next}`;
      }
      expect([key, items.length, items.reduce((sum, { amount }) => sum + amount, 0)]).toEqual([key, rows, value]);
    }
    const csv = await auditor.get(`/fees/rows?figure=all.all.held&from=${DAY}&to=${DAY}&format=csv`);
    expect(csv.headers.get('content-disposition')).toBe(`attachment; filename="fee-rows-${DAY}-${DAY}.csv"`);
    const [header, ...rows] = String(csv.body).trim().split('\r\n');
    expect([header, rows.length]).toEqual([expect.stringContaining('số biên lai'), 8]);
    // What went out stays a number that a spreadsheet adds up.
    expect(rows.filter((row) => /,(-50000|-1000),/.test(row))).toHaveLength(2);
    const figures = await auditor.get(`/fees?from=${DAY}&to=${DAY}&format=csv`);
    expect(String(figures.body)).toContain('holder.post.held,Còn giữ để nộp,nơi giữ tiền,bưu điện,180000,1');
    const refusals: [string, string][] = [
      ['/fees?from=2026-11-26&to=2026-11-25', '400 invalid-request /query/to period'],
      ['/fees?from=2024-01-01&to=2026-11-25', '400 invalid-request /query/to period'],
      ['/fees?unit=khong-co', '422 unit-unknown /query/unit'],
      [`/fees/rows?figure=all.all.nothing&to=${DAY}`, '404 not-found'],
      ['/fees/rows?figure=all.all.held&cursor=abc', '400 invalid-request /query/cursor cursor'],
    ];
    for (const [path, expected] of refusals) expect(await refusal(() => auditor.get(path))).toBe(expected);
    expect(await refusal(() => clerk.get('/fees'))).toBe('403 not-your-role');
    const elsewhere = await stack.as('head-of-unit', '29869');
    expect(await refusal(() => elsewhere.get('/fees?unit=82'))).toBe('403 not-your-unit');
    expect((await elsewhere.get(`/fees?from=${DAY}&to=${DAY}`)).body.figures[0].value).toBe(0);
  });

  it('a wrong entry of yesterday can only be refunded; the record verifies', async () => {
    const code = await received(clerk, GUIDE_CARD);
    const late = await pay(clerk, code, 1000);
    stack.clock.moveTo('2026-11-25T17:00:00.000Z');
    clerk = await stack.as('government-clerk', '82', 'cong-chuc');
    expect(await refusal(() => clerk.post(voidOf(late), { reason: 'Ghi nhầm' }))).toBe('409 too-late');
    const { open } = await tills(clerk, '2026-11-26');
    expect(open[0].expected).toMatchObject([{ expected: 1000 }]);
    expect((await close(clerk, [cash(1000)])).body.cashUp).toMatchObject({ date: DAY, balanced: true });
    const { faults } = await verifyRecord(stack.db);
    expect(faults).toEqual([]);
    const [row] = await stack.db('cash_ups').where({ id: closed.id });
    await stack
      .db('cash_ups')
      .where({ id: closed.id })
      .update({ state: row.state.replace('1250000', '1250001') });
    expect((await verifyRecord(stack.db)).faults).toMatchObject([
      { subject: `cash-up:${closed.id}`, what: 'projection' },
    ]);
  });
});
