import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { takeSeals, type Sealing } from '../../activities/seals';
import { appendEvent } from '../../activities/stores/events';
import { appendLedger } from '../../activities/stores/ledger';
import { CHAIN_START, chainHash } from '../../config/chain';
import { openDatabase, type DatabasePlace } from '../../config/database';
import { inclusionPath, leafHash, rootOfPath } from '../../config/merkle';
import { migrate } from '../../config/migrations';
import { sealFault, type Seal } from '../../config/seal';
import { readSeals } from '../../config/seal-files';
import { newSealKey, sealKeys } from '../../config/seal-key';
import { nodeReader, sealedHead, signedSeal, type SealRow } from '../../config/seal-store';
import { openHome } from '../../config/home';
import type { DossierEvent } from '../../domain/dossier';
import { freshDatabase } from '../support/postgres';

describe.each([
  ['SQLite', undefined],
  ['PostgreSQL', process.env.MOTCUA_TEST_PG],
])('daily seals on %s', (engine, cluster) => {
  if (engine === 'PostgreSQL' && !cluster) {
    test.skip('needs a PostgreSQL', () => undefined);
    return;
  }
  let folder: string;
  let place: DatabasePlace;
  let db: Knex;
  let read: Knex;
  let sealing: Sealing;
  let now = '';
  const tips = new Map<string, { seq: number; hash: string }>();

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mot-cua-seals-'));
    place = cluster ? { url: await freshDatabase(cluster) } : { file: join(folder, 'x.db') };
    [db, read] = [openDatabase(place, 'write'), openDatabase(place, 'read')];
    await migrate(db);
    tips.clear();
    const home = openHome(join(folder, 'home'), { exclusive: false });
    sealing = { db, read, now: () => now, keys: () => sealKeys(home), folder: join(folder, 'seals') };
  });
  afterEach(async () => {
    await Promise.all([db.destroy(), read.destroy()]);
    rmSync(folder, { recursive: true, force: true });
  });

  /** Something happens in a chain: `dossier:…` or another subject. */
  async function happen(subject: string, at: string): Promise<void> {
    const { seq, hash } = tips.get(subject) ?? { seq: 0, hash: CHAIN_START };
    const said = {
      seq: seq + 1,
      at,
      recordedAt: at,
      kind: 'noted',
      action: 'noted',
      by: { id: 'an' },
      commandId: `${subject}/${seq}`,
    };
    const id = subject.replace(/^dossier:/, '');
    if (subject.startsWith('dossier:')) {
      const event = said as unknown as DossierEvent;
      const next = chainHash(hash, event);
      await appendEvent(db, id, event, { previous: hash, hash: next });
      tips.set(subject, { seq: seq + 1, hash: next });
    } else tips.set(subject, { seq: seq + 1, hash: await appendLedger(db, subject, said, hash) });
  }
  const seals = async () => ((await db('seals').orderBy('day')) as SealRow[]).map((row) => signedSeal(row));
  const days = (all: { seal: Seal }[]) =>
    all.map(({ seal: { day, size, chains, events } }) => [day, size, chains, events]);

  it('seals each day that is over, once, with the heads that chains had at its end', async () => {
    await happen('dossier:a', '2026-11-25T02:00:00.000Z');
    await happen('dossier:a', '2026-11-25T16:59:59.999Z');
    await happen('unit:82', '2026-11-25T17:00:00.000Z');
    await happen('dossier:a', '2026-11-27T03:00:00.000Z');
    await happen('dossier:b', '2026-11-27T17:00:00.000Z');
    // Midnight in Viet Nam of the 28th, and ten minutes for what is still on its way.
    now = '2026-11-27T17:09:59.000Z';
    expect(await takeSeals(sealing)).toEqual(['2026-11-25', '2026-11-26']);
    now = '2026-11-27T17:10:00.000Z';
    expect(await Promise.all([takeSeals(sealing), takeSeals(sealing)]).then((both) => both.flat())).toEqual([
      '2026-11-27',
    ]);
    expect(await takeSeals(sealing)).toEqual([]);
    const all = await seals();
    expect(days(all)).toEqual([
      ['2026-11-25', 1, 1, 2],
      ['2026-11-26', 2, 2, 3],
      ['2026-11-27', 3, 2, 4],
    ]);
    let before: string | undefined;
    for (const signed of all) {
      expect(sealFault(signed, before)).toBeUndefined();
      before = signed.seal.key;
    }
    expect((await readSeals(sealing.folder)).map(({ signed }) => signed)).toEqual(all);
    expect(readdirSync(sealing.folder)).toHaveLength(6);
  });

  it('proves the newest head of every chain in the newest seal', async () => {
    for (let i = 0; i < 11; i++) await happen(`dossier:${i}`, `2026-11-2${i % 5}T03:00:00.000Z`);
    for (let i = 3; i < 7; i++) await happen(`dossier:${i}`, '2026-11-25T03:00:00.000Z');
    now = '2026-11-30T00:00:00.000Z';
    await takeSeals(sealing);
    const { seal } = (await seals()).at(-1) as { seal: Seal };
    expect(seal).toMatchObject({ day: '2026-11-29', size: 15, chains: 11, events: 15 });
    for (const [subject, { seq, hash }] of tips) {
      const leaf = await sealedHead(read, subject, seal.size);
      expect(leaf).toMatchObject({ seq, hash });
      if (!leaf) continue;
      const path = await inclusionPath(leaf.position, seal.size, nodeReader(read));
      expect(rootOfPath(leafHash(leaf), leaf.position, seal.size, path)).toBe(seal.root);
    }
  });

  it('goes on under a new key that the old one hands on to, and lays out again what was lost', async () => {
    await happen('unit:82', '2026-11-20T03:00:00.000Z');
    now = '2026-11-21T00:00:00.000Z';
    await takeSeals(sealing);
    const home = openHome(join(folder, 'home'), { exclusive: false });
    const fresh = newSealKey(home);
    rmSync(join(sealing.folder), { recursive: true });
    now = '2026-11-22T00:00:00.000Z';
    await takeSeals(sealing);
    const [first, second] = await seals();
    expect(second?.seal.key).toBe(fresh);
    expect(second && sealFault(second, first?.seal.key)).toBeUndefined();
    expect(second && sealFault(second, fresh)).toBeUndefined();
    const { handedOn: _gone, ...alone } = second?.seal as Seal;
    expect(sealFault({ seal: alone, signature: second?.signature ?? '' }, first?.seal.key)).toBe('signature');
    expect(await readSeals(sealing.folder)).toHaveLength(2);
  });

  it('leaves an account that does not own the tables no right to change the record', async () => {
    if (!cluster) return;
    const fresh = openDatabase({ url: await freshDatabase(cluster) }, 'write');
    const role = `app${Date.now()}`;
    try {
      await fresh.raw('create role ??', [role]);
      await fresh.raw(
        'alter default privileges in schema public grant select, insert, update, delete on tables to ??',
        [role],
      );
      await migrate(fresh);
      const rights = async (table: string): Promise<string[]> => {
        const rows: { privilege_type: string }[] = await fresh('information_schema.role_table_grants')
          .where({ grantee: role, table_name: table })
          .orderBy('privilege_type')
          .select('privilege_type');
        return rows.map(({ privilege_type: right }) => right);
      };
      expect(await rights('dossiers')).toEqual(['DELETE', 'INSERT', 'SELECT', 'UPDATE']);
      for (const table of ['events', 'ledger', 'seals', 'seal_leaves', 'seal_nodes'])
        expect([table, await rights(table)]).toEqual([table, ['INSERT', 'SELECT']]);
      await fresh.raw('drop owned by ??', [role]);
      await fresh.raw('drop role ??', [role]);
    } finally {
      await fresh.destroy();
    }
  });

  it('refuses that a seal is changed or removed', async () => {
    await happen('unit:82', '2026-11-20T03:00:00.000Z');
    await happen('unit:83', '2026-11-20T03:00:00.000Z');
    now = '2026-11-21T00:00:00.000Z';
    await takeSeals(sealing);
    for (const table of ['seals', 'seal_leaves', 'seal_nodes']) {
      await expect(db(table).update({ hash: '0' })).rejects.toThrow('never changed');
      await expect(db(table).delete()).rejects.toThrow('never changed');
    }
  });
});
