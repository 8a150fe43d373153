import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { loadConfig } from '../../config/load';
import { Catalogue } from '../../domain/catalogue';
import { toInstant, toMillis } from '../../domain/time';
import { unitId } from '../../domain/unit';
import { inParallel } from '../../scripts/demo/pool';
import { recheck } from '../../workflows/transfer-messages';
import type { Caller } from '../support/caller';
import { SHIPPED } from '../support/config-copy';
import { freePort } from '../support/postgres';
import { Program } from '../support/program';
import { confirmBoth, equip, postStaff, until } from '../support/transfers';

const GATE = '2020-10-04T17:00:00.000Z';
const COUNT = 200;

/**
 * The program and its workflow server are killed together at the very moment at which 200 fields go over,
 * and started again a little later: each has gone over once, and from that moment on.
 */
describe('200 transfers at their gate', () => {
  const home = mkdtempSync(join(tmpdir(), 'mot-cua-gate-'));
  let began: number;
  let took: number;
  let opens: string;
  let program: Program;
  let variables: Record<string, string>;

  const setClock = (beforeGateMs: number) => {
    began = Date.now();
    opens = toInstant(toMillis(GATE) - beforeGateMs);
  };
  const productNow = () => toInstant(toMillis(opens) + Date.now() - began);
  const start = async () => {
    // A clock that goes on while nothing runs.
    program = new Program({ ...variables, MOTCUA_CLOCK: productNow() });
    await program.start();
  };

  beforeAll(async () => {
    variables = { MOTCUA_HOME: home, PORT: String(await freePort()), MOTCUA_TEMPORAL_PORT: String(await freePort()) };
    setClock(3600_000);
    const asked = Date.now();
    await start();
    // How long the next start will take on this machine.
    took = Date.now() - asked;
  });
  afterAll(async () => {
    await program.end('SIGINT');
    rmSync(home, { recursive: true, force: true });
  });

  /** Starts the program anew, some seconds before the gate, and lets every transfer set its timer by that clock. */
  async function closeToTheGate(ids: string[]): Promise<void> {
    await program.end('SIGINT');
    setClock(6000 + 2 * took);
    await start();
    const connection = await Connection.connect({ address: `127.0.0.1:${variables.MOTCUA_TEMPORAL_PORT}` });
    const { workflow } = new Client({ connection, namespace: 'mot-cua' });
    await inParallel(10, ids, (id) => workflow.getHandle(`transfer-${id}`).signal(recheck));
    await connection.close();
    // That must end before the gate, or there is nothing to see.
    expect(toMillis(GATE) - toMillis(productNow())).toBeGreaterThan(1000);
  }

  test('killed on their effective date they open exactly once', async () => {
    const people = {
      authority: program.as('authority-officer', '87'),
      post: program.as('post-manager', '87'),
      head: program.as('head-of-unit', '87'),
    };
    const places = somePlaces();
    const order = {
      decision: '200/QĐ-THỬ',
      date: '2020-10-01',
      effectiveOn: '2020-10-05',
      title: 'Thử nghiệm',
      reference: 'không có thật',
      transfers: places.map((place) => ({ ...place, plan: { id: 'direct', version: 1 } })),
    };
    expect((await people.authority.post('/programmes', order)).status).toBe(201);
    const units = [...new Set(places.map(({ unit }) => unit))];
    const fieldsOf = (unit: string) => places.filter((place) => place.unit === unit).map(({ field }) => field);
    const entries = units.flatMap((unit) => postStaff(unit, fieldsOf(unit), '2020-06-01'));
    for (let i = 0; i < entries.length; i += 100)
      expect((await people.post.post('/staff', { entries: entries.slice(i, i + 100) })).status).toBe(200);
    await inParallel(10, units, async (unit) => expect((await equip(people, unit)).status).toBe(200));
    const ids = await allTransfers(people.authority);
    expect(ids).toHaveLength(COUNT);
    await inParallel(10, ids, async (id) => {
      for (const { status } of await confirmBoth(people, id)) expect(status).toBe(200);
    });
    await closeToTheGate(ids);

    await pause(toMillis(GATE) - toMillis(productNow()) + 250);
    killServer(home);
    await program.end('SIGKILL');
    await start();

    const authority = program.as('authority-officer', '87');
    for (const id of ids) {
      const transfer = await until(authority, `/transfers/${id}`, ({ stage }) => stage.name === 'in-force');
      expect(transfer.stage.name).toBe('in-force');
      expect(transfer.gates.at(-1)).toMatchObject({ dateAt: GATE, openedAt: GATE });
      const events = (await authority.get(`/transfers/${id}/events`)).body.items as { kind: string; seq: number }[];
      expect(events.filter(({ kind }) => kind === 'opened')).toHaveLength(2);
      expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
    }
    const coverage = await authority.get('/coverage?date=2020-10-05');
    expect(coverage.status).toBe(200);
  }, 900_000);
});

/** Fields that units of the province serve on that day. */
function somePlaces(): { unit: string; field: string }[] {
  const catalogue = new Catalogue(loadConfig(SHIPPED));
  const open = catalogue.data.units.filter((unit) => catalogue.unitAt(unitId(unit), '2020-10-05') === unit);
  return open
    .flatMap((unit) =>
      catalogue.data.fields
        .filter(({ code }) => catalogue.servesField(unit, code, '2020-10-05'))
        .map(({ code }) => ({ unit: unitId(unit), field: code })),
    )
    .slice(0, COUNT);
}

async function allTransfers(caller: Caller): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor = ''; ;) {
    const { body } = await caller.get(`/transfers?limit=100${cursor && `&cursor=${cursor}`}`);
    ids.push(...(body.items as { id: string }[]).map(({ id }) => id));
    if (body.next === null) return ids;
    cursor = body.next;
  }
}

function killServer(folder: string): void {
  const pid = Number(readFileSync(join(folder, 'temporal.pid'), 'utf8'));
  process.kill(pid, 'SIGKILL');
}
