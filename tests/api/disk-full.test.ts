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
    await receive(randomUUID());
    for (const [truncate, left] of [[false, 0],[false,0], [true, 0], [false, 16384], [true, 16384], [true, 16384], [true,20480], [true, 49152],[true,49152]] as const) {
      const fillers: string[] = [];
      if (truncate) await stack.db.raw('PRAGMA wal_checkpoint(TRUNCATE)');
      fill(left);
      const keys = Array.from({ length: 6 }, () => randomUUID());
      for (const k of keys) { const a = await receive(k); fillers.push(`${a.status} ${a.body.code ?? ''}`); }
      const e = await stack.db('commands').insert({ id: randomUUID(), dossier_id: 'x', caller: 'x', kind: 'x', body_hash: 'x', attempt: 1, status: 'refused', sent_at: 'x' }).then(() => 'ok', (x: Error & { code: string }) => `${x.code} ${x.message.slice(-80)}`);
      const st = await stack.db('commands').select('id', 'status', 'problem');
      rmSync(filling, { force: true });
      const again: string[] = [];
      for (const k of keys) { const a = await receive(k); again.push(`${a.status} ${a.body.code ?? ''}`); }
      process.stderr.write(`T=${truncate} left=${left}: ${fillers.join(',')} | ${e} | ${st.filter((r) => r.status === 'pending').length} pending | ${again.join(',')}\n`);
    }
  }, 300_000);
});
