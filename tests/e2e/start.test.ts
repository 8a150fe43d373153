import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answer } from '../support/caller';
import { freePort } from '../support/postgres';
import { Program } from '../support/program';
import { BUDGET_CODE, DEPARTMENTS, DIPLOMA_COPY, LABOUR_RULES, walk, WHOLE_WAY, type Crew } from '../support/samples';

const KINDS = [
  { order: LABOUR_RULES, department: DEPARTMENTS.labour },
  { order: BUDGET_CODE, department: DEPARTMENTS.finance },
  { order: DIPLOMA_COPY, department: DEPARTMENTS.education },
];

type Life = { key: string; order: object; people: Crew; seq: number; code?: string };

describe('npm start', () => {
  const home = mkdtempSync(join(tmpdir(), 'mot-cua-e2e-'));
  let variables: Record<string, string>;
  let program: Program;

  beforeAll(async () => {
    variables = { MOTCUA_HOME: home, PORT: String(await freePort()), MOTCUA_TEMPORAL_PORT: String(await freePort()) };
    program = new Program(variables);
    await program.start();
  });
  afterAll(async () => {
    await program.end('SIGINT');
    rmSync(home, { recursive: true, force: true });
  });

  test('killed in the middle of its work it goes on where its last answers said, and nothing is doubled', async () => {
    const lives = Array.from({ length: 30 }, (_, i) => begin(i));
    const working = Promise.all(lives.map(live));
    await new Promise((done) => setTimeout(done, 1500));
    await program.end('SIGKILL');
    await working;
    await program.start();

    // Every caller sends what it got no answer to again, under the same key.
    for (const life of lives) {
      const receipt = await life.people.clerk.post('/dossiers', life.order, life.key);
      expect(receipt.status).toBe(201);
      if (life.code) expect(receipt.body.dossier.code).toBe(life.code);
      life.code = receipt.body.dossier.code;
      const dossier = await life.people.clerk.get(`/dossiers/${life.code}`);
      expect(dossier.body.seq).toBeGreaterThanOrEqual(life.seq);
      // One step may have been carried out whose answer was lost; never more.
      expect(dossier.body.seq).toBeLessThanOrEqual(Math.max(life.seq, 1) + 1);
      const { body } = await walk(
        life.people,
        { code: dossier.body.code, seq: dossier.body.seq },
        WHOLE_WAY.slice(dossier.body.seq - 1),
      );
      expect(body).toMatchObject({ stage: 'returned', seq: 8, closed: true });
    }
    expect(new Set(lives.map((life) => life.code)).size).toBe(30);
    const day = lives[0]?.code?.slice(4, 10) ?? '';
    const register = await program
      .as('government-clerk', '82')
      .get(`/units/82/numbers?date=20${day.replace(/(..)(..)(..)/, '$1-$2-$3')}`);
    expect(register.body).toMatchObject({ last: 30, gaps: [] });
  });

  test('a second start on the same folder says so and exits with 1', async () => {
    const { code, said } = await new Program({ ...variables, PORT: String(await freePort()) }).run();
    expect(code).toBe(1);
    expect(said).toMatch(/is in use by another process/);
  });

  test.each([
    ['a port that is taken', async () => ({ PORT: await takenPort() }), /taken by another program/],
    [
      'a folder that is a file',
      () => Promise.resolve({ MOTCUA_HOME: file() }),
      /is a file, not a folder|cannot be written/,
    ],
    ['a configuration with faults', () => Promise.resolve({ MOTCUA_CONFIG: emptyFolder() }), /cấu hình|configuration/i],
  ])('%s is a clear message and exit 1', async (_, wrong, message) => {
    const own = {
      MOTCUA_HOME: emptyFolder(),
      PORT: String(await freePort()),
      MOTCUA_TEMPORAL_PORT: String(await freePort()),
    };
    const { code, said } = await new Program({ ...own, ...(await wrong()) }).run();
    expect(said).toMatch(message);
    expect(said).not.toMatch(/\n\s+at /);
    expect(code).toBe(1);
  });

  const crews = new Map<string, Crew>();
  const begin = (i: number): Life => {
    const { order, department } = KINDS[i % KINDS.length] ?? { order: LABOUR_RULES, department: DEPARTMENTS.labour };
    const people = crews.get(department) ?? {
      clerk: program.as('government-clerk', '82'),
      head: program.as('head-of-unit', department),
      specialist: program.as('specialist', department),
      signatory: program.as('signatory', department),
    };
    crews.set(department, people);
    return { key: `receipt-${i}`, order, people, seq: 0 };
  };
});

/** Works until an answer does not come. */
async function live(life: Life): Promise<void> {
  const ask = async (send: Promise<Answer>) => send.catch(() => undefined);
  const receipt = await ask(life.people.clerk.post('/dossiers', life.order, life.key));
  if (receipt?.status !== 201) return;
  life.code = receipt.body.dossier.code;
  life.seq = 1;
  for (const { who, action, content = {} } of WHOLE_WAY) {
    const answer = await ask(
      life.people[who].post(`/dossiers/${life.code}/actions/${action}`, { expectedSeq: life.seq, content }),
    );
    if (answer?.status !== 200) return;
    life.seq = answer.body.dossier.seq;
  }
}

async function takenPort(): Promise<string> {
  const port = await freePort();
  const server = createServer().listen(port, '127.0.0.1').unref();
  await once(server, 'listening');
  return String(port);
}

function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), 'mot-cua-e2e-'));
}

function file(): string {
  const path = join(emptyFolder(), 'file');
  writeFileSync(path, '');
  return path;
}
