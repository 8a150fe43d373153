import { hash as digest } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { takeSeals } from '../activities/seals';
import { sealContent } from '../activities/stores/events';
import { canonical } from '../config/canonical';
import { CHAIN_START, chainHash } from '../config/chain';
import { openDatabase } from '../config/database';
import { encryptSalted } from '../config/encrypted';
import { openHome } from '../config/home';
import { migrate } from '../config/migrations';
import { sealKeys } from '../config/seal-key';
import { vaultOf } from '../config/vault';
import { verifyRecord } from '../config/verify';
import { evolve, type DossierEvent, type DossierState } from '../domain/dossier';
import { addDays, startOfDay, toInstant, toMillis } from '../domain/time';

const STEPS = 6;
const DAYS = 30;
const FIRST = '2026-09-01';

/**
 * Verifies a record of a million events (or `-- 200000`) with its projections and a month of seals, as a share of a floor:
 * the same rows read bare and their bytes hashed once, in the same run; then once more with what was written in forms, which is decrypted for it.
 * Rates are events a second of the clock and of a processor.
 */
async function main(): Promise<void> {
  const wanted = Number(process.argv.find((word) => /^\d+$/.test(word)) ?? 1_000_000);
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-bench-'));
  const place = { file: join(folder, 'bench.db'), keys: { home: join(folder, 'home') } };
  const write = openDatabase(place, 'write');
  try {
    await migrate(write);
    const bytes = await fill(write, Math.ceil(wanted / STEPS));
    const read = openDatabase(place, 'read');
    const home = openHome(join(folder, 'home'), { exclusive: false });
    const now = () => startOfDay(addDays(FIRST, DAYS + 1));
    const sealing = await rate(async () => {
      await takeSeals({ db: write, read, now, keys: () => sealKeys(home), folder: join(folder, 'seals') });
      return wanted;
    });
    const verify = async (contents: boolean) => {
      const { faults, events } = await verifyRecord(read, { contents });
      if (faults.length > 0) throw new Error(JSON.stringify(faults.slice(0, 5)));
      return events;
    };
    const record = await rate(() => verify(false));
    const whole = await rate(() => verify(true));
    const hashing = await rate(async () => hashAll(bytes));
    const floor = await rate(() => readAndHash(read));
    await read.destroy();
    const figures = {
      events: Math.ceil(wanted / STEPS) * STEPS,
      verified_per_second: round(record.wall),
      verified_per_cpu_second: round(record.cpu),
      with_contents_per_second: round(whole.wall),
      with_contents_per_cpu_second: round(whole.cpu),
      floor_per_cpu_second: round(floor.cpu),
      share_of_floor: round((record.cpu / floor.cpu) * 1000) / 1000,
      bare_hashes_per_cpu_second: round(hashing.cpu),
      sealed_per_second: round(sealing.wall),
    };
    console.log(process.argv.includes('--json') ? JSON.stringify(figures) : figures);
  } finally {
    await write.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the floor hashes: a text as long as an event with the hash before it. */
type Bytes = { events: number; event: string };

async function fill(db: Knex, dossiers: number): Promise<Bytes> {
  let sample: Bytes = { events: 0, event: '' };
  for (let from = 0; from < dossiers; from += 500) {
    await db.transaction(async (trx) => {
      const rows: { [table: string]: object[] } = { dossiers: [], events: [], contents: [] };
      for (let i = from; i < Math.min(from + 500, dossiers); i++) sample = addDossier(trx, rows, i, dossiers);
      for (const [table, all] of Object.entries(rows)) await trx.batchInsert(table, all, 500);
    });
  }
  return { ...sample, events: dossiers * STEPS };
}

const id = (i: number) => `${String(i).padStart(8, '0')}-0000-4000-8000-000000000000`;

function addDossier(db: Knex, rows: { [table: string]: object[] }, i: number, of: number): Bytes {
  const holder = { id: id(i), dataKey: vaultOf(db).newDataKey(id(i)) };
  let previous = CHAIN_START;
  let state: DossierState | undefined;
  let sample: Bytes = { events: 0, event: '' };
  const begun = toMillis(startOfDay(FIRST)) + Math.floor((i / of) * (DAYS - 6) * 86_400_000);
  for (let seq = 1; seq <= STEPS; seq++) {
    const at = toInstant(begun + seq * 70_000_000);
    const content = {
      note: `Đã kiểm tra thành phần hồ sơ ${i}, đủ và hợp lệ`,
      result: seq,
      summary: 'Đăng ký nội quy',
    };
    const { event, salted } = sealContent(eventOf(i, seq, at), content);
    const hash = chainHash(previous, event);
    const text = canonical(event);
    rows.events?.push({
      dossier_id: id(i),
      seq,
      at,
      action: event.action,
      actor: event.by.id,
      command_id: event.commandId,
      event: text,
      previous_hash: previous,
      hash,
    });
    const written = salted && encryptSalted(db, holder, { table: 'contents', seq }, salted);
    rows.contents?.push({ dossier_id: id(i), seq, ...written });
    sample = { events: 0, event: `${previous}\n${text}` };
    state = evolve(state, event);
    previous = hash;
  }
  rows.dossiers?.push({
    ...{ id: id(i), code: null, seq: STEPS, stage: 'done', status: 10, closed: 1, procedure_code: '2.001955' },
    ...{ field: 'lao-dong', channel: 'direct', receiving_unit: '82', deciding_unit: 'so-noi-vu', opened_at: FIRST },
    ...{ state: JSON.stringify(state), hash: previous, data_key: holder.dataKey },
  });
  return sample;
}

function eventOf(i: number, seq: number, at: string): DossierEvent {
  const dueAt = toInstant(toMillis(at) + 600_000_000);
  const event: DossierEvent = {
    seq,
    at,
    kind: 'step',
    action: seq === 1 ? 'receive' : `step-${seq}`,
    from: `stage-${seq - 1}`,
    to: `stage-${seq}`,
    status: seq === STEPS ? 10 : 2,
    closed: seq === STEPS,
    by: { id: `can-bo-${i % 40}`, role: 'government-clerk', unit: '82@2025-07-01' },
    commandId: `${id(i)}-${seq}`,
    clock: { stageSince: at, dueAt, firstDueAt: dueAt, until: {} },
  };
  if (seq > 1) return event;
  return {
    ...event,
    opening: {
      id: id(i),
      procedure: { code: '2.001955', version: 1 },
      process: { id: 'noi-quy-lao-dong', version: 1 },
      field: 'lao-dong',
      channel: 'direct',
      units: { receiving: '82@2025-07-01', deciding: 'so-noi-vu@2025-03-01' },
      rules: '2026',
    },
  };
}

function hashAll({ events, event }: Bytes): number {
  for (let i = 0; i < events; i++) digest('sha256', event);
  return events;
}

/** Rows of the events and of the tree over them; joined by the engine, which is the quickest way into the process. */
const BARE = {
  events: ['dossier_id', 'seq', 'hash', 'at', 'action', 'actor', 'command_id', 'previous_hash', 'event'],
  seal_leaves: ['position', 'day', 'subject', 'seq', 'hash'],
  seal_nodes: ['position', 'level', 'hash'],
};

/**
 * The floor: every row that verifying has to look at is read once, bare, and its bytes are hashed once. Nothing is parsed,
 * compared, folded or told apart.
 */
async function readAndHash(db: Knex): Promise<number> {
  let events = 0;
  for (const [table, columns] of Object.entries(BARE)) {
    for (let after = 0, rows = 1; rows > 0;) {
      const line = columns.join(` || ' ' || `);
      const page = db(table).where('rowid', '>', after).orderBy('rowid').limit(1000);
      const texts = page.select(db.raw(`rowid as place, ${line} as line`)).as('q');
      const packed = `count(*) as n, max(place) as last, cast(group_concat(line, '\n') as blob) as text`;
      const [found]: { n: number; last: number; text: Buffer | null }[] = await db.from(texts).select(db.raw(packed));
      [rows, after] = [found?.n ?? 0, found?.last ?? 0];
      const bytes = found?.text ?? Buffer.alloc(0);
      const size = bytes.length / Math.max(rows, 1);
      for (let i = 0; i < rows; i++) digest('sha256', bytes.subarray(i * size, (i + 1) * size));
      if (table === 'events') events += rows;
    }
  }
  return events;
}

/** Events a second, of the clock and of a processor: the latter does not depend on who else is at work. */
async function rate(work: () => Promise<number>): Promise<{ wall: number; cpu: number }> {
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  const events = await work();
  const { user, system } = process.cpuUsage(cpu);
  return { wall: (events * 1000) / (performance.now() - start), cpu: (events * 1_000_000) / (user + system) };
}

const round = (value: number) => Math.round(value);

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
