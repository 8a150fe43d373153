import { randomUUID } from 'node:crypto';
import type { Caller } from '../support/caller';
import { witness } from '../support/refusal';
import { Stack } from '../support/stack';
import { CENTRE, equip, officers, postStaff, until, type Officers } from '../support/transfers';

const FIELD = 'tai-chinh';
const NUMBER = '7/QĐ-UBND';
const ORDER = { date: '2019-03-01', effectiveOn: '2019-03-18', title: 'Thử nghiệm', reference: 'không có thật' };
const order = (transfers: object[], more: object = {}) => ({ ...ORDER, decision: '8/QĐ-UBND', transfers, ...more });
const own = { unit: '87', field: FIELD };
const KNOWN = { decision: '1469/QĐ-UBND-HC' };
const TABLES =
  'programmes transfers transfer_claims ledger responsibility staff certificates equipment dossiers events number_register';

const HEADER = 'id,name,group,unit,kind,postedFrom,postedTo,approvedBy,publishedOn,phone,accountOn,leftOn,certificates';
const row = (id: string, { name = 'Trần Thị Sen', postedTo = '31/12/2020' } = {}) =>
  `${id},${name},post,87,official,2019-01-02,${postedTo},01/QĐ-BĐ,2019-01-02,02773898989,2019-01-02,,ngoai-vu:2019-01-02`;
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

  const { trace, refusal } = witness(() => stack, TABLES);

  const late = { effectiveOn: '2019-03-03' };
  const unreal = { effectiveOn: '2019-02-29' };
  const other = { unit: '87', field: 'ngoai-vu' };
  test.each([
    ['a field not served', [{ unit: '866', field: 'khu-kinh-te' }], {}, '422 field-not-served /transfers/0/field'],
    ['an unknown field', [{ ...own, field: 'khong-co' }], {}, '422 field-unknown /transfers/0/field'],
    ['an unknown unit', [{ ...own, unit: '999' }], {}, '422 unit-unknown /transfers/0/unit'],
    ['a second open transfer', [own], {}, '409 transfer-exists /transfers/0/field'],
    ['receiving beside both', [{ ...own, scope: 'receive' }], {}, '409 transfer-exists /transfers/0/field'],
    ['both beside receiving', [{ ...other, scope: 'receive' }, other], {}, '409 transfer-exists /transfers/1/field'],
    ['the same twice', [other, other], {}, '409 transfer-exists /transfers/1/field'],
    ['a day that is over', [{ ...other, ...late }], {}, '422 date-past /transfers/0/effectiveOn'],
    ['a day that is over for all', [other], late, '422 date-past /transfers/0/effectiveOn'],
    ['a day that is none', [{ ...other, ...unreal }], {}, '400 invalid-request /transfers/0/effectiveOn format'],
    ['no transfer', [], {}, '400 invalid-request /transfers minItems'],
    ['another date', [own], { decision: NUMBER, date: '2019-02-01' }, '409 decision-differs /date'],
    [
      'another date of a known one',
      [],
      { ...KNOWN, date: '2020-09-20', transfers: undefined },
      '409 decision-differs /date',
    ],
    ['an unknown number alone', [], { date: undefined, transfers: undefined }, '422 decision-unknown /decision'],
  ])('an order with %s', async (_what, transfers, more, expected) => {
    expect(await refusal(() => people.authority.post('/programmes', order(transfers, more)))).toBe(expected);
  });

  const note = 'Đã kiểm tra tại chỗ';
  const reason = 'Theo đề nghị của trung tâm';
  const byAuthority = { criterion: 'confirmed-by-authority', note };
  const never = { reason, from: '2019-02-30T00:00:00Z' };
  test.each([
    ['the other party', 'post', 'confirm', byAuthority, '403 not-your-role'],
    ['neither party', 'head', 'confirm', byAuthority, '403 not-your-role'],
    [
      'an unknown criterion',
      'authority',
      'confirm',
      { criterion: 'weather', note },
      '422 criterion-unknown /criterion',
    ],
    [
      'no word of anybody',
      'authority',
      'confirm',
      { criterion: 'official-staff', note },
      '422 criterion-unknown /criterion',
    ],
    ['no note', 'authority', 'confirm', { ...byAuthority, note: undefined }, '400 invalid-request /note required'],
    ['what was not said', 'authority', 'unconfirm', { ...byAuthority, note: undefined, reason }, '409 not-confirmed'],
    ['a day that is over', 'authority', 'move-date', { ...late, reason }, '422 date-past /effectiveOn'],
    ['a day that is none', 'authority', 'move-date', { ...unreal, reason }, '400 invalid-request /effectiveOn format'],
    ['what is not with the Post', 'authority', 'suspend', { reason }, '409 not-with-post'],
    ['no instant', 'authority', 'suspend', never, '400 invalid-request /from format'],
    ['too much', 'authority', 'withdraw', { reason, on: '2019-05-06' }, '400 invalid-request /on additionalProperties'],
  ] as const)('%s (%s, %s)', async (_what, who, action, body, expected) => {
    expect(await refusal(() => people[who].post(`/transfers/${id}/actions/${action}`, body))).toBe(expected);
  });

  test('a confirmation said twice, and one person for both parties', async () => {
    const path = `/transfers/${id}/actions/confirm`;
    expect((await people.authority.post(path, byAuthority)).status).toBe(200);
    expect(await refusal(() => people.authority.post(path, byAuthority))).toBe('409 already-confirmed');
    const twoHats = await stack.as('post-manager', '87', 'can-bo.kstthc');
    const byPost = { criterion: 'confirmed-by-post', note };
    expect(await refusal(() => twoHats.post(path, byPost))).toBe('403 same-person');
    const confirmations = (await people.authority.get(`/transfers/${id}`)).body.confirmations;
    expect(confirmations).toMatchObject([{ criterion: 'confirmed-by-authority', by: 'can-bo.kstthc' }]);
  });

  test('a certificate for another field does not count', async () => {
    const staffed = (field: string) => people.post.post('/staff', { entries: postStaff('87', [field], '2019-01-02') });
    const path = `/transfers/${id}`;
    expect([(await staffed('ngoai-vu')).status, (await equip(people, CENTRE)).status]).toEqual([200, 200]);
    type Finding = { name: string; holds: boolean; have: number };
    const lacks = (name: string, findings: Finding[]) => findings.some((f) => f.name === name && !f.holds);
    const waiting = await until(people.authority, path, ({ findings }) => !lacks('equipment', findings));
    expect([waiting.stage.name, lacks('equipment', waiting.findings)]).toEqual(['preparing', false]);
    expect(waiting.findings.find(({ name }: Finding) => name === 'official-staff')).toMatchObject({ have: 0 });
    expect((await staffed(FIELD)).status).toBe(200);
    const trial = await until(people.authority, path, ({ stage }) => stage.name === 'trial');
    expect(trial.stage.name).toBe('trial');
  });

  test('an unknown transfer, and one of elsewhere', async () => {
    const confirm = (who: Caller, of: string) => () => who.post(`/transfers/${of}/actions/confirm`, byAuthority);
    const elsewhere = await stack.as('authority-officer', '866');
    const sends = [confirm(people.authority, randomUUID()), confirm(elsewhere, id)];
    for (const one of sends) expect(await refusal(one)).toBe('404 transfer-not-found');
  });

  const asked = `/responsibility?unit=87&field=${FIELD}`;
  test.each([
    ['/transfers?cursor=abc', '400 invalid-request /query/cursor cursor'],
    [`/transfers?cursor=${Buffer.from('[1,2]').toString('base64url')}`, '400 invalid-request /query/cursor cursor'],
    ['/transfers?limit=-1', '400 invalid-request /query/limit minimum'],
    [`${asked}&task=receive&at=2019-02-30T00:00:00Z`, '400 invalid-request /query/at format'],
    [`${asked}&task=receive&at=2019-03-01T25:00:00Z`, '400 invalid-request /query/at format'],
    [`${asked}&task=receive&knownAt=2019-02-30T00:00:00Z`, '400 invalid-request /query/knownAt format'],
    [`${asked}&task=sing`, '400 invalid-request /query/task enum'],
    [`${asked}-khac&task=receive`, '422 field-unknown /query/field'],
  ])('GET %s', async (path, expected) => {
    expect(await refusal(() => people.authority.get(path))).toBe(expected);
  });

  const posts = (who: Caller, list: string | Uint8Array<ArrayBuffer>, dryRun: boolean, type = 'text/csv') =>
    who.postRaw(`/staff/import?dryRun=${dryRun}`, list, { 'content-type': type, 'idempotency-key': randomUUID() });
  const send = (list: string | Uint8Array<ArrayBuffer>, dryRun = false) => posts(people.post, list, dryRun);
  const bytes = (text: string, encoding: BufferEncoding) => new Uint8Array(Buffer.from(text, encoding));
  const noise = Uint8Array.from({ length: 5000 }, (_, i) => (i * 197 + 131) % 256);
  const wrongDay = row('b', { postedTo: '30/02/2020' });
  test.each([
    ['a formula', csv(row('a', { name: '=HYPERLINK(1)' })), '422 import-faulty /lines/2/name formula'],
    ['a faulty row among good ones', csv(row('a'), wrongDay, row('c')), '422 import-faulty /lines/3/postedTo date'],
    ['an unknown unit', csv(row('a').replace(',87,', ',999,')), '422 import-faulty /lines/2/unit unit-unknown'],
    ['the same account twice', csv(row('a'), row('A')), '422 import-faulty /lines/3/id duplicate'],
    ['an open quote', csv(row('a'), row('b', { name: '"Sen' })), '422 import-faulty /lines/3 quote'],
    ['bytes of no text', noise, '422 import-faulty /lines/0 encoding'],
    ['JSON', '{"entries":[]}', '422 import-faulty /lines/1 quote'],
    ['nothing', '', '422 import-faulty /lines/0 empty'],
    ['nobody', csv(), '422 import-faulty /lines/0 empty'],
    ['more than 20 MB', 'x'.repeat(21 * 1024 * 1024), '413 body-too-large'],
  ])('a list with %s', async (_what, list, expected) => {
    expect(await refusal(() => send(list))).toBe(expected);
  });

  test('a list by another name, and from somebody who keeps none', async () => {
    const list = csv(row('a'));
    const renamed = () => posts(people.post, list, false, 'application/json');
    expect(await refusal(renamed)).toBe('415 unsupported-media-type');
    const clerk = await stack.as('post-clerk', '87');
    expect(await refusal(() => posts(clerk, list, false))).toBe('403 not-your-role');
  });

  test('50,000 rows are checked, and one more is too many', async () => {
    const rows = Array.from({ length: 50_000 }, (_, i) => row(`nv${i}`));
    const before = await trace();
    const { status, body } = await send(csv(...rows), true);
    const changes = { new: 50_000, changed: 0, same: 0 };
    const { preview, ...rest } = body;
    expect([status, rest]).toEqual([200, { state: 'checked', rows: 50_000, faults: [], changes }]);
    // As many as are told of faults; the rest is in the figures.
    expect(preview).toHaveLength(1000);
    expect(preview[999]).toMatchObject({ change: 'new', entry: { id: 'nv999' } });
    const more = await send(csv(...rows, row('mot-nua')), true);
    expect(more.body.faults).toMatchObject([{ line: 0, rule: 'too-many-rows' }]);
    expect(await trace()).toEqual(before);
  });

  test.each([
    ['UTF-16 LE with its mark', 'utf16', bytes(`\ufeff${csv(row('utf16'))}`, 'utf16le')],
    ['UTF-8 with its mark', 'utf8', bytes(`\ufeff${csv(row('utf8'))}`, 'utf8')],
    ['semicolons', 'cham-phay', csv(row('cham-phay')).replaceAll(',', ';')],
    ['decomposed letters', 'nfd', csv(row('nfd')).normalize('NFD')],
  ])('a list in %s is checked, then recorded as it was meant', async (_what, account, list) => {
    const before = await trace();
    expect((await send(list, true)).body).toMatchObject({ rows: 1, faults: [], changes: { new: 1 } });
    expect(await trace()).toEqual(before);
    expect((await send(list)).status).toBe(200);
    expect(await stack.db('staff').where({ id: account }).pluck('name')).toEqual(['Trần Thị Sen']);
  });
});
