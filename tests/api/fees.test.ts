import { verifyRecord } from '../../config/verify';
import type { Caller } from '../support/caller';
import { FEE_TABLES, GUIDE_CARD, PUBLICATION, toPost } from '../support/fees';
import { witness } from '../support/refusal';
import { flat, PERSON } from '../support/samples';
import { Stack } from '../support/stack';
import { checkAnswer } from '../unit/api/check-answer';

const UNIT = '82@2025-07-01';
const CARD = 650_000;

describe.each([
  ['SQLite', undefined],
  ['PostgreSQL', process.env.MOTCUA_TEST_PG],
])('fees at the counter, on %s', (engine, databaseUrl) => {
  if (engine === 'PostgreSQL' && !databaseUrl) {
    test.skip('needs a PostgreSQL', () => undefined);
    return;
  }
  let stack: Stack;
  const { refusal, trace } = witness(() => stack, FEE_TABLES);
  let clerk: Caller;
  let post: Caller;
  /** Paid for in full by the first test. */
  let card: string;
  let publication: string;

  beforeAll(async () => {
    stack = await Stack.start({ clock: '2026-11-25T02:00:00.000Z', databaseUrl });
    await toPost(stack, UNIT, 'thong-tin-truyen-thong', 'receive');
    await toPost(stack, UNIT, 'van-hoa-the-thao-du-lich', 'return');
    clerk = await stack.as('government-clerk', '82', 'cong-chuc');
    post = await stack.as('post-clerk', '82', 'buu-dien');
    card = await received(clerk, GUIDE_CARD);
    publication = await received(post, PUBLICATION);
  });
  afterAll(() => stack?.stop());

  async function received(who: Caller, order: object): Promise<string> {
    const answer = flat(await who.post('/dossiers', order));
    expect([answer.status, answer.body.code]).toEqual([201, expect.any(String)]);
    return answer.body.code as string;
  }
  let last = 100;
  const receipt = (number: number | string = (last += 1), book = 'AB/26P') => ({ book, number: String(number) });
  const paying = (amount: unknown, more: object = {}) => ({
    ...{ method: 'cash', receipt: receipt(), lines: [{ line: 1, amount }] },
    ...more,
  });
  const pay = (who: Caller, code: string, body: object, key?: string) =>
    who.post(`/dossiers/${code}/payments`, body, key);
  const read = async (code: string) =>
    checkAnswer('readPayments', await clerk.get(`/dossiers/${encodeURIComponent(code)}/payments`)).body;

  it('says what is due, takes a part and the rest, and says who took it', async () => {
    expect(await read(card)).toMatchObject({
      ...{ status: 'due', channel: 'direct', unverified: false, payments: [], history: [] },
      balance: { whole: CARD, due: CARD, paid: 0, held: 0, left: CARD, open: [] },
      lines: [{ line: 1, price: CARD, perUnit: null, due: CARD, left: CARD }],
    });
    const first = checkAnswer(
      'recordPayment',
      await pay(clerk, card, paying(50_000, { receipt: receipt(100, 'ab/26p') })),
    );
    expect([first.status, first.body.payment]).toMatchObject([
      201,
      {
        ...{ amount: 50_000, left: 50_000, group: 'government', heldBy: 'agency', method: 'cash', cashUp: null },
        ...{ receipt: { book: 'AB/26P', number: '0000100' }, by: { id: 'cong-chuc', unit: { id: UNIT } } },
      },
    ]);
    expect(first.body.fees.status).toBe('partly-paid');
    await pay(clerk, card, paying(600_000));
    expect(await read(card)).toMatchObject({ status: 'paid', balance: { paid: CARD, held: CARD, left: 0 } });
  });

  it('the same key is one payment, also fifty times at once, and another clerk may use the same key', async () => {
    const code = await received(clerk, GUIDE_CARD);
    const body = paying(1000);
    const answers = await Promise.all(Array.from({ length: 50 }, () => pay(clerk, code, body, 'one-key')));
    const late = answers.filter(({ status }) => status !== 201);
    expect(late.every(({ status }) => [202, 429, 503].includes(status))).toBe(true);
    const again = await pay(clerk, code, body, 'one-key');
    expect([again.status, again.body.payment.amount]).toEqual([201, 1000]);
    expect(new Set(answers.flatMap(({ body: said }) => said.payment?.id ?? []))).toEqual(
      new Set([again.body.payment.id]),
    );
    expect((await read(code)).payments).toHaveLength(1);
    expect(await stack.db('fee_entries').where({ dossier_code: code })).toHaveLength(1);
    const other = await stack.as('government-clerk', '82', 'cong-chuc-khac');
    expect((await pay(other, code, paying(2000), 'one-key')).status).toBe(201);
    expect(await refusal(() => pay(clerk, code, paying(1000), 'one-key'))).toBe('422 idempotency-key-reused');
  });

  it('what is per page is counted first; the Post holds what its staff take', async () => {
    const path = `/dossiers/${publication}`;
    expect(await read(publication)).toMatchObject({ status: 'due', balance: { open: [1, 2, 3], due: 0 } });
    expect(await refusal(() => pay(post, publication, paying(15_000)))).toBe('422 fee-quantity-missing /lines/0/line');
    const lines = [
      { line: 1, quantity: 12 },
      { line: 2, quantity: 0 },
      { line: 3, quantity: 0 },
    ];
    const assessed = checkAnswer('assessFees', await post.post(`${path}/fees`, { lines }));
    expect([assessed.status, assessed.body.fees.balance]).toMatchObject([
      200,
      { due: 180_000, left: 180_000, open: [] },
    ]);
    const paid = await pay(post, publication, paying(180_000));
    expect([paid.status, paid.body.payment]).toMatchObject([201, { group: 'post', heldBy: 'post' }]);
    expect(paid.body.fees.status).toBe('paid');
  });

  it('an exemption needs its legal base and a reason, and can end', async () => {
    const code = await received(clerk, GUIDE_CARD);
    const fees = (body: object) => clerk.post(`/dossiers/${code}/fees`, body);
    const exempt = { kind: 'exempt', legal: 'Thông tư 33/2018/TT-BTC' };
    const reason = 'Con của người có công';
    const faults: [object, string][] = [
      [{ lines: [{ line: 1, reduction: exempt }] }, '422 fee-reason-missing /reason'],
      [
        { lines: [{ line: 1, reduction: { kind: 'exempt' } }], reason },
        '400 invalid-request /lines/0/reduction/legal required',
      ],
      [
        { lines: [{ line: 1, reduction: { ...exempt, kind: 'reduced' } }], reason },
        '400 invalid-request /lines/0/reduction/amount required',
      ],
      [
        { lines: [{ line: 1, reduction: { ...exempt, amount: 5 } }], reason },
        '400 invalid-request /lines/0/reduction/amount additionalProperties',
      ],
      [
        { lines: [{ line: 1, reduction: { ...exempt, kind: 'reduced', amount: CARD } }], reason },
        '422 fee-reduction-invalid /lines/0/reduction/amount',
      ],
      [{ lines: [{ line: 1, quantity: 2 }] }, '422 fee-quantity-not-taken /lines/0/quantity'],
      [{ lines: [{ line: 9, reduction: exempt }], reason }, '422 fee-line-unknown /lines/0/line'],
      [{ lines: [] }, '400 invalid-request /lines minItems'],
    ];
    for (const [body, expected] of faults) expect(await refusal(() => fees(body))).toBe(expected);
    const done = await fees({ lines: [{ line: 1, reduction: exempt }], reason });
    expect(done.body.fees).toMatchObject({
      ...{ status: 'exempt', balance: { whole: CARD, off: CARD, due: 0, left: 0 } },
      history: [{ kind: 'assessed', reason, by: { id: 'cong-chuc' } }],
    });
    expect(await refusal(() => pay(clerk, code, paying(1)))).toBe('409 fee-overpaid /lines/0/amount');
    const auditor = await stack.as('auditor', '82');
    const reduced = async () =>
      ((await auditor.get('/fees')).body.figures as { key: string }[]).find(({ key }) => key === 'all.all.reduced');
    expect(await reduced()).toMatchObject({ value: CARD, rows: 1 });
    expect((await fees({ lines: [{ line: 1 }] })).body.fees.status).toBe('due');
    expect(await reduced()).toMatchObject({ value: 0, rows: 2 });
  });

  test.each<[string, object, string]>([
    ['a fraction', paying(1000.5), '400 invalid-request /lines/0/amount type'],
    ['less than nothing', paying(-1), '400 invalid-request /lines/0/amount minimum'],
    ['nothing', paying(0), '400 invalid-request /lines/0/amount minimum'],
    ['a number in words', paying('650000'), '400 invalid-request /lines/0/amount type'],
    ['more than money can be', paying(1_000_000_000_001), '400 invalid-request /lines/0/amount maximum'],
    ['more than is left', paying(CARD + 1), '409 fee-overpaid /lines/0/amount'],
    ['an unknown line', { ...paying(1), lines: [{ line: 2, amount: 1 }] }, '422 fee-line-unknown /lines/0/line'],
    ['no line', { ...paying(1), lines: [] }, '400 invalid-request /lines minItems'],
    [
      'a line twice',
      {
        ...paying(1),
        lines: [
          { line: 1, amount: 1 },
          { line: 1, amount: 1 },
        ],
      },
      '422 fee-line-twice /lines/1/line',
    ],
    ['a method that is none', paying(1, { method: 'gold' }), '400 invalid-request /method enum'],
    ['no receipt', paying(1, { receipt: undefined }), '400 invalid-request /receipt required'],
    ['the receipt number 0', paying(1, { receipt: receipt('000') }), '400 invalid-request /receipt/number pattern'],
    [
      'a receipt that is used',
      paying(1, { receipt: receipt('0000100', ' AB/26p'.trim()) }),
      '409 receipt-taken /receipt',
    ],
    ['a group of one’s own choice', paying(1, { group: 'post' }), '400 invalid-request /group additionalProperties'],
  ])('%s', async (_what, body, expected) => {
    const code = await received(clerk, GUIDE_CARD);
    expect(await refusal(() => pay(clerk, code, body))).toBe(expected);
  });

  it('a receipt that is used names the dossier that has it', async () => {
    const code = await received(clerk, GUIDE_CARD);
    const { body } = await pay(clerk, code, paying(1, { receipt: receipt(100) }));
    expect(body.params).toEqual({ book: 'AB/26P', number: '0000100', code: card });
    expect(body.titles.vi).toBe(`Biên lai AB/26P số 0000100 đã dùng cho hồ sơ ${card}`);
  });

  it('only whoever is responsible at that counter takes money', async () => {
    const [specialist, commune] = [await stack.as('specialist', '82'), await stack.as('government-clerk', '29869')];
    const guided = { procedure: '1.004623', unit: '82', channel: 'direct', action: 'guide' };
    const begun = flat(
      await clerk.post('/dossiers', { ...guided, content: { submitter: PERSON, guidance: 'Cần đủ giấy tờ' } }),
    );
    const asked: [string, Caller, string, string][] = [
      ['a role of no counter', specialist, card, '403 not-your-role'],
      ['another unit', commune, card, '404 dossier-not-found'],
      ['the Post where receiving is not with it', post, card, '403 not-transferred'],
      ['government staff where the Post receives', clerk, publication, '403 transferred-to-post'],
      ['an unknown dossier', clerk, 'H20.82-261125-9999', '404 dossier-not-found'],
    ];
    for (const [what, who, code, expected] of asked)
      expect([what, await refusal(() => pay(who, code, paying(1)))]).toEqual([what, expected]);
    expect(begun.status).toBe(201);
    const id = begun.body.dossierId as string;
    expect(await refusal(() => pay(clerk, id, paying(1)))).toBe('409 not-received');
  });

  it('gives back never more than is left, and takes back only what was entered today by oneself', async () => {
    const code = await received(clerk, GUIDE_CARD);
    const paid = await pay(clerk, code, paying(CARD));
    const path = paid.body.payment.links.refund.replace('/api/v1', '').replace('/refund', '') as string;
    const reason = 'Rút hồ sơ';
    const refund = (amount: unknown, more: object = {}) =>
      clerk.post(`${path}/refund`, { method: 'cash', lines: [{ line: 1, amount }], reason, ...more });
    const faults: [() => ReturnType<typeof refund>, string][] = [
      [() => refund(CARD + 1), '409 refund-too-much /lines/0/amount'],
      [() => refund(-1), '400 invalid-request /lines/0/amount minimum'],
      [() => refund(1000.5), '400 invalid-request /lines/0/amount type'],
      [() => refund(1, { reason: undefined }), '400 invalid-request /reason required'],
      [() => refund(1, { reason: '   ' }), '400 invalid-request /reason pattern'],
      [
        () =>
          clerk.post(`${path.slice(0, -4)}0000/refund`, { method: 'cash', lines: [{ line: 1, amount: 1 }], reason }),
        '404 payment-not-found',
      ],
      [
        () =>
          clerk.post(`/dossiers/${code}/payments/x/refund`, {
            method: 'cash',
            lines: [{ line: 1, amount: 1 }],
            reason,
          }),
        '400 invalid-request /path/id format',
      ],
    ];
    for (const [send, expected] of faults) expect(await refusal(send)).toBe(expected);
    const other = await stack.as('government-clerk', '82', 'cong-chuc-khac');
    expect(await refusal(() => other.post(`${path}/void`, { reason }))).toBe('403 not-collector');
    const part = checkAnswer('refundPayment', await refund(50_000));
    expect([part.status, part.body.fees.status, part.body.payment.left]).toEqual([200, 'partly-paid', CARD - 50_000]);
    expect(await refusal(() => clerk.post(`${path}/void`, { reason }))).toBe('409 payment-refunded');
    expect((await refund(CARD - 50_000)).body.fees.status).toBe('refunded');
    expect(await refusal(() => refund(1))).toBe('409 refund-too-much /lines/0/amount');

    const wrong = await pay(clerk, code, paying(1000));
    const gone = checkAnswer(
      'voidPayment',
      await clerk.post(`/dossiers/${code}/payments/${wrong.body.payment.id}/void`, { reason }),
    );
    expect([gone.status, gone.body.payment]).toMatchObject([200, { left: 0, voided: { by: { id: 'cong-chuc' } } }]);
    const used = wrong.body.payment.receipt;
    expect(await refusal(() => pay(clerk, code, paying(1000, { receipt: used })))).toBe('409 receipt-taken /receipt');
  });

  it('shows what no source confirms, and what the dossier’s own steps say', async () => {
    const permit = await clerk.get('/procedures/1.014199');
    expect(permit.body.fee).toMatchObject([{ amount: 600_000, unverified: true }]);
    const content = { ...GUIDE_CARD.content, feePaid: CARD };
    const code = await received(clerk, { ...GUIDE_CARD, content });
    expect((await read(code)).steps).toMatchObject([{ seq: 1, action: 'receive', amount: CARD, receipt: null }]);
  });

  it('leaves a record that verifies, and shows when a reason was changed', async () => {
    expect((await verifyRecord(stack.db)).faults).toEqual([]);
    const row = await stack.db('fee_reasons').first();
    await stack.db('fee_reasons').where(row).update({ content: '{"reason":"khác"}' });
    expect((await verifyRecord(stack.db)).faults).toMatchObject([
      { subject: `fees:${row.dossier_id}`, seq: row.seq, what: 'content' },
    ]);
    await stack.db('fee_reasons').where({ dossier_id: row.dossier_id, seq: row.seq }).delete();
    expect((await verifyRecord(stack.db)).faults).toMatchObject([{ seq: row.seq, what: 'content-missing' }]);
    expect(Object.keys(await trace()).length).toBeGreaterThan(5);
  });
});
