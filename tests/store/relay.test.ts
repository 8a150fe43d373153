import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Knex } from 'knex';
import { startRelay } from '../../activities/relay/relay';
import { fanOut } from '../../activities/relay/fan-out';
import { sequence } from '../../activities/relay/sequence';
import { claimDeliveries, endAttempt } from '../../activities/stores/deliveries';
import { putOut } from '../../activities/stores/outbox';
import { openRecipient } from '../../config/recipient';
import { TEST_KEYS } from '../support/keys';
import { openDatabase, type DatabasePlace } from '../../config/database';
import { readEnv } from '../../config/env';
import { createLogger } from '../../config/logger';
import { feedEvent, feedRows } from '../../config/feed';
import { migrate } from '../../config/migrations';
import { publish, published } from '../../config/published';
import { loadConfig } from '../../config/load';
import { Catalogue } from '../../domain/catalogue';
import { SHIPPED } from '../support/config-copy';
import { freshDatabase } from '../support/postgres';
import { eventually, Receiver } from '../support/receivers';
import { amendedDossier, AT, receivedDossier } from '../support/told';

const PERSON = { name: 'Nguyễn Văn Ân', phone: '0912345678', email: 'an@example.vn' };

describe.each([
  ['SQLite', undefined],
  ['PostgreSQL', process.env.MOTCUA_TEST_PG],
])('what happened is carried on from %s', (engine, cluster) => {
  if (engine === 'PostgreSQL' && !cluster) {
    test.skip('needs a PostgreSQL', () => undefined);
    return;
  }
  let folder: string;
  let place: DatabasePlace;
  let db: Knex;
  let read: Knex;
  let catalogue: Catalogue;
  const open: Knex[] = [];
  const connect = (use: 'write' | 'read') => {
    const opened = openDatabase(place, use);
    open.push(opened);
    return opened;
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mot-cua-relay-'));
    place = { ...(cluster ? { url: await freshDatabase(cluster) } : { file: join(folder, 'x.db') }), keys: TEST_KEYS };
    db = connect('write');
    await migrate(db);
    const data = loadConfig(SHIPPED);
    // The offices of the configuration have no addresses.
    const units = data.units.map((unit) => ({ ...unit, email: `${unit.code}@example.vn` }));
    await publish(db, { ...data, units }, AT);
    catalogue = new Catalogue(await published(db));
    read = connect('read');
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((each) => each.destroy()));
    rmSync(folder, { recursive: true, force: true });
  });

  const relayOnce = async (on: string[] = ['email', 'sms']) => {
    while ((await sequence(db, read)) > 0);
    const parts = { db, read, catalogue, isOn: (channel: string) => on.includes(channel), now: () => AT };
    while ((await fanOut(parts)) > 0);
  };
  const told = async (subject: string): Promise<string[]> => {
    const rows: { id: string; kind: string; channel: string; recipient: string; state: string }[] = await db(
      'deliveries',
    ).where({ subject });
    const [{ data_key = null } = {}]: { data_key?: string | null }[] = await db('dossiers').where({ id: subject });
    return rows
      .map((row) => ({ ...row, to: openRecipient(db, { ...row, subject, data_key }) }))
      .map(({ kind, channel, to, state }) => `${kind} ${channel} ${to} ${state}`)
      .sort();
  };

  test('the feed has no gaps, keeps the order of each dossier, and nothing comes in behind a reader', async () => {
    const [WRITERS, EACH] = [16, 25];
    const subjects = await Promise.all(Array.from({ length: 6 }, () => receivedDossier(db)));
    const pools = [db, connect('write')];
    const next = new Map(subjects.map((subject) => [subject, 1]));
    let writing = true;
    const write = async (writer: number) => {
      for (let i = 0; i < EACH; i++) {
        const subject = subjects[(writer + i) % subjects.length] ?? '';
        const pool = pools[writer % pools.length] ?? db;
        await pool.transaction(async (trx) => {
          // As a step does it: the dossier is held until the commit.
          await trx('dossiers').where({ id: subject }).update({ id: subject });
          const seq = (next.get(subject) ?? 0) + 1;
          next.set(subject, seq);
          await putOut(trx, { subject, seq, kind: 'forward', at: AT });
          // The order of the commits is another one than that of the numbers that were drawn.
          await pause(Math.random() * 8);
        });
      }
    };
    const number = async (pool: Knex) => {
      while (writing || (await read('outbox').whereNull('place').first('position'))) {
        await sequence(pool, read);
        await pause(3);
      }
    };
    const seen: { place: number; subject: string; seq: number }[] = [];
    const follow = async () => {
      const more = async () => {
        const rows = await feedRows(read, seen.at(-1)?.place ?? 0, 7);
        seen.push(...rows);
        return rows.length;
      };
      while (writing) if ((await more()) === 0) await pause(2);
      while ((await more()) > 0);
    };
    const numbering = Promise.all(pools.map(number));
    const following = follow();
    await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
    await pause(50);
    writing = false;
    await numbering;
    await following;
    // What was numbered after the follower's last look.
    seen.push(...(await feedRows(read, seen.at(-1)?.place ?? 0, 1000)));
    const total = subjects.length + WRITERS * EACH;
    expect(seen.map((row) => row.place)).toEqual(Array.from({ length: total }, (_, i) => i + 1));
    const positions: number[] = await db('outbox').orderBy('place').pluck('position');
    const overtaken = positions.some((position, i) => position < (positions[i - 1] ?? 0));
    // On PostgreSQL the numbers of the rows are drawn before the commit: without a place of its own a reader misses some.
    expect(overtaken).toBe(engine === 'PostgreSQL');
    for (const subject of subjects) {
      const seqs = seen.filter((row) => row.subject === subject).map(({ seq }) => seq);
      expect(seqs).toEqual(seqs.map((_, i) => i + 1));
    }
  });

  test('an applicant is told on every channel that he left an address for, the owner where he left none', async () => {
    const both = await receivedDossier(db, { submitter: PERSON, owner: { name: 'Lê Thị B', email: 'b@example.vn' } });
    const half = await receivedDossier(db, {
      submitter: { name: 'C', phone: '0900000001' },
      owner: { name: 'D', phone: '0900000002', email: 'd@example.vn' },
    });
    const none = await receivedDossier(db, { submitter: { name: 'E' } });
    await relayOnce();
    expect(await told(both)).toEqual([
      'receive email an@example.vn pending',
      'receive sms 0912345678 pending',
      'receive zalo 0912345678 off',
    ]);
    expect(await told(half)).toEqual([
      'receive email d@example.vn pending',
      'receive sms 0900000001 pending',
      'receive zalo 0900000001 off',
    ]);
    expect(await told(none)).toEqual([]);
  });

  test('a reminder goes to the office whose turn it is, a moved appointment to the applicant, each once', async () => {
    const id = await receivedDossier(db, { submitter: { name: 'An', email: 'an@example.vn' } });
    await putOut(db, { subject: id, seq: 1, kind: 'due-soon', at: AT });
    // The next day's reminder is another one.
    await putOut(db, { subject: id, seq: 1, kind: 'due-soon', at: '2026-11-26T00:30:00.000Z' });
    await putOut(db, { subject: id, seq: 1, kind: 'overdue', at: AT });
    await amendedDossier(db, id, { seq: 2, kind: 'recounted', dueAt: '2026-12-07T10:00:00.000Z' });
    // Only the limit of a stage has moved.
    await amendedDossier(db, id, { seq: 3, kind: 'recounted', dueAt: '2026-12-07T10:00:00.000Z' });
    await amendedDossier(db, id, { seq: 4, kind: 'corrected', dueAt: '2026-12-08T10:00:00.000Z' });
    await relayOnce();
    expect(await told(id)).toEqual([
      'corrected email an@example.vn pending',
      'due-soon email so-noi-vu@example.vn pending',
      'due-soon email so-noi-vu@example.vn pending',
      'overdue email so-noi-vu@example.vn pending',
      'receive email an@example.vn pending',
      'recounted email an@example.vn pending',
    ]);
    const [first, second] = await feedRows(read, 0, 2);
    expect(first && feedEvent(first)).toMatchObject({ type: 'dossier.receive', at: AT, status: 2, stage: 'accepted' });
    expect(second && feedEvent(second)).toMatchObject({ type: 'dossier.due-soon', stage: 'accepted' });
  });

  test('one delivery is with one sender at a time, and free again when its lease has ended', async () => {
    for (let i = 0; i < 10; i++) await receivedDossier(db, { submitter: PERSON });
    await relayOnce();
    const pools = [db, connect('write'), connect('write')];
    const claims = await Promise.all(pools.map((pool) => claimDeliveries({ db: pool, read }, 'sms', 5, 300)));
    const ids = claims.flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    await pause(350);
    const again = await claimDeliveries({ db, read }, 'sms', 20, 60_000);
    expect(again).toHaveLength(10);
    expect(again.filter(({ uncertain }) => uncertain).map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
    // Whoever comes back late changes nothing.
    const [late] = claims.flat();
    if (!late) throw new Error('nothing was claimed');
    await endAttempt(db, late, { state: 'dead', due_at: null });
    expect((await db('deliveries').where({ id: late.id }).first('state')).state).toBe('sending');
  });

  test('the log names a delivery that failed, and nobody in it', async () => {
    const gateway = await new Receiver().open();
    gateway.answer = () => ({ status: 503 });
    const id = await receivedDossier(db, { submitter: PERSON });
    let log = '';
    const logger = createLogger('trace', { write: (line: string) => void (log += line) });
    const { relay: env } = readEnv({
      SMS_URL: gateway.url,
      SMS_SECRET: 'a secret of the gateway',
      RELAY_POLL_MS: '20',
    });
    const relay = startRelay({ db, read, catalogue, now: () => AT, logger, env });
    const failed = () => db('deliveries').where({ subject: id, channel: 'sms' }).whereNotNull('last_error').first('id');
    const { id: delivery } = await eventually(failed, (row) => row !== undefined);
    await db.schema.renameTable('deliveries', 'gone');
    await receivedDossier(db, { submitter: PERSON });
    await eventually(
      () => log,
      (text) => text.includes('could not look for work'),
    );
    await relay.stop();
    await gateway.close();
    expect(log).toContain(delivery);
    for (const secret of [PERSON.phone, PERSON.email, 'Nguyễn', 'a secret of the gateway'])
      expect(log).not.toContain(secret);
  });

  test('relays that are killed lose nothing, and send twice only under the same id', async () => {
    const COUNT = 60;
    const gateway = await new Receiver().open();
    let busy = 0;
    let most = 0;
    const underWay = new Set<string>();
    let overlaps = 0;
    gateway.answer = async ({ headers }) => {
      const id = String(headers['webhook-id']);
      if (underWay.has(id)) overlaps += 1;
      underWay.add(id);
      most = Math.max(most, (busy += 1));
      await pause(40);
      busy -= 1;
      underWay.delete(id);
      return { status: 204 };
    };
    const children: ChildProcess[] = [];
    const start = async () => {
      const child = spawn('node', ['--import', 'tsx', join(__dirname, '../support/relay-child.ts')], {
        env: {
          PATH: process.env.PATH,
          RELAY_PLACE: JSON.stringify(place),
          SMS_URL: gateway.url,
          SMS_SECRET: 'a secret of the gateway',
          RELAY_TIMEOUT_MS: '300',
          RELAY_POLL_MS: '20',
          RELAY_BACKOFF_MS: '50',
        },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      children.push(child);
      await once(child.stdout, 'data');
    };
    const kill = async () => {
      const killed = children.splice(0);
      await Promise.all(
        killed.map(async (child) => {
          const ended = once(child, 'exit');
          child.kill('SIGKILL');
          await ended;
        }),
      );
    };
    const subjects: string[] = [];
    for (let i = 0; i < COUNT; i++)
      subjects.push(await receivedDossier(db, { submitter: { ...PERSON, email: undefined } }));
    const taken = () => new Set(gateway.posts.map(({ headers }) => String(headers['webhook-id'])));
    try {
      await start();
      await eventually(
        () => taken().size,
        (size) => size >= COUNT / 6,
      );
      await kill();
      const before = taken().size;
      expect(before).toBeLessThan(COUNT);
      await Promise.all([start(), start()]);
      await eventually(
        () => taken().size,
        (size) => size >= COUNT / 2,
        30_000,
      );
      await kill();
      await start();
      const sent = async () => Number((await read('deliveries').where({ state: 'sent' }).count({ n: '*' }).first())?.n);
      await eventually(sent, (count) => count === COUNT, 30_000);
    } finally {
      await kill();
      await gateway.close();
    }
    const rows: { id: string; subject: string }[] = await db('deliveries').where({ channel: 'sms' });
    expect(rows.map(({ subject }) => subject).sort()).toEqual([...subjects].sort());
    expect([...taken()].sort()).toEqual(rows.map(({ id }) => id).sort());
    // Each body is the same however often it came.
    const bodies = new Set(gateway.posts.map(({ text }) => text));
    expect(bodies.size).toBe(COUNT);
    expect([overlaps, most > 1]).toEqual([0, true]);
  });
});
