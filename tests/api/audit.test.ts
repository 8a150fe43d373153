import { canonical } from '../../config/canonical';
import { chainHash } from '../../config/chain';
import { verifyRecord } from '../../config/verify';
import { dropGuards } from '../support/guards';
import { crew, DEPARTMENTS, flat, LABOUR_RULES, walk, WHOLE_WAY } from '../support/samples';
import { dented } from '../support/keys';
import { Stack } from '../support/stack';
import { officers, until } from '../support/transfers';

describe.each([
  ['SQLite', undefined],
  ['PostgreSQL', process.env.MOTCUA_TEST_PG],
])('the record on %s', (engine, databaseUrl) => {
  if (engine === 'PostgreSQL' && !databaseUrl) {
    test.skip('needs a PostgreSQL', () => undefined);
    return;
  }
  let stack: Stack;
  let id = '';
  let transfer = '';

  beforeAll(async () => {
    stack = await Stack.start({ clock: '2026-11-25T02:00:00.000Z', databaseUrl });
    const people = await crew(stack, DEPARTMENTS.labour);
    const { body } = flat(await people.clerk.post('/dossiers', LABOUR_RULES));
    expect((await walk(people, body, WHOLE_WAY)).status).toBe(200);
    await people.clerk.post('/dossiers', LABOUR_RULES);
    id = body.dossierId;
    const { authority } = await officers(stack, '82');
    const order = {
      decision: `7/QĐ-${engine}`,
      date: '2026-11-01',
      effectiveOn: '2026-12-07',
      title: 'x',
      reference: 'x',
    };
    await authority.post('/programmes', { ...order, transfers: [{ unit: '82', field: 'tai-chinh' }] });
    transfer = (await authority.get('/transfers')).body.items[0].id;
    await until(authority, `/transfers/${transfer}`, ({ stage }) => stage.name === 'preparing');
    await authority.post(`/transfers/${transfer}/actions/move-date`, {
      effectiveOn: '2026-12-14',
      reason: 'Chờ đào tạo',
    });
  });
  afterAll(() => stack?.stop());

  const faults = async () =>
    (await verifyRecord(stack.db)).faults.map(({ subject, seq, what }) => `${subject} ${seq} ${what}`);

  it('is only written, never changed, as long as its guards stand', async () => {
    for (const table of ['events', 'ledger']) {
      await expect(stack.db(table).update({ hash: '0' })).rejects.toThrow('never changed');
      await expect(stack.db(table).delete()).rejects.toThrow('never changed');
    }
    if (databaseUrl) await expect(stack.db.raw('truncate ledger')).rejects.toThrow('never changed');
    // From here on somebody owns the database, who takes them away.
    await dropGuards(stack.db);
  });

  it('is what was written', async () => {
    const verdict = await verifyRecord(stack.db);
    expect(verdict).toMatchObject({ faults: [], chains: 4 });
    expect(verdict.events).toBeGreaterThan(10);
  });

  /** Tampers, looks, and puts everything back. */
  async function tampered(work: () => Promise<void>, table: string): Promise<string[]> {
    const before = await stack.db(table).select();
    await work();
    const found = await faults();
    await stack.db(table).delete();
    await stack.db.batchInsert(table, before, 50);
    expect(await faults()).toEqual([]);
    return found;
  }
  const event = (seq: number) => ({ dossier_id: id, seq });

  it('names the row that was changed, removed, put elsewhere, hashed anew, or cut off', async () => {
    const { db } = stack;
    const rewrite = async (seq: number, rehash: boolean) => {
      const row = await db('events').where(event(seq)).first();
      const altered = { ...(JSON.parse(row.event as string) as object), at: '2026-11-24T02:00:00.000Z' };
      const hash = rehash ? chainHash(row.previous_hash as string, altered) : (row.hash as string);
      await db('events')
        .where(event(seq))
        .update({ event: canonical(altered), hash });
    };
    expect(await tampered(() => rewrite(3, false), 'events')).toContain(`dossier:${id} 3 changed`);
    expect(await tampered(() => rewrite(3, true), 'events')).toContain(`dossier:${id} 4 unlinked`);
    expect(await tampered(async () => void (await db('events').where(event(4)).delete()), 'events')).toContain(
      `dossier:${id} 5 gap`,
    );
    expect(await tampered(async () => void (await db('events').where(event(8)).delete()), 'events')).toContain(
      `dossier:${id} 7 cut-off`,
    );
    expect(
      await tampered(async () => void (await db('events').where({ dossier_id: id }).delete()), 'events'),
    ).toContain(`dossier:${id} 0 cut-off`);
    const swap = async () => {
      await db('events').where(event(4)).update({ seq: 99 });
      await db('events').where(event(5)).update({ seq: 4 });
      await db('events').where(event(99)).update({ seq: 5 });
    };
    expect((await tampered(swap, 'events')).filter((fault) => fault.startsWith(`dossier:${id} 4`))).not.toEqual([]);
  });

  it('names a form that was changed, and a state that is not what the events come to', async () => {
    const { db } = stack;
    const edit = async () => {
      const row = await db('contents').where(event(1)).first();
      await db('contents')
        .where(event(1))
        .update({ content: dented(row.content as string) });
    };
    expect(await tampered(edit, 'contents')).toEqual([`dossier:${id} 1 content`]);
    const before = await db('transfers').where({ id: transfer }).first();
    const state = (before.state as string).replace('2026-12-14', '2026-12-01');
    await db('transfers').where({ id: transfer }).update({ state });
    expect(await faults()).toEqual([expect.stringMatching(new RegExp(`^transfer:${transfer} \\d+ projection$`))]);
    await db('transfers').where({ id: transfer }).update({ state: before.state });
    expect(await faults()).toEqual([]);
  });
});
