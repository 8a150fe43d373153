import type { PlannedTransfer } from '../../domain/plan';
import { inParallel } from '../../scripts/demo/pool';
import { Stack } from '../support/stack';
import { confirmBoth, equip, moveTo, officers, postStaff, until, type Officers } from '../support/transfers';
import { loadConfig } from '../../config/load';
import { SHIPPED } from '../support/config-copy';

type Figure = { key: string; value: number; counts: string; ids: string[]; illustrative: boolean };

const DECISIONS = loadConfig(SHIPPED).decisions ?? [];
const planned = DECISIONS.flatMap(({ transfers }) => transfers);

describe('the coverage report of the pilot, from transfers that really went over', () => {
  let stack: Stack;
  let people: Officers;

  beforeAll(async () => {
    stack = await Stack.start({ clock: '2018-07-31T17:30:00.000Z' });
    people = await officers(stack);
  });
  afterAll(() => stack.stop());

  const to = async (instant: string) => {
    await moveTo(stack, instant);
    people = await officers(stack);
  };
  const transfersOf = (number: string) => DECISIONS.find((one) => one.number.startsWith(number))?.transfers ?? [];
  const figures = async (date: string) => {
    const { body } = await (await stack.as('leader', '87')).get(`/coverage?date=${date}`);
    return Object.fromEntries((body.figures as Figure[]).map(({ key, value }) => [key, value]));
  };

  /** Orders a decision and makes everybody ready for it, some days ahead. */
  async function prepare(number: string, from: string): Promise<void> {
    const decision = DECISIONS.find((one) => one.number.startsWith(number))?.number ?? '';
    const ordered = await people.authority.post('/programmes', { decision });
    expect(ordered.status).toBe(201);
    await staff(transfersOf(number), from);
    const units = [...new Set(transfersOf(number).map(({ unit }) => unit))];
    await inParallel(8, units, async (unit) => expect((await equip(people, unit)).status).toBe(200));
    const ids = await all(`programme=${ordered.body.programme.id}`);
    expect(ids).toHaveLength(transfersOf(number).length);
    await inParallel(8, ids, async (id) => {
      for (const { status } of await confirmBoth(people, id)) expect(status).toBe(200);
    });
  }

  async function staff(transfers: PlannedTransfer[], from: string): Promise<void> {
    const units = [...new Set(transfers.map(({ unit }) => unit))];
    const fields = (unit: string) => [...new Set(planned.filter((one) => one.unit === unit).map(({ field }) => field))];
    const entries = units.flatMap((unit) => postStaff(unit, fields(unit), from));
    for (let i = 0; i < entries.length; i += 100)
      expect((await people.post.post('/staff', { entries: entries.slice(i, i + 100) })).status).toBe(200);
  }

  async function all(query: string): Promise<string[]> {
    const ids: string[] = [];
    for (let cursor = ''; ;) {
      const { body } = await people.authority.get(`/transfers?${query}&limit=100${cursor && `&cursor=${cursor}`}`);
      ids.push(...(body.items as { id: string }[]).map(({ id }) => id));
      if (body.next === null) return ids;
      cursor = body.next;
    }
  }

  /** Waits until so many transfers are in force. */
  async function inForce(count: number): Promise<void> {
    for (const end = Date.now() + 180_000; Date.now() < end; await new Promise((done) => setTimeout(done, 250))) {
      if ((await all('stage=in-force')).length === count) return;
    }
    expect(await all('stage=in-force')).toHaveLength(count);
  }

  it('runs the three decisions from 2018 to 2020', async () => {
    await prepare('843', '2018-07-01');
    await inForce(transfersOf('843').filter(({ effectiveOn }) => effectiveOn <= '2018-08-01').length);
    expect(await figures('2018-08-01')).toMatchObject({ 'centre.fields': 8, 'districts.running': 2 });
    await to('2018-10-01T02:00:00.000Z');
    await inForce(transfersOf('843').length);
    await to('2019-05-10T02:00:00.000Z');
    await prepare('115', '2019-05-01');
    await to('2019-08-01T02:00:00.000Z');
    await inForce(transfersOf('843').length + transfersOf('115').length);
    // Postings of two years end; others come in time.
    await to('2020-03-02T02:00:00.000Z');
    await staff(planned, '2020-03-01');
    await to('2020-09-22T02:00:00.000Z');
    await prepare('1469', '2020-03-01');
    await to('2020-10-04T03:00:00.000Z');
    await inForce(transfersOf('843').length + transfersOf('115').length);
    expect(await figures('2020-10-04')).toMatchObject({ 'centre.fields': 8, 'communes.running': 28 });
  });

  it('says on 2020-10-05 what the notice says, from the data', async () => {
    await to('2020-10-04T17:00:00.000Z');
    await inForce(planned.length);
    expect(await figures('2020-10-05')).toMatchObject({
      'districts.total': 12,
      'districts.running': 11,
      'districts.inPostBuilding': 9,
      'districts.allFields': 4,
      'communes.running': 41,
      'communes.districts': 12,
      'communes.byDecision.1469/QĐ-UBND-HC': 13,
      'communes.districts.byDecision.1469/QĐ-UBND-HC': 8,
      'centre.fields': 11,
      'centre.fields.byDecision.1469/QĐ-UBND-HC': 3,
    });
    // Any other day gives that day's figures, also afterwards.
    expect(await figures('2020-10-04')).toMatchObject({ 'centre.fields': 8, 'communes.running': 28 });
    expect(await figures('2018-08-01')).toMatchObject({ 'centre.fields': 8, 'districts.running': 2 });
  });

  it('opens every figure into the rows that it counts, as JSON and as CSV', async () => {
    const leader = await stack.as('leader', '87');
    const { body } = await leader.get('/coverage?date=2020-10-05');
    for (const figure of body.figures as Figure[]) {
      const query = `figure=${encodeURIComponent(figure.key)}&date=2020-10-05`;
      const rows = await leader.get(`/coverage/rows?${query}`);
      expect(rows.status).toBe(200);
      const counted = figure.counts === 'fields' ? 'field' : figure.counts === 'districts' ? 'district' : 'unit';
      expect([figure.key, rows.body.items.length >= figure.value, counted.length > 0]).toEqual([
        figure.key,
        true,
        true,
      ]);
    }
    const csv = await leader.get('/coverage/rows?figure=communes.running&date=2020-10-05&format=csv');
    expect(csv.headers.get('content-type')).toMatch(/^text\/csv/);
    expect(String(csv.body).trim().split('\r\n').length).toBeGreaterThan(41);
    const [row] = (await leader.get('/coverage/rows?figure=centre.fields&date=2020-10-05')).body.items;
    const transfer = await until(people.authority, row.links.transfer.replace('/api/v1', ''), () => true);
    expect(transfer.gates.at(-1).stage).toBe('in-force');
    expect(transfer.confirmations).toHaveLength(2);
  });

  it('says for a unit how many counters its work needs, how many there are, and from which arrivals', async () => {
    const leader = await stack.as('leader', '87');
    const { status, body } = await leader.get('/units/87/staffing');
    expect(status).toBe(200);
    expect(body).toMatchObject({ needed: 0 });
    expect(Array.isArray(body.data.slots)).toBe(true);
  });
});
