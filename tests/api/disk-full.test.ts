import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, statfsSync, writeSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import type { Answer } from '../support/caller';
import { crew, DEPARTMENTS, flat, LABOUR_RULES, type Crew } from '../support/samples';
import { Stack } from '../support/stack';

/** A small disk of its own, which only the superuser may mount; nothing where that is not allowed. */
function smallDisk(): string | undefined {
  const folder = mkdtempSync(join(os.tmpdir(), 'mot-cua-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
}

const disk = smallDisk();
const TABLES = 'dossiers events contents parties documents attachments outbox number_register number_counters ledger';
const TEXT = (bytes: number) => new Uint8Array(Buffer.from(`%PDF-1.4\n${'x'.repeat(bytes)}\n%%EOF`));

(disk ? describe : describe.skip)('on a full disk (needs the right to mount one)', () => {
  let stack: Stack;
  let people: Crew;
  const filling = join(disk ?? '', 'filling');

  beforeAll(async () => {
    // The stack makes its folder where temporary files go.
    const there = jest.spyOn(os, 'tmpdir').mockReturnValue(disk ?? '');
    stack = await Stack.start({ clock: '2026-11-25T02:00:00.000Z' });
    there.mockRestore();
    expect(stack.env.home.startsWith(disk ?? '-')).toBe(true);
    people = await crew(stack, DEPARTMENTS.labour);
  });
  afterAll(async () => {
    await stack?.stop();
    execFileSync('umount', ['-l', disk ?? '']);
    rmSync(disk ?? '', { recursive: true });
  });
  afterEach(() => rmSync(filling, { force: true }));

  /** Leaves so many bytes. */
  function fill(left = 0): void {
    rmSync(filling, { force: true });
    const file = openSync(filling, 'w');
    try {
      for (;;) {
        const { bavail, bsize } = statfsSync(disk ?? '');
        if (bavail * bsize <= left) break;
        writeSync(file, Buffer.alloc(Math.min(65_536, bavail * bsize - left)));
      }
    } finally {
      closeSync(file);
    }
  }
  async function trace() {
    const rows = TABLES.split(' ').map(async (table) => [table, await stack.db(table).count({ n: '*' })]);
    const commands = await stack.db('commands').where({ status: 'done' }).count({ n: '*' });
    return { ...Object.fromEntries(await Promise.all(rows)), commands };
  }
  const receive = (key: string) => people.clerk.post('/dossiers', LABOUR_RULES, key);

  test('explore', async () => {
    const out: unknown[] = [];
    await receive(randomUUID());
    for (const left of [0, 4096, 8192, 12288, 16384, 20480, 24576, 32768, 49152, 65536, 98304, 131072, 262144]) {
      // shrink WAL
      await stack.db.raw('PRAGMA wal_checkpoint(TRUNCATE)');
      const before = JSON.stringify(await trace());
      fill(left);
      const keys = [randomUUID(), randomUUID(), randomUUID()];
      const t = Date.now();
      const answers: Answer[] = [];
      for (const k of keys) answers.push(await receive(k));
      const ms = Date.now() - t;
      const same = JSON.stringify(await trace()) === before;
      const statuses = await stack.db('commands').whereNot({ status: 'done' }).select('status', 'problem', 'attempt');
      rmSync(filling, { force: true });
      const again: Answer[] = [];
      for (const k of keys) again.push(await receive(k));
      out.push([
        left,
        answers.map((a) => `${a.status} ${a.body.code ?? ''}`).join(','),
        ms,
        same,
        again.map((a) => `${a.status} ${a.body.code ?? ''}`).join(','),
        JSON.stringify(statuses),
      ]);
    }
    process.stderr.write('OUT\n' + out.map((o) => (o as unknown[]).join(' | ')).join('\n') + '\n');
    const { body } = flat(await receive(randomUUID()));
    fill();
    const up = await people.clerk.upload('a.pdf', TEXT(300_000));
    const up2 = await people.clerk.upload('a.pdf', TEXT(10));
    const dirs = readdirSync(stack.env.home, { recursive: true });
    process.stderr.write(`UP ${up.status} ${JSON.stringify(up.body)} ${up2.status} ${dirs.join(' ')}\n`);
    process.stderr.write(
      `GET ${(await people.clerk.get(`/dossiers/${body.code}`)).status} ready ${JSON.stringify((await people.clerk.get('//health/ready')).body)}\n`,
    );
  }, 300_000);
});
