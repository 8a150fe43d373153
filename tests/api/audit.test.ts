import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { takeSeals } from '../../activities/seals';
import { canonical } from '../../config/canonical';
import { grownPath } from '../../api/reads/seals';
import { isGrown } from '../../config/merkle-consistency';
import { chainHash } from '../../config/chain';
import { readSeals } from '../../config/seal-files';
import { knownSealKeys, sealKeys } from '../../config/seal-key';
import { sealHash, signSeal, type Seal } from '../../config/seal';
import { signedSeal, type SealRow } from '../../config/seal-store';
import { verifyRecord, type VerifyOptions } from '../../config/verify';
import { evolve, type DossierEvent, type DossierState } from '../../domain/dossier';
import { openHome } from '../../config/home';
import { sealPlace } from '../../scripts/lib/seal-place';
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
  let second = '';
  let transfer = '';
  const seal = () => takeSeals({ db: stack.db, read: stack.db, now: stack.clock.now, ...sealPlace(stack.env) });

  // A day with a dossier from its receipt to its return, another one, and a transfer; two quiet days; a day with a step.
  beforeAll(async () => {
    stack = await Stack.start({ clock: '2026-11-25T02:00:00.000Z', databaseUrl });
    const people = await crew(stack, DEPARTMENTS.labour);
    const { body } = flat(await people.clerk.post('/dossiers', LABOUR_RULES));
    expect((await walk(people, body, WHOLE_WAY)).status).toBe(200);
    second = flat(await people.clerk.post('/dossiers', LABOUR_RULES)).body.dossierId;
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
    stack.clock.moveTo('2026-11-28T02:00:00.000Z');
    await seal();
    const again = await crew(stack, DEPARTMENTS.labour);
    expect(
      (await again.clerk.post(`/dossiers/${second}/actions/forward`, { expectedSeq: 1, content: {} })).status,
    ).toBe(200);
    stack.clock.moveTo('2026-11-29T02:00:00.000Z');
    await seal();
  });
  afterAll(() => stack?.stop());

  const told = async (db: Knex, options?: VerifyOptions) =>
    (await verifyRecord(db, options)).faults.map(({ subject, seq, what }) => `${subject} ${seq} ${what}`);

  /** What is found when somebody who owns the database does something to it; then all is as before. */
  async function tampered(work: (db: Knex) => Promise<unknown>, options?: VerifyOptions): Promise<string[]> {
    const trx = await stack.db.transaction();
    try {
      await dropGuards(trx);
      await work(trx);
      return await told(trx, options);
    } finally {
      await trx.rollback();
    }
  }
  const event = (seq: number) => ({ dossier_id: id, seq });
  const seals = async (db: Knex): Promise<SealRow[]> => db('seals').orderBy('day');

  it('is only written, never changed, as long as its guards stand', async () => {
    for (const table of ['events', 'ledger', 'seals', 'seal_leaves', 'seal_nodes']) {
      await expect(stack.db(table).update({ hash: '0' })).rejects.toThrow('never changed');
      await expect(stack.db(table).delete()).rejects.toThrow('never changed');
      if (databaseUrl) await expect(stack.db.raw('truncate ??', [table])).rejects.toThrow('never changed');
    }
  });

  it('is what was written', async () => {
    const files = await readSeals(stack.env.seals.folder);
    const keys = knownSealKeys(stack.home);
    const verdict = await verifyRecord(stack.db, { files, keys, now: stack.clock.now() });
    expect(verdict).toMatchObject({ faults: [], seals: 4 });
    expect(verdict.chains).toBeGreaterThanOrEqual(4);
    expect(verdict.events).toBeGreaterThan(10);
    expect(files.map(({ signed }) => signed.seal.day)).toEqual([
      '2026-11-25',
      '2026-11-26',
      '2026-11-27',
      '2026-11-28',
    ]);
  });

  const rewrite = async (db: Knex, seq: number, rehash: boolean) => {
    const row = await db('events').where(event(seq)).first();
    const altered = { ...(JSON.parse(row.event as string) as object), outcome: 'refused' };
    const hash = rehash ? chainHash(row.previous_hash as string, altered) : (row.hash as string);
    await db('events')
      .where(event(seq))
      .update({ event: canonical(altered), hash });
  };

  it('names the row that was changed, removed, put in, put elsewhere, hashed anew, or cut off', async () => {
    expect(await tampered((db) => rewrite(db, 3, false))).toContain(`dossier:${id} 3 changed`);
    expect(await tampered((db) => rewrite(db, 3, true))).toContain(`dossier:${id} 4 unlinked`);
    expect(await tampered((db) => db('events').where(event(4)).update({ actor: 'ai-khac' }))).toEqual([
      `dossier:${id} 4 changed`,
    ]);
    expect(await tampered((db) => db('events').where(event(4)).delete())).toContain(`dossier:${id} 5 gap`);
    expect(await tampered((db) => db('events').where(event(8)).delete())).toContain(`dossier:${id} 7 cut-off`);
    const gone = await tampered((db) => db('events').where({ dossier_id: id }).delete());
    expect(gone).toEqual(expect.arrayContaining([`dossier:${id} 0 cut-off`, `dossier:${id} 8 sealed`]));
    const swap = async (db: Knex) => {
      await db('events').where(event(4)).update({ seq: 99 });
      await db('events').where(event(5)).update({ seq: 4 });
      await db('events').where(event(99)).update({ seq: 5 });
    };
    expect((await tampered(swap)).filter((fault) => fault.startsWith(`dossier:${id} 4`))).not.toEqual([]);
  });

  /** Another outcome, and everything hashed and folded anew after it: the chain and the projection agree. */
  async function rehash(db: Knex): Promise<void> {
    const rows: { seq: number; event: string; previous_hash: string }[] = await db('events')
      .where({ dossier_id: id })
      .orderBy('seq');
    let previous = rows[0]?.previous_hash ?? '';
    let state: DossierState | undefined;
    for (const { seq, event: text } of rows) {
      const said = JSON.parse(text) as DossierEvent;
      const altered: DossierEvent = seq < 5 ? said : { ...said, by: { ...said.by, id: 'ai-khac' } };
      const hash = chainHash(previous, altered);
      await db('events')
        .where(event(seq))
        .update({ event: canonical(altered), actor: altered.by.id, previous_hash: previous, hash });
      state = evolve(state, altered);
      previous = hash;
    }
    await db('dossiers')
      .where({ id })
      .update({ hash: previous, state: JSON.stringify(state) });
  }

  async function sealAgain(db: Knex): Promise<void> {
    for (const table of ['seals', 'seal_leaves', 'seal_nodes']) await db(table).delete();
    const folder = join(stack.env.home, 'again');
    mkdirSync(folder);
    await takeSeals({ db, read: db, now: stack.clock.now, keys: () => sealKeys(stack.home), folder });
    rmSync(folder, { recursive: true });
  }

  it('names a chain that was hashed anew, by the seal; and by the seals given away when that was made anew as well', async () => {
    expect(await tampered(rehash)).toEqual([`dossier:${id} 8 sealed`]);
    // The heads in the database follow; their signed root does not.
    const andHeads = async (db: Knex) => {
      await rehash(db);
      const { hash } = await db('dossiers').where({ id }).first('hash');
      await db('seal_leaves')
        .where({ subject: `dossier:${id}` })
        .update({ hash });
    };
    const files = await readSeals(stack.env.seals.folder);
    expect(await tampered(andHeads)).toContain('seal:2026-11-25 0 seal-tree');
    expect(await tampered(andHeads, { files })).toContain(`dossier:${id} 8 sealed`);
    // Even the key is the administrator's: he seals everything again.
    const andSeals = async (db: Knex) => {
      await rehash(db);
      await sealAgain(db);
    };
    expect(await tampered(andSeals)).toEqual([]);
    expect(await tampered(andSeals, { files })).toEqual(
      expect.arrayContaining(['seal:2026-11-25 0 seal-changed', `dossier:${id} 8 sealed`]),
    );
  });

  it('proves to whoever kept a seal that the record has only grown, and cannot once the past was written anew', async () => {
    const auditor = await stack.as('auditor', '82');
    const files = await readSeals(stack.env.seals.folder);
    const kept = files[0]?.signed.seal as Seal;
    const old = { first: kept.size, firstRoot: kept.root };
    const leads = (path: string[], { size: second, root }: Seal) => isGrown({ ...old, second, secondRoot: root, path });
    const { body } = await auditor.get('/audit/seals/2026-11-28/consistency?from=2026-11-25');
    expect(body.from.seal).toEqual(kept);
    expect(body.to.seal.size).toBeGreaterThan(kept.size);
    expect(leads(body.path, body.to.seal)).toBe(true);
    // Whoever owns the database and the key writes the past anew: no proof leads from the root that was kept.
    const found: boolean[] = [];
    await tampered(async (db) => {
      await rehash(db);
      await sealAgain(db);
      const rows = await seals(db);
      const [from, to] = [rows[0], rows.at(-1)] as [SealRow, SealRow];
      found.push(leads(await grownPath(db, from, to), signedSeal(to).seal));
    });
    expect(found).toEqual([false]);
  });

  it('names an event that was put into a day that is sealed', async () => {
    const late = async (db: Knex, at: string) => {
      const { hash } = await db('dossiers').where({ id: second }).first('hash');
      const [row] = await db('events').where({ dossier_id: second }).orderBy('seq', 'desc');
      const said = { ...(JSON.parse(row.event as string) as DossierEvent), seq: 3, at, commandId: 'put-in' };
      await db('events').insert({
        ...row,
        seq: 3,
        at,
        command_id: 'put-in',
        event: canonical(said),
        previous_hash: hash,
        hash: chainHash(hash as string, said),
      });
    };
    const puts = (at: string) => tampered((db) => late(db, at));
    expect(await puts('2026-11-27T02:00:00.000Z')).toContain(`dossier:${second} 3 unsealed`);
    expect(await puts('2026-11-29T02:00:00.000Z')).not.toContain(`dossier:${second} 3 unsealed`);
    const andSealed = async (db: Knex) => {
      await late(db, '2026-11-26T02:00:00.000Z');
      const folder = join(stack.env.home, 'later');
      const now = () => '2026-12-01T00:00:00.000Z';
      await takeSeals({ db, read: db, now, keys: () => sealKeys(stack.home), folder });
      rmSync(folder, { recursive: true });
    };
    expect(await tampered(andSealed)).toContain(`dossier:${second} 3 backdated`);
  });

  it('names a seal that was changed, removed, or signed by another key', async () => {
    const [, quiet] = await seals(stack.db);
    const day = { day: quiet?.day };
    expect(await tampered((db) => db('seals').where(day).update({ size: 9 }))).toContain(
      'seal:2026-11-26 0 seal-changed',
    );
    expect(await tampered((db) => db('seals').where(day).delete())).toContain('seal:2026-11-26 0 seal-missing');
    const { now } = stack.clock;
    const newest = (db: Knex) => db('seals').where({ day: '2026-11-28' }).delete();
    expect(await tampered(newest, { now: '2026-11-29T18:00:00.000Z' })).toContain('seal:2026-11-28 0 seal-missing');
    expect(await tampered(async () => undefined, { now: now() })).toEqual([]);
    const foreign = sealKeys(openHome(join(stack.env.home, 'foreign'), { exclusive: false })).current;
    const sign = async (db: Knex) => {
      const row = (await seals(db)).at(-1) as SealRow;
      const { x: key } = foreign.export({ format: 'jwk' }) as { x: string };
      const forged: Seal = { ...signedSeal(row).seal, key };
      const { signature } = signSeal(forged, foreign);
      await db('seals')
        .where({ day: row.day })
        .update({ seal: canonical(forged), signature, hash: sealHash(forged) });
    };
    expect(await tampered(sign)).toContain('seal:2026-11-28 0 seal-key');
    expect(await tampered((db) => db('seal_nodes').where({ position: 1 }).update({ hash: '0' }))).toContain(
      'seal:2026-11-25 0 seal-tree',
    );
  });

  it('names what an old backup has lost, by seals that are newer', async () => {
    const files = await readSeals(stack.env.seals.folder);
    const restore = async (db: Knex) => {
      const leaves: { position: number }[] = await db('seal_leaves').where({ day: '2026-11-28' }).select('position');
      const positions = leaves.map(({ position }) => position);
      await db('seal_nodes').whereIn('position', positions).delete();
      await db('seal_leaves').whereIn('position', positions).delete();
      await db('seals').where({ day: '2026-11-28' }).delete();
      const first = { dossier_id: second, seq: 1 };
      await db('contents').where({ dossier_id: second, seq: 2 }).delete();
      await db('events').where({ dossier_id: second, seq: 2 }).delete();
      const row: { event: string; hash: string } = await db('events').where(first).first();
      const state = evolve(undefined, JSON.parse(row.event) as DossierEvent);
      await db('dossiers')
        .where({ id: second })
        .update({ hash: row.hash, state: JSON.stringify(state) });
    };
    expect(await tampered(restore)).toEqual([]);
    expect(await tampered(restore, { files })).toEqual(['seal:2026-11-28 0 older', `dossier:${second} 2 sealed`]);
    // A file that somebody has written to proves nothing.
    const forged = join(stack.env.home, 'forged');
    mkdirSync(forged);
    const { seal, signature } = files.at(-1)?.signed ?? { seal: {}, signature: '' };
    writeFileSync(join(forged, 'seal-2026-11-28.json'), JSON.stringify({ seal: { ...seal, events: 1 }, signature }));
    expect(await told(stack.db, { files: await readSeals(forged) })).toEqual(['seal:2026-11-28 0 seal-changed']);
  });

  it('names a form that was changed, a state that is not what the events come to, and a number that is gone', async () => {
    const edit = async (db: Knex) => {
      const row = await db('contents').where(event(1)).first();
      await db('contents')
        .where(event(1))
        .update({ content: dented(row.content as string) });
    };
    expect(await tampered(edit)).toEqual([`dossier:${id} 1 content`]);
    const before = await stack.db('transfers').where({ id: transfer }).first();
    const state = (before.state as string).replace('2026-12-14', '2026-12-01');
    expect(await tampered((db) => db('transfers').where({ id: transfer }).update({ state }))).toEqual([
      expect.stringMatching(new RegExp(`^transfer:${transfer} \\d+ projection$`)),
    ]);
    const { code } = await stack.db('dossiers').where({ id }).first('code');
    const number = { dossier_id: id };
    expect(await tampered((db) => db('number_register').where(number).delete())).toEqual([
      `number:${code} 0 number-gone`,
      `dossier:${id} 0 number-unknown`,
    ]);
    expect(await tampered((db) => db('number_register').where(number).update({ dossier_id: null }))).toEqual([
      `number:${code} 0 number-lost`,
      `dossier:${id} 0 number-unknown`,
    ]);
  });
});
