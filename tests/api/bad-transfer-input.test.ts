import { randomUUID } from 'node:crypto';
import type { Answer } from '../support/caller';
import { Stack } from '../support/stack';
import { CENTRE, equip, officers, postStaff, until, type Officers } from '../support/transfers';

const FIELD = 'tai-chinh';
// Stacks of one test run share a namespace, and a programme is known by its decision's number.
const NUMBER = `7/QĐ-${randomUUID().slice(0, 8)}`;
const ORDER = { date: '2019-03-01', effectiveOn: '2019-03-18', title: 'Quyết định thử nghiệm', reference: 'không có thật' };
const order = (transfers: object[], more: object = {}) => ({ ...ORDER, decision: `${NUMBER}-khac`, transfers, ...more });
const own = { unit: '87', field: FIELD };
const TABLES = 'programmes transfers transfer_claims ledger responsibility staff certificates equipment dossiers events number_register';

const HEADER = 'id,name,group,unit,kind,postedFrom,postedTo,approvedBy,publishedOn,phone,accountOn,leftOn,certificates';
const row = (id: string, { name = 'Trần Thị Sen', postedTo = '31/12/2020' } = {}) =>
  `${id},${name},post,87,official,2019-01-02,${postedTo},01/QĐ-BĐ,2019-01-02,02773898989,2019-01-02,,${FIELD}:2019-01-02`;
const csv = (...rows: string[]) => `${[HEADER, ...rows].join('\r\n')}\r\n`;

describe('what is wrong with a transfer is said, in both languages and with its place, and leaves no trace', () => {
  let stack: Stack;
  let people: Officers;
  let id: string;

  beforeAll(async () => {
    stack = await Stack.start({ clock: '2019-03-04T01:00:00.000Z' });
    people = await officers(stack);
    const begun = await people.authority.post('/programmes', order([own], { decision: NUMBER }));
    expect(begun.status).toBe(201);
    id = (await people.authority.get('/transfers')).body.items[0].id;
    await until(people.authority, `/transfers/${id}`, ({ stage }) => stage.name === 'preparing');
  });
  afterAll(() => stack?.stop());

  /** How much is on record; a refused command may stay as refused. */
  async function trace(): Promise<Record<string, unknown>> {
    const commands = await stack.db('commands').whereNot({ status: 'refused' }).select('id', 'status');
    const rows = TABLES.split(' ').map(async (table) => [table, await stack.db(table).count({ n: '*' })]);
    return { ...Object.fromEntries(await Promise.all(rows)), commands };
  }

  /** What was refused, in one line: status, code, and each place with the rule that it breaks. */
  async function refusal(send: () => Promise<Answer>): Promise<string> {
    const before = await trace();
    const { status, headers, body } = await send();
    expect(await trace()).toEqual(before);
    expect(headers.get('content-type')).toMatch('application/problem+json');
    const errors: { pointer: string; rule: string; message: object }[] = body.errors;
    for (const text of [body.titles, ...errors.map(({ message }) => message)])
      expect(text).toEqual({ vi: expect.stringMatching(/\S/), en: expect.stringMatching(/\S/) });
    expect(body.titles.vi).not.toBe(body.titles.en);
    expect(JSON.stringify(body)).not.toMatch(/\{\w+\}/);
    return [status, body.code, ...errors.map(({ pointer, rule }) => `${pointer} ${rule}`).sort()].join(' ');
  }

  const late = { effectiveOn: '2019-03-03' };
  const unreal = { effectiveOn: '2019-02-29' };
  test.each([
    ['a field that the unit does not serve', order([{ unit: '866', field: 'khu-kinh-te' }]), '422 field-not-served /transfers/0/field field-not-served'],
    ['an unknown field', order([{ unit: '87', field: 'khong-co' }]), '422 field-unknown /transfers/0/field field-unknown'],
    ['an unknown unit', order([{ unit: '999', field: FIELD }]), '422 unit-unknown /transfers/0/unit unit-unknown'],
    ['a second open transfer', order([own]), '409 transfer-exists /transfers/0/field transfer-exists'],
    ['receiving alone beside both', order([{ ...own, scope: 'receive' }]), '409 transfer-exists /transfers/0/field transfer-exists'],
    ['both beside receiving alone', order([{ unit: '87', field: 'ngoai-vu', scope: 'receive' }, { unit: '87', field: 'ngoai-vu' }]), '409 transfer-exists /transfers/1/field transfer-exists'],
    ['the same twice', order([{ unit: '87', field: 'ngoai-vu' }, { unit: '87', field: 'ngoai-vu' }]), '409 transfer-exists /transfers/1/field transfer-exists'],
    ['a day that is over', order([{ unit: '87', field: 'ngoai-vu', ...late }]), '422 date-past /transfers/0/effectiveOn date-past'],
    ['a day over for the whole order', order([{ unit: '87', field: 'ngoai-vu' }], late), '422 date-past /transfers/0/effectiveOn date-past'],
    ['a day that is none', order([{ unit: '87', field: 'ngoai-vu', ...unreal }]), '400 invalid-request /transfers/0/effectiveOn format'],
    ['no transfer at all', order([]), '400 invalid-request /transfers minItems'],
    ['another date of the same decision', order([own], { decision: NUMBER, date: '2019-02-01' }), '409 decision-differs'],
    ['another date of a published decision', { decision: '1469/QĐ-UBND-HC', date: '2020-09-20' }, '409 decision-differs'],
    ['an unknown decision', { decision: '1/KHÔNG-CÓ' }, '422 decision-unknown'],
  ])('an order with %s', async (_what, body, expected) => {
    expect(await refusal(() => people.authority.post('/programmes', body))).toBe(expected);
  });

  const note = 'Đã kiểm tra tại chỗ';
  const reason = 'Theo đề nghị của trung tâm';
  test.each([
    ['a confirmation of the other party', 'post', 'confirm', { criterion: 'confirmed-by-authority', note }, '403 not-your-role'],
    ['a confirmation of nobody', 'head', 'confirm', { criterion: 'confirmed-by-authority', note }, '403 not-your-role'],
    ['an unknown criterion', 'authority', 'confirm', { criterion: 'weather', note }, '422 criterion-unknown'],
    ['a criterion that nobody confirms', 'authority', 'confirm', { criterion: 'official-staff', note }, '422 criterion-unknown'],
    ['a confirmation without a note', 'authority', 'confirm', { criterion: 'confirmed-by-authority' }, '400 invalid-request /note required'],
    ['taking back what was not said', 'authority', 'unconfirm', { criterion: 'confirmed-by-authority', reason }, '409 not-confirmed'],
    ['moving to a day that is over', 'authority', 'move-date', { ...late, reason }, '422 date-past'],
    ['moving to a day that is none', 'authority', 'move-date', { ...unreal, reason }, '400 invalid-request /effectiveOn format'],
    ['suspending what is not with the Post', 'authority', 'suspend', { reason }, '409 not-with-post'],
    ['suspending from no instant', 'authority', 'suspend', { reason, from: '2019-02-30T00:00:00Z' }, '400 invalid-request /from format'],
    ['a field of another action', 'authority', 'withdraw', { reason, on: '2019-05-06' }, '400 invalid-request /on additionalProperties'],
  ] as const)('%s', async (_what, who, action, body, expected) => {
    expect(await refusal(() => people[who].post(`/transfers/${id}/actions/${action}`, body))).toBe(expected);
  });

  test('an unknown transfer, and one of elsewhere', async () => {
    const confirm = { criterion: 'confirmed-by-post', note };
    const unknown = `/transfers/${randomUUID()}`;
    expect(await refusal(() => people.authority.get(unknown))).toBe('404 transfer-not-found');
    expect(await refusal(() => people.post.post(`${unknown}/actions/confirm`, confirm))).toBe('404 transfer-not-found');
    const elsewhere = await stack.as('post-manager', '866');
    expect(await refusal(() => elsewhere.post(`/transfers/${id}/actions/confirm`, confirm))).toBe('404 transfer-not-found');
  });

  test.each([
    ['/transfers?cursor=abc', '400 invalid-request /query/cursor cursor'],
    [`/transfers?cursor=${Buffer.from('[1,2]').toString('base64url')}`, '400 invalid-request /query/cursor cursor'],
    ['/transfers?limit=-1', '400 invalid-request /query/limit minimum'],
    [`/responsibility?unit=87&field=${FIELD}&task=receive&at=2019-02-30T00:00:00Z`, '400 invalid-request /query/at format'],
    [`/responsibility?unit=87&field=${FIELD}&task=receive&at=2019-03-01T25:00:00Z`, '400 invalid-request /query/at format'],
    [`/responsibility?unit=87&field=${FIELD}&task=receive&knownAt=2019-02-30T00:00:00Z`, '400 invalid-request /query/knownAt format'],
    [`/responsibility?unit=87&field=${FIELD}&task=sing`, '400 invalid-request /query/task enum'],
    ['/responsibility?unit=87&field=khong-co&task=receive', '422 field-unknown'],
  ])('%s', async (path, expected) => {
    expect(await refusal(() => people.authority.get(path))).toBe(expected);
  });

  const send = (list: string | Uint8Array<ArrayBuffer>, dryRun: boolean, type = 'text/csv') =>
    people.post.postRaw(`/staff/import?dryRun=${dryRun}`, list, { 'content-type': type, 'idempotency-key': randomUUID() });
  const bytes = (text: string, encoding: BufferEncoding) => new Uint8Array(Buffer.from(text, encoding));
  const noise = Uint8Array.from({ length: 5000 }, (_, i) => (i * 197 + 131) % 256);
  test.each([
    ['a formula', csv(row('a', { name: '=HYPERLINK(1)' })), '422 import-faulty /lines/2/name formula'],
    ['one faulty row among good ones', csv(row('a'), row('b', { postedTo: '30/02/2020' }), row('c')), '422 import-faulty /lines/3/postedTo date'],
    ['a row of another unit', csv(row('a'), row('b').replace(',87,', ',99,')), '422 import-faulty /lines/3/unit unit-unknown'],
    ['the same account twice', csv(row('a'), row('A')), '422 import-faulty /lines/3/id duplicate'],
    ['a quote that is not closed', csv(row('a'), row('b', { name: '"Sen' })), '422 import-faulty /lines/3 quote'],
    ['bytes of no text', noise, '422 import-faulty /lines/0 encoding'],
    ['nothing', '', '422 import-faulty /lines/0 empty'],
    ['nobody', csv(), '422 import-faulty /lines/0 empty'],
  ])('a list with %s', async (_what, list, expected) => {
    expect(await refusal(() => send(list, false))).toBe(expected);
  });

  test('what is no list at all', async () => {
    expect(await refusal(() => send('{"entries":[]}', false))).toMatch(/^422 import-faulty .*unknown-column/);
    expect(await refusal(() => send(csv(row('a')), false, 'application/json'))).toBe('415 unsupported-media-type');
    expect(await refusal(() => send('x'.repeat(21 * 1024 * 1024), false))).toBe('413 body-too-large');
    const clerk = await stack.as('post-clerk', '87');
    expect(await refusal(() => clerk.postRaw('/staff/import', csv(row('a')), { 'content-type': 'text/csv', 'idempotency-key': 'k' }))).toBe('403 not-your-role');
  });

  test('50,000 rows are checked within a minute, and one more is too many', async () => {
    const rows = Array.from({ length: 50_000 }, (_, i) => row(`nv${i}`));
    const before = await trace();
    const began = Date.now();
    const { status, body } = await send(csv(...rows), true);
    expect(Date.now() - began).toBeLessThan(60_000);
    expect([status, body.rows, body.faults, body.changes]).toEqual([200, 50_000, [], { new: 50_000, changed: 0, same: 0 }]);
    const more = await send(csv(...rows, row('mot-nua')), true);
    expect(more.body.faults).toMatchObject([{ line: 0, rule: 'too-many-rows' }]);
    expect(await trace()).toEqual(before);
  }, 120_000);

  test.each([
    ['UTF-16 LE with its mark', 'utf16', bytes(`\ufeff${csv(row('utf16'))}`, 'utf16le')],
    ['UTF-8 with its mark', 'utf8', bytes(`\ufeff${csv(row('utf8'))}`, 'utf8')],
    ['semicolons', 'cham-phay', csv(row('cham-phay')).replaceAll(',', ';')],
    ['decomposed letters', 'nfd', csv(row('nfd')).normalize('NFD')],
  ])('a list in %s is checked, then recorded as it was meant', async (_what, account, list) => {
    const before = await trace();
    expect((await send(list, true)).body).toMatchObject({ rows: 1, faults: [], changes: { new: 1 } });
    expect(await trace()).toEqual(before);
    expect((await send(list, false)).status).toBe(200);
    expect(await stack.db('staff').where({ id: account }).pluck('name')).toEqual(['Trần Thị Sen']);
  });
});

describe('readiness', () => {
  test('', () => undefined);
});
