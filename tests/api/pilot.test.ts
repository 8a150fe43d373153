import { BUDGET_CODE } from '../support/samples';
import { Stack } from '../support/stack';
import { CENTRE, confirmBoth, equip, moveTo, officers, postStaff, until, type Officers } from '../support/transfers';
import type { Caller } from '../support/caller';

/** The two dates of the notice: the day before the fields go over, and the day itself, 00:00 in Viet Nam. */
const BEFORE = '2020-10-04T03:00:00.000Z';
const EFFECTIVE = '2020-10-04T17:00:00.000Z';
const DOSSIER = { ...BUDGET_CODE, unit: '87' };

describe('the pilot of Đồng Tháp: three fields of the centre go over on 2020-10-05', () => {
  let stack: Stack;
  let people: Officers;
  let post: Caller;
  let government: Caller;
  let transfers: Record<string, string>;

  beforeAll(async () => {
    stack = await Stack.start({ clock: '2020-09-22T02:00:00.000Z' });
    people = await officers(stack);
    const ordered = await people.authority.post('/programmes', { decision: '1469/QĐ-UBND-HC' }, 'decision-1469');
    expect([ordered.status, ordered.body.programme?.decision]).toEqual([201, '1469/QĐ-UBND-HC']);
    const { body } = await people.authority.get(`/transfers?unit=87&programme=${ordered.body.programme.id}`);
    transfers = Object.fromEntries(
      (body.items as { id: string; field: { code: string } }[]).map(({ id, field }) => [field.code, id]),
    );
  });
  afterAll(() => stack.stop());

  async function signIn() {
    post = await stack.as('post-clerk', '87', 'bd.87.official');
    government = await stack.as('government-clerk', '87', 'cong-chuc');
    people = await officers(stack);
  }
  const transfer = async (field: string) => (await people.authority.get(`/transfers/${transfers[field]}`)).body;

  it('prepares the fields: a decision sent twice begins once', async () => {
    const again = await people.authority.post('/programmes', { decision: '1469/QĐ-UBND-HC' }, 'another-key');
    expect(again.status).toBe(201);
    expect(again.body.programme.transfers).toBe(
      (await people.authority.get(`/programmes/${again.body.programme.id}`)).body.transfers,
    );
    expect(Object.keys(transfers).sort()).toEqual(['an-toan-thuc-pham', 'khu-kinh-te', 'tai-chinh']);
    const fields = Object.keys(transfers);
    const staff = await people.post.post('/staff', { entries: postStaff('87', fields, '2020-06-01') });
    expect(staff.status).toBe(200);
    expect((await equip(people, CENTRE)).status).toBe(200);
    for (const field of ['tai-chinh', 'khu-kinh-te']) {
      const answers = await confirmBoth(people, transfers[field] ?? '');
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    }
    const [, byPost] = await confirmBoth({ ...people, authority: people.post }, transfers['an-toan-thuc-pham'] ?? '');
    expect(byPost?.status).toBe(200);
    expect((await transfer('tai-chinh')).stage.name).toBe('preparing');
  });

  it('refuses a postal clerk on the day before, with the reason and the date', async () => {
    await moveTo(stack, BEFORE);
    await signIn();
    const refused = await post.post('/dossiers', DOSSIER);
    expect([refused.status, refused.body.code, refused.body.params]).toEqual([
      403,
      'not-transferred-yet',
      { field: 'tai-chinh', from: '2020-10-05' },
    ]);
    expect((await government.post('/dossiers', DOSSIER)).status).toBe(201);
  });

  it('accepts the same request a day later, and only from the Post', async () => {
    await moveTo(stack, EFFECTIVE);
    await signIn();
    const path = `/transfers/${transfers['tai-chinh']}`;
    const opened = await until(people.authority, path, ({ stage }) => stage.name === 'in-force');
    expect(opened.stage.name).toBe('in-force');
    expect(opened.gates.at(-1)).toMatchObject({ dateAt: EFFECTIVE, openedAt: EFFECTIVE });
    const received = await post.post('/dossiers', DOSSIER);
    expect(received.status).toBe(201);
    const refused = await government.post('/dossiers', DOSSIER);
    expect([refused.status, refused.body.code, refused.body.params.since]).toEqual([
      403,
      'transferred-to-post',
      '2020-10-05',
    ]);
  });

  it('keeps back the field that is not confirmed, however the decision is dated, until the last criterion is', async () => {
    const waiting = await transfer('an-toan-thuc-pham');
    expect(waiting.stage.name).toBe('preparing');
    expect(waiting.findings.filter((f: { holds: boolean }) => !f.holds).map((f: { name: string }) => f.name)).toEqual([
      'confirmed-by-authority',
    ]);
    await moveTo(stack, '2020-10-07T03:00:00.000Z');
    await signIn();
    const said = await people.authority.post(`/transfers/${transfers['an-toan-thuc-pham']}/actions/confirm`, {
      criterion: 'confirmed-by-authority',
      note: 'Đã sát hạch đạt',
    });
    expect([said.status, said.body.transfer?.stage.name]).toEqual([200, 'in-force']);
    const gate = said.body.transfer.gates.at(-1);
    expect(gate.dateAt).toBe(EFFECTIVE);
    expect(gate.readyAt > '2020-10-07T02:59').toBe(true);
    expect(gate.openedAt).toBe(gate.readyAt);
  });

  it('tells who was responsible at any time, as known at any other', async () => {
    const ask = async (at: string, knownAt?: string) => {
      const known = knownAt ? `&knownAt=${knownAt}` : '';
      const path = `/responsibility?unit=87&field=tai-chinh&task=receive&at=${at}${known}`;
      return (await people.authority.get(path)).body.groups;
    };
    expect(await ask(BEFORE)).toEqual(['government']);
    expect(await ask('2020-10-05T03:00:00.000Z')).toEqual(['post']);
    expect(await ask('2020-10-05T03:00:00.000Z', '2020-10-04T03:00:00.000Z')).toEqual(['government']);
  });
});
