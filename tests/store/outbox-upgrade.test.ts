import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fanOut } from '../../activities/relay/fan-out';
import { sequence } from '../../activities/relay/sequence';
import { putOut } from '../../activities/stores/outbox';
import { openDatabase } from '../../config/database';
import { feedRows, lastPlace } from '../../config/feed';
import { loadConfig } from '../../config/load';
import { up as dossiers } from '../../config/migrations/20261125-1030-dossiers';
import { up as transfers } from '../../config/migrations/20261125-1500-transfers';
import { up as messages } from '../../config/migrations/20261126-0900-messages';
import { Catalogue } from '../../domain/catalogue';
import { SHIPPED } from '../support/config-copy';
import { freshDatabase } from '../support/postgres';

const AT = '2026-11-20T02:00:00.000Z';

test.each([
  ['SQLite', undefined],
  ['PostgreSQL', process.env.MOTCUA_TEST_PG],
])(
  'a %s record from before there were messages is in the feed from its beginning, and nobody is told late',
  async (engine, cluster) => {
    if (engine === 'PostgreSQL' && !cluster) return;
    const folder = mkdtempSync(join(tmpdir(), 'mot-cua-upgrade-'));
    const db = openDatabase(cluster ? { url: await freshDatabase(cluster) } : { file: join(folder, 'x.db') }, 'write');
    const chained = { actor: 'an', event: '{}', previous_hash: '0', hash: '0' };
    await dossiers(db);
    await transfers(db);
    const events = [
      { dossier_id: 'b', seq: 1, at: '2026-11-20T03:00:00.000Z', action: 'receive' },
      { dossier_id: 'a', seq: 1, at: AT, action: 'receive' },
      { dossier_id: 'a', seq: 2, at: '2026-11-20T04:00:00.000Z', action: 'forward' },
    ];
    await db('events').insert(
      events.map((event) => ({ ...event, command_id: `${event.dossier_id}${event.seq}`, ...chained })),
    );
    const noted = { seq: 1, recorded_at: '2026-11-20T03:30:00.000Z', at: AT, kind: 'begun', ...chained };
    await db('ledger').insert(
      ['programme:p', 'transfer:t', 'handover:h', 'unit:u'].map((subject) => ({ ...noted, subject })),
    );
    await db('outbox').insert({ subject: 'a', seq: 1, kind: 'receive', created_at: AT });

    await messages(db);
    const seen = await feedRows(db, 0, 100);
    expect(seen.map(({ place, subject, seq, kind }) => [place, subject, seq, kind])).toEqual([
      [1, 'a', 1, 'receive'],
      [2, 'b', 1, 'receive'],
      [3, 'programme:p', 1, 'begun'],
      [4, 'transfer:t', 1, 'begun'],
      [5, 'a', 2, 'forward'],
    ]);
    const parts = { db, read: db, catalogue: new Catalogue(loadConfig(SHIPPED)), isOn: () => true, now: () => AT };
    expect([await sequence(db, db), await fanOut(parts)]).toEqual([0, 0]);
    await putOut(db, { subject: 'b', seq: 2, kind: 'forward', at: AT });
    expect([await sequence(db, db), await lastPlace(db), await fanOut(parts)]).toEqual([1, 6, 1]);
    expect(await db('deliveries')).toEqual([]);
    await db.destroy();
    rmSync(folder, { recursive: true, force: true });
  },
);
