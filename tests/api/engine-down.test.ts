import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readEnv } from '../../config/env';
import { locateTemporal } from '../../scripts/temporal/locate';
import { startTemporal, type TemporalServer } from '../../scripts/temporal/server';
import type { Answer } from '../support/caller';
import { freePort } from '../support/postgres';
import { insist } from '../support/insist';
import { crew, DEPARTMENTS, flat, LABOUR_RULES, type Crew } from '../support/samples';
import { Stack } from '../support/stack';

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
const ORDER = { decision: '1469/QĐ-UBND-HC' };

/** A Temporal server of this test's own, that can be killed and comes back on the same file and port. */
class Engine {
  readonly home = mkdtempSync(join(tmpdir(), 'mot-cua-engine-'));
  #server: TemporalServer | undefined;

  private constructor(
    private readonly binary: string,
    private readonly port: number,
  ) {}

  static async start(): Promise<Engine> {
    const report = () => undefined;
    const engine = new Engine(await locateTemporal({ cache: readEnv().cache, report }), await freePort());
    await engine.rise();
    return engine;
  }

  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  async rise(): Promise<void> {
    const { binary, home, port } = this;
    this.#server = await startTemporal({ binary, home, port, report: () => undefined, ui: false });
  }

  async kill(): Promise<void> {
    process.kill(Number(readFileSync(join(this.home, 'temporal.pid'), 'utf8')), 'SIGKILL');
    await this.#server?.ended;
  }

  async stop(): Promise<void> {
    await this.#server?.stop();
    rmSync(this.home, { recursive: true, force: true });
  }
}

describe('when the engine is killed', () => {
  const shared = process.env.MOTCUA_TEST_TEMPORAL;
  let engine: Engine;
  let stack: Stack;
  let people: Crew;
  let known: { code: string; dossierId: string };

  beforeAll(async () => {
    engine = await Engine.start();
    process.env.MOTCUA_TEST_TEMPORAL = engine.address;
    stack = await Stack.start({ clock: '2026-11-25T02:00:00.000Z', variables: { PATIENCE_SECONDS: '8' } });
    people = await crew(stack, DEPARTMENTS.labour);
    known = flat(await people.clerk.post('/dossiers', LABOUR_RULES)).body;
  });
  afterAll(async () => {
    process.env.MOTCUA_TEST_TEMPORAL = shared;
    await stack?.stop();
    await engine?.stop();
  });

  const forward = (key: string) =>
    people.clerk.post(`/dossiers/${known.code}/actions/forward`, { expectedSeq: 1, content: {} }, key);

  async function trace(): Promise<unknown> {
    const tables = ['dossiers', 'events', 'number_register', 'ledger', 'programmes', 'transfers'];
    return Promise.all(tables.map(async (table) => [table, await stack.db(table).count({ n: '*' })]));
  }

  /** Not done, said so, and safe to send again. */
  function expectNotDone({ status, headers, body }: Answer): void {
    if (status === 202) return expect(headers.get('location')).toMatch(/^\/api\/v1\/commands\//);
    expect([status, body.code, headers.get('retry-after')]).toEqual([503, 'engine-unavailable', '5']);
    expect(body.titles).toEqual({ vi: expect.stringMatching(/\S/), en: expect.stringMatching(/safe/) });
  }

  test('steps are not done and say so, what is on record can be read, and the same key does it once it is back', async () => {
    const keys = { receive: randomUUID(), forward: randomUUID(), order: randomUUID() };
    const officer = await stack.as('authority-officer', '82');
    const sends = [
      () => people.clerk.post('/dossiers', LABOUR_RULES, keys.receive),
      () => forward(keys.forward),
      () => officer.post('/programmes', ORDER, keys.order),
    ];
    await engine.kill();
    const before = await trace();
    for (const answer of await Promise.all(sends.map((send) => send()))) expectNotDone(answer);
    expect(await trace()).toEqual(before);

    expect((await people.clerk.get(`/dossiers/${known.code}`)).body).toMatchObject({ seq: 1 });
    expect((await people.clerk.get(`/dossiers/${known.code}/timeline`)).body.items).toHaveLength(1);
    for (const path of ['/dossiers', '/work', '/board', '/procedures', '//health/live'])
      expect((await people.clerk.get(path)).status).toBe(200);
    expect((await people.clerk.upload('anh.png', new Uint8Array(Buffer.from(PIXEL, 'base64')))).status).toBe(201);
    const ready = await people.clerk.get('//health/ready');
    const parts = { status: 'not-ready', database: true, engine: false, worker: false };
    expect([ready.status, ready.body]).toEqual([503, parts]);

    await engine.rise();
    const [receipt, step, programme] = await Promise.all(sends.map(insist));
    expect([receipt?.status, step?.status, programme?.status]).toEqual([201, 200, 201]);
    expect((await sends[0]?.())?.body).toEqual(receipt?.body);
    const { dossierId } = receipt?.body.dossier ?? {};
    expect(await stack.db('dossiers').whereNot({ id: known.dossierId }).pluck('id')).toEqual([dossierId]);
    expect(await stack.db('number_register').select()).toHaveLength(2);
    expect(await stack.db('events').where({ dossier_id: known.dossierId })).toHaveLength(2);
    expect((await people.clerk.get('//health/ready')).status).toBe(200);
  });

  test('what was under way when it died is done once, whether or not its answer came', async () => {
    const before = await stack.db('dossiers').pluck('id');
    const keys = Array.from({ length: 40 }, () => randomUUID());
    const send = (key: string) => people.clerk.post('/dossiers', LABOUR_RULES, key);
    const first = Promise.all(keys.map((key, i) => pause(i * 5).then(() => send(key))));
    // Some are recorded, some are on their way, some are not sent yet.
    while ((await stack.db('dossiers').whereNotIn('id', before)).length < 5) await pause(2);
    await engine.kill();
    const answers = await first;
    for (const { status } of answers) expect([201, 202, 503]).toContain(status);
    await engine.rise();
    const again = await Promise.all(keys.map((key) => insist(() => send(key))));
    expect(again.map(({ status }) => status)).toEqual(keys.map(() => 201));
    answers.forEach((answer, i) => answer.status === 201 && expect(again[i]?.body).toEqual(answer.body));
    const made = await stack.db('dossiers').whereNotIn('id', before).orderBy('code').pluck('code');
    expect(made).toEqual(again.map(({ body }) => body.dossier.code).sort());
    const events = await stack.db('events').whereNotIn('dossier_id', before).where({ action: 'receive' });
    expect(events).toHaveLength(keys.length);
  });
});
