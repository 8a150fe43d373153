import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { crew, DEPARTMENTS, LABOUR_RULES, type Crew } from '../support/samples';
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
const TABLES = ['dossiers', 'events', 'contents', 'parties', 'documents', 'attachments', 'outbox', 'number_register'];
const PDF = new Uint8Array(Buffer.from(`%PDF-1.4\n${'x'.repeat(200_000)}\n%%EOF`));

(disk ? describe : describe.skip)('on a full disk (needs the right to mount one)', () => {
  let stack: Stack;
  let people: Crew;
  const filling = join(disk ?? '', 'filling');

  beforeAll(async () => {
    // The stack makes its folder where temporary files go.
    const there = jest.spyOn(os, 'tmpdir').mockReturnValue(disk ?? '');
    stack = await Stack.start({ clock: '2026-11-25T02:00:00.000Z' });
    there.mockRestore();
    people = await crew(stack, DEPARTMENTS.labour);
  });
  afterAll(async () => {
    rmSync(filling, { force: true });
    await stack?.stop();
    execFileSync('umount', ['-l', disk ?? '']);
    rmSync(disk ?? '', { recursive: true });
  });

  /** Leaves so many bytes; with none, nothing that the database wants to write next fits. */
  async function fill(leave = 0): Promise<void> {
    await stack.db.raw('PRAGMA wal_checkpoint(TRUNCATE)');
    const file = openSync(filling, 'w');
    try {
      for (;;) {
        const { bavail, bsize } = statfsSync(disk ?? '');
        if (bavail * bsize <= leave) break;
        writeSync(file, Buffer.alloc(Math.min(65_536, bavail * bsize - leave)));
      }
    } finally {
      closeSync(file);
    }
  }
  const trace = async () =>
    Promise.all(TABLES.map(async (table) => Number((await stack.db(table).count({ n: '*' }))[0]?.n)));

  test('a receipt and a file are refused as such, nothing is half-written, and the same key works once there is room', async () => {
    expect((await people.clerk.post('/dossiers', LABOUR_RULES)).status).toBe(201);
    const before = await trace();
    await fill();
    const refused = await people.clerk.post('/dossiers', LABOUR_RULES, 'while-full');
    expect([refused.status, refused.body.code]).toEqual([507, 'storage-full']);
    expect(refused.body.titles).toEqual({ vi: expect.any(String), en: expect.any(String) });
    const file = await people.clerk.upload('don.pdf', PDF);
    expect([file.status, file.body.code]).toEqual([507, 'storage-full']);
    expect(await trace()).toEqual(before);
    expect((await people.clerk.get('/work')).status).toBe(200);
    rmSync(filling);
    const received = await people.clerk.post('/dossiers', LABOUR_RULES, 'while-full');
    expect([received.status, received.body.dossier?.code]).toEqual([201, 'H20-261125-0002']);
    expect((await people.clerk.upload('don.pdf', PDF)).status).toBe(201);
  });

  // Room for the command, or for a part of the step, and then none: what the engine remembers must not be the last word.
  test.each([12, 16, 20, 24, 32, 40, 48])(
    'with %d kB left, the first repeat once there is room is a receipt',
    async (kilobytes) => {
      await fill(kilobytes * 1024);
      const keys = [1, 2, 3].map((n) => `left-${kilobytes}-${n}`);
      for (const key of keys) {
        const { status } = await people.clerk.post('/dossiers', LABOUR_RULES, key);
        expect([201, 507]).toContain(status);
      }
      rmSync(filling);
      for (const key of keys) expect((await people.clerk.post('/dossiers', LABOUR_RULES, key)).status).toBe(201);
      const counted = await stack.db('number_register').count({ n: '*', last: stack.db.raw('distinct dossier_id') });
      expect(Number(counted[0]?.n)).toBe(Number(counted[0]?.last));
    },
  );
});
