import { randomUUID } from 'node:crypto';
import { witness } from '../support/refusal';
import { crew, DEPARTMENTS, flat, LABOUR_RULES, walk, WHOLE_WAY, type Crew } from '../support/samples';
import { contentsOf } from '../../config/contents';
import { Stack } from '../support/stack';

const { content } = LABOUR_RULES;
const { details, submitter } = content;
/** A receipt in whose form something is other than it should be. */
const filled = (more: object) => ({ ...LABOUR_RULES, content: { ...content, ...more } });
const named = (name: string) => filled({ submitter: { ...submitter, name } });
const issued = (issuedOn: string) => filled({ details: { ...details, issuedOn } });
const RAW = JSON.stringify(LABOUR_RULES);
const rawName = (written: string) => RAW.replace(JSON.stringify(submitter.name), `"An${written}"`);
const rawWorkers = (written: string) => RAW.replace('"workers":40', `"workers":${written}`);

/** A procedure for which a fee may be asked. */
const GUIDE_CARD = {
  procedure: '1.004623',
  unit: '82',
  channel: 'direct',
  content: { submitter, details: { language: 'Tiếng Anh' } },
  documents: ['don', 'so-yeu', 'bang', 'suc-khoe', 'anh'].map((code) => ({ code, originals: 2, copies: 1 })),
};
const FEE = { amount: -50_000, reason: 'Lệ phí cấp thẻ hướng dẫn viên' };
const TABLES = 'dossiers events contents parties documents attachments outbox number_register number_counters ledger';

describe('what is wrong with a dossier is said, in both languages and with its place, and leaves no trace', () => {
  type Dossier = { code: string; seq: number; dossierId: string };
  let stack: Stack;
  let people: Crew;
  let dossiers: Record<'fresh' | 'assigned' | 'payable' | 'closed' | 'nowhere', Dossier>;

  beforeAll(async () => {
    stack = await Stack.start({ clock: '2026-11-25T02:00:00.000Z' });
    people = await crew(stack, DEPARTMENTS.labour);
    const culture = await crew(stack, 'so-van-hoa');
    const walked = async (whose: Crew, order: object, steps: number): Promise<Dossier> => {
      const dossier = await begin(order);
      return { ...dossier, ...(await walk(whose, dossier, WHOLE_WAY.slice(0, steps))).body };
    };
    dossiers = {
      fresh: await begin(),
      assigned: await walked(people, LABOUR_RULES, 3),
      payable: await walked(culture, GUIDE_CARD, 3),
      closed: await walked(people, LABOUR_RULES, WHOLE_WAY.length),
      nowhere: { code: 'H20-261125-9999', seq: 1, dossierId: '' },
    };
  });
  afterAll(() => stack?.stop());

  async function begin(order: object = LABOUR_RULES): Promise<Dossier> {
    return flat(await people.clerk.post('/dossiers', order)).body;
  }
  const { refusal } = witness(() => stack, TABLES);

  const wrongTypes = filled({ submitter: 'An', details: { employer: 5, workers: '40', issuedOn: null } });
  const [detail, name] = ['/content/details', '/content/submitter/name'];
  const allTypes = [`${detail}/employer`, `${detail}/issuedOn`, `${detail}/workers`, '/content/submitter'];
  const notSent = [{ code: 'van-ban', originals: 1, uploads: [randomUUID()] }, LABOUR_RULES.documents[1]];
  test.each([
    ['an unknown procedure', { ...LABOUR_RULES, procedure: '9.999999' }, '422 procedure-unknown /procedure'],
    ['a procedure that has ended', { ...LABOUR_RULES, procedure: '2.002312' }, '422 procedure-retired /procedure'],
    ['an unknown unit', { ...LABOUR_RULES, unit: '999' }, '422 unit-unknown /unit'],
    ['a unit that has closed', { ...LABOUR_RULES, unit: '87' }, '422 unit-closed /unit'],
    ['a unit that does not serve the field', { ...LABOUR_RULES, unit: '28249' }, '422 unit-does-not-serve /unit'],
    ['a unit without a counter', { ...LABOUR_RULES, unit: 'so-noi-vu' }, '422 unit-does-not-serve /unit'],
    ['wrong types in a form', wrongTypes, `422 form-invalid ${allTypes.map((place) => `${place} type`).join(' ')}`],
    ['a list for a form', { ...LABOUR_RULES, content: [] }, '400 invalid-request /content type'],
    ['10 MB', named('x'.repeat(10_000_000)), '413 body-too-large'],
    ['100,000 letters', named('x'.repeat(100_000)), `422 form-invalid ${name} maxLength`],
    ['a negative number of sets', filled({ sets: -1 }), '422 form-invalid /content/sets minimum'],
    ['30 February', issued('2020-02-30'), `422 form-invalid ${detail}/issuedOn format`],
    ['29 February of a common year', issued('2019-02-29'), `422 form-invalid ${detail}/issuedOn format`],
    ['a field not in the contract', { ...LABOUR_RULES, x: 1 }, '400 invalid-request /x additionalProperties'],
    ['a field not in the form', filled({ x: 1 }), '422 form-invalid /content/x additionalProperties'],
    [
      'a file that was never sent',
      { ...LABOUR_RULES, documents: notSent },
      '422 upload-not-found /documents/0/uploads/0',
    ],
  ])('%s', async (_what, body, expected) => {
    expect(await refusal(() => people.clerk.post('/dossiers', body))).toBe(expected);
  });

  const deep = `${'['.repeat(1000)}${']'.repeat(1000)}`;
  test.each([
    ['a control character', rawName('\\u0007'), `400 invalid-request ${name} control-character`],
    ['a null character', rawName('\\u0000'), `400 invalid-request ${name} control-character`],
    ['half a character', rawName('\\ud800'), `400 invalid-request ${name} lone-surrogate`],
    ['its other half', rawName('\\udc00'), `400 invalid-request ${name} lone-surrogate`],
    ['a name given twice', RAW.replace('{', '{"unit":"87",'), '400 invalid-json /unit duplicate'],
    ['a name given twice inside', rawWorkers('40,"workers":50'), `400 invalid-json ${detail}/workers duplicate`],
    ['lists in lists, 1,000 deep', rawWorkers(deep), `400 invalid-json ${detail}/workers/0… depth`],
    ['lists in lists, not closed', '['.repeat(200_000), '400 invalid-json /0… depth'],
    ['a number beyond all bounds', rawWorkers('1e400'), `400 invalid-request ${detail}/workers number`],
    ['a reach into the language', RAW.replace('"unit"', '"__proto__"'), '400 invalid-json /__proto__ name'],
    ['half a body', RAW.slice(0, 100), '400 invalid-json  syntax'],
  ])('%s', async (_what, text, expected) => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
    expect(await refusal(() => people.clerk.postRaw('/dossiers', text, headers))).toBe(expected);
  });

  const act = (dossier: Dossier, who: keyof Crew, action: string, written: object = {}, seq = dossier.seq) =>
    people[who].post(`/dossiers/${dossier.code}/actions/${action}`, { expectedSeq: seq, content: written });
  test.each([
    ['a step from the wrong stage', 'fresh', 'clerk', 'return', { receivedBy: 'X' }, undefined, '409 wrong-stage'],
    ['a step of no process', 'fresh', 'clerk', 'fly', {}, undefined, '409 wrong-stage'],
    ['a number that is passed', 'assigned', 'specialist', 'verify', {}, 1, '409 stale-sequence'],
    ['a number that is not reached', 'fresh', 'clerk', 'forward', {}, 7, '409 stale-sequence'],
    ['a number that is none', 'fresh', 'clerk', 'forward', {}, -1, '400 invalid-request /expectedSeq minimum'],
    ['a step of a closed dossier', 'closed', 'clerk', 'forward', {}, undefined, '409 dossier-closed'],
    ['a dossier that is not there', 'nowhere', 'clerk', 'forward', {}, undefined, '404 dossier-not-found'],
  ] as const)('%s', async (_what, dossier, who, action, written, seq, expected) => {
    expect(await refusal(() => act(dossiers[dossier], who, action, written, seq))).toBe(expected);
  });

  test('a negative fee', async () => {
    const { code, seq } = dossiers.payable;
    const specialist = await stack.as('specialist', 'so-van-hoa');
    const order = { expectedSeq: seq, content: FEE };
    const send = () => specialist.post(`/dossiers/${code}/actions/require-payment`, order);
    expect(await refusal(send)).toBe('422 form-invalid /content/amount minimum');
  });

  test('a file of no bytes', async () => {
    expect(await refusal(() => people.clerk.upload('rong.pdf', new Uint8Array()))).toBe('422 file-empty');
  });

  test('a key that was used for another body', async () => {
    const key = randomUUID();
    const first = await people.clerk.post('/dossiers', LABOUR_RULES, key);
    expect(first.status).toBe(201);
    const other = () => people.clerk.post('/dossiers', { ...LABOUR_RULES, channel: 'post' }, key);
    expect(await refusal(other)).toBe('422 idempotency-key-reused');
    expect((await people.clerk.post('/dossiers', LABOUR_RULES, key)).body).toEqual(first.body);
  });

  test('decomposed letters are kept composed, and found in either spelling', async () => {
    const [nfc, nfd] = ['NFC', 'NFD'].map((form) => 'Đỗ Thị Phượng Hằng'.normalize(form)) as [string, string];
    const { dossierId, code } = await begin(named(nfd));
    expect(await stack.db('parties').where({ dossier_id: dossierId }).pluck('name')).toContain(nfc);
    const [row] = await contentsOf(stack.db, [dossierId]);
    const written = JSON.stringify(row?.content);
    expect([written.includes(nfc), written.includes(nfd)]).toEqual([true, false]);
    for (const asked of [nfc, nfd, 'do thi phuong hang']) {
      const found = await people.clerk.get(`/dossiers?name=${encodeURIComponent(asked)}`);
      expect(found.body.items).toMatchObject([{ code }]);
    }
  });

  test('fifty identical receipts at once are one dossier with one number', async () => {
    const count = async (table: string) => Number((await stack.db(table).count({ n: '*' }))[0]?.n);
    const counts = () => Promise.all(['dossiers', 'number_register', 'events'].map(count));
    const before = await counts();
    const key = randomUUID();
    const sent = Array.from({ length: 50 }, () => people.clerk.post('/dossiers', LABOUR_RULES, key));
    const told = new Set((await Promise.all(sent)).map(({ status, body }) => `${status} ${body.dossier?.code}`));
    expect([...told]).toEqual([expect.stringMatching(/^201 H20-261125-\d{4}$/)]);
    expect(await counts()).toEqual(before.map((n) => n + 1));
  });

  test('of two different steps at once exactly one is taken', async () => {
    const dossier = await begin();
    const withdraw = act(dossier, 'clerk', 'withdraw', { reason: 'Người nộp xin rút hồ sơ' });
    const answers = await Promise.all([act(dossier, 'clerk', 'forward'), withdraw]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const lost = answers.find(({ status }) => status === 409)?.body;
    expect(['stale-sequence', 'wrong-stage', 'dossier-closed']).toContain(lost.code);
    expect(await stack.db('events').where({ dossier_id: dossier.dossierId })).toHaveLength(2);
  });
});
