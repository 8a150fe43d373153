import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { createClock } from '../config/clock';
import { openDatabase } from '../config/database';
import { databasePlace, readEnv } from '../config/env';
import { openHome } from '../config/home';
import { connectTemporal, ensureNamespace } from '../config/temporal';
import type { Unit } from '../domain/unit';
import { prepareDatabase } from '../scripts/lib/prepare-database';
import { runApi } from '../scripts/lib/run-api';
import { runWorker } from '../scripts/lib/run-worker';
import { locateTemporal } from '../scripts/temporal/locate';
import { startTemporal } from '../scripts/temporal/server';
import { people } from './people';

const FIELDS = ['tai-chinh', 'cong-thuong', 'giao-duc-dao-tao', 'an-toan-thuc-pham', 'van-hoa-the-thao-du-lich'];
const COUNT = Number(process.argv.find((word) => /^\d+$/.test(word)) ?? 5000);
const TODAY = '2020-10-05';

/**
 * One programme with thousands of transfers, from its start to in force, without one lost: staff are ready, both parties
 * confirm each transfer over HTTP, and its gate opens with the second word.
 */
async function main(): Promise<void> {
  Runtime.install({ shutdownSignals: [], logger: new DefaultLogger('ERROR') });
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-bench-'));
  const port = 7643;
  const env = readEnv({
    ...process.env,
    MOTCUA_HOME: folder,
    MOTCUA_CONFIG: manyUnits(join(folder, 'config')),
    TEMPORAL_ADDRESS: `127.0.0.1:${port}`,
    PORT: '3643',
    LOG_LEVEL: 'fatal',
  });
  const home = openHome(folder);
  const report = () => undefined;
  const binary = await locateTemporal({ cache: env.cache, report });
  const server = await startTemporal({ binary, home: folder, port, report, ui: false });
  const pid = Number(readFileSync(join(folder, 'temporal.pid'), 'utf8'));
  const connection = await connectTemporal(env);
  await ensureNamespace(connection, env.namespace, 7);
  const clock = createClock(`${TODAY}T01:00:00.000Z`);
  await prepareDatabase(env, clock.now());
  const worker = await runWorker(env, connection, clock);
  const api = await runApi(env, home, connection, clock);
  const db = openDatabase(databasePlace(env), 'write');
  try {
    await staffEverywhere(db);
    const token = people(env, home, clock.now);
    const officers = { authority: await token('authority-officer', '87'), post: await token('post-manager', '87') };
    const post = async (path: string, bearer: string, body: object) => {
      const response = await fetch(`${api.url}/api/v1${path}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${bearer}`,
          'content-type': 'application/json',
          'idempotency-key': crypto.randomUUID(),
        },
        body: JSON.stringify(body),
      });
      if (response.status > 202) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      await response.arrayBuffer();
    };
    const start = performance.now();
    await post('/programmes', officers.authority, { decision: '5000/QĐ-THỬ' });
    await until(async () => (await count(db, { stage: 'preparing' })) === COUNT);
    const started = (performance.now() - start) / 1000;
    const rest: string[] = (await db('transfers').select('id')).map((row: { id: string }) => row.id);
    const one = async () => {
      for (let id = rest.shift(); id; id = rest.shift()) {
        const path = `/transfers/${id}/actions/confirm`;
        await post(path, officers.authority, { criterion: 'confirmed-by-authority', note: 'Đạt' });
        await post(path, officers.post, { criterion: 'confirmed-by-post', note: 'Đạt' });
      }
    };
    await Promise.all(Array.from({ length: 16 }, one));
    await until(async () => (await count(db, { stage: 'in-force' })) === COUNT);
    const opened = await db('ledger').where({ kind: 'opened' }).count({ n: '*' });
    const figures = {
      transfers: COUNT,
      all_started_s: Math.round(started),
      all_in_force_s: Math.round((performance.now() - start) / 1000),
      openings: Number((opened[0] as { n: number }).n),
      node_rss_mb: Math.round(process.memoryUsage().rss / 1e6),
      server_rss_mb: rssOf(pid),
    };
    console.log(process.argv.includes('--json') ? JSON.stringify(figures) : figures);
  } finally {
    await db.destroy();
    await api.stop();
    await worker.stop();
    await connection.close();
    await server.stop();
    home.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The shipped configuration with as many communes as are needed, and one decision for all of them. */
function manyUnits(folder: string): string {
  cpSync(join(__dirname, '../config/dong-thap'), folder, { recursive: true });
  const file = join(folder, 'units/communes-before-2025-07.json');
  const units = JSON.parse(readFileSync(file, 'utf8')) as Unit[];
  const [pattern] = units;
  if (!pattern) throw new Error('no commune');
  const more = Array.from({ length: Math.ceil(COUNT / FIELDS.length) }, (_, i): Unit => ({
    ...pattern,
    code: `b${i}`,
    identification: `H99.${Math.floor(i / 900) + 1}.${(i % 900) + 1}`,
  }));
  writeFileSync(file, JSON.stringify([...units, ...more]));
  const transfers = more
    .flatMap((unit) => FIELDS.map((field) => ({ unit: `${unit.code}@${unit.validFrom}`, field })))
    .slice(0, COUNT)
    .map((place) => ({ ...place, scope: 'both', effectiveOn: TODAY, plan: { id: 'direct', version: 1 } }));
  const decision = {
    number: '5000/QĐ-THỬ',
    date: '2020-10-01',
    effectiveOn: TODAY,
    title: { vi: 'Thử', en: 'Trial' },
    reference: 'không có thật',
    transfers,
    sources: ['none'],
  };
  writeFileSync(join(folder, 'decisions/5000.json'), JSON.stringify(decision));
  return folder;
}

/** Staff and equipment written behind the product's back: what is measured is the transfers. */
async function staffEverywhere(db: ReturnType<typeof openDatabase>): Promise<void> {
  const at = '2020-06-01T00:00:00.000Z';
  const units = Array.from({ length: Math.ceil(COUNT / FIELDS.length) }, (_, i) => `b${i}@2018-08-01`);
  const staff = units.flatMap((unit) =>
    ['official', 'reserve'].map((kind) => ({
      id: `${unit.replace('@', '.')}.${kind}`,
      name: 'Trần Thị Sen',
      search_name: 'tran thi sen',
      staff_group: 'post',
      unit,
      kind,
      posted_from: '2020-06-01',
      posted_to: '2022-01-01',
      approved_by: '1/QĐ',
      published_on: '2020-06-01',
      phone: '02773898989',
      account_on: '2020-06-01',
      recorded_at: at,
    })),
  );
  const certificates = staff.flatMap(({ id, unit }) =>
    FIELDS.map((field) => ({ staff_id: id, field, unit, passed_on: '2020-06-01', recorded_at: at })),
  );
  const equipment = units.flatMap((unit) =>
    ['counter', 'computer', 'scanner', 'printer'].map((item) => ({ unit, item, count: 2, recorded_at: at })),
  );
  await db.batchInsert('staff', staff, 200);
  await db.batchInsert('certificates', certificates, 500);
  await db.batchInsert('equipment', equipment, 500);
}

async function count(db: ReturnType<typeof openDatabase>, where: object): Promise<number> {
  const [row] = await db('transfers').where(where).count({ n: '*' });
  return Number((row as { n: number }).n);
}

async function until(reached: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 900_000; Date.now() < end; await new Promise((done) => setTimeout(done, 500))) {
    if (await reached()) return;
  }
  throw new Error('not reached in 15 minutes');
}

function rssOf(pid: number): number {
  const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kb ?? 0) / 1000);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
