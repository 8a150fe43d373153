import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Program } from '../support/program';

/** Three days of work at the counters: the copies of diplomas are returned by then. */
const UNTIL = '2018-08-03';

describe('npm run demo', () => {
  const home = mkdtempSync(join(tmpdir(), 'mot-cua-demo-'));
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  test('its beginning is played to the end by everybody, with an account each', async () => {
    const { code, said } = await new Program({ MOTCUA_HOME: home }, 'scripts/demo.ts', ['--until', UNTIL]).run();
    expect(Number(/\(returned\) +(\d+)/.exec(said)?.[1] ?? said)).toBeGreaterThan(0);
    expect(said).toMatch(/\(dossiers left there\) +0\n/);
    expect(code).toBe(0);

    // What it leaves opens with what it says, keys and seals among it.
    const [, clock = ''] = /MOTCUA_CLOCK=(\S+)/.exec(said) ?? [];
    const record = await new Program({ MOTCUA_HOME: home, MOTCUA_CLOCK: clock }, 'scripts/audit-verify.ts').run();
    expect([record.code, record.said]).toEqual([0, expect.stringMatching(/seals\) 2,.*faults\) 0/)]);
  });

  test('a day that is none of the pilot is told', async () => {
    const { code, said } = await new Program({ MOTCUA_HOME: home }, 'scripts/demo.ts', ['--until', '2030-01-01']).run();
    expect([code, said]).toEqual([1, expect.stringContaining('“2030-01-01”')]);
  });
});
