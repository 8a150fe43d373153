import { createPublicKey, randomUUID, sign, verify } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { AccountDirectory } from '../api/account-directory';
import { authenticator } from '../api/auth';
import { signToken } from '../api/issuer/local-token';
import { requireReach, requireRole } from '../api/permit';
import { embeddedSource } from '../api/token-source';
import { insertAccount } from '../activities/stores/accounts';
import { openDatabase } from '../config/database';
import { loadConfig } from '../config/load';
import { migrate } from '../config/migrations';
import { TokenKeys } from '../config/token-keys';
import { SYSTEM } from '../domain/actor';
import { Catalogue } from '../domain/catalogue';

/*
 * What a request costs for knowing who sends it and whether he may: token, account, permission, reach. Against one bare
 * check of an ES256 signature, which every first use of a token has to pay. Milliseconds a request.
 */

const URL = 'http://localhost:3000';
const NOW = '2026-11-25T02:00:00.000Z';
const [WARM, ROUNDS, FIRST] = [20_000, 5, 300];

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-bench-token-'));
  const db = openDatabase({ file: join(folder, 'bench.db') }, 'write');
  try {
    await migrate(db);
    const catalogue = new Catalogue(loadConfig(resolve(__dirname, '../config/dong-thap')));
    const account = { id: 'an', subject: 'an', name: 'An', role: 'head-of-unit', unit: '82' } as const;
    await insertAccount(db, { ...account, kind: 'person', state: 'active' }, undefined, {
      ...{ by: SYSTEM, now: NOW, commandId: 'bench' },
    });
    const keys = new TokenKeys(folder);
    const source = embeddedSource(keys, URL, new AccountDirectory(db).find);
    const authenticate = authenticator({ ...source, catalogue: () => catalogue, now: () => NOW });
    const token = () => signToken(keys, URL, { sub: 'an', role: randomUUID(), unit: '82', seconds: 3600 });
    const check = async (header: string) => {
      const actor = await authenticate(header);
      const reach = requireRole(catalogue, actor, 'staff.record');
      requireReach(catalogue, { actor, reach }, actor.unit);
    };
    const header = `Bearer ${await token()}`;
    await perCall(WARM, () => check(header));
    const checks = await rounds(() => perCall(WARM, () => check(header)));
    const fresh = await Promise.all(Array.from({ length: FIRST * ROUNDS }, async () => `Bearer ${await token()}`));
    let next = 0;
    const firsts = await rounds(() => perCall(FIRST, () => check(fresh[next++] ?? '')));
    const floors = await rounds(() => perCall(FIRST, floorOf(keys)));
    report({ checkMs: median(checks), firstMs: median(firsts), floorMs: median(floors) });
  } finally {
    await db.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
}

function floorOf(keys: TokenKeys): () => void {
  const { key } = keys.signing;
  const spki = createPublicKey(key);
  const data = Buffer.alloc(300, 1);
  const signature = sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' });
  return () => {
    verify('sha256', data, { key: spki, dsaEncoding: 'ieee-p1363' }, signature);
  };
}

async function perCall(count: number, work: () => unknown): Promise<number> {
  const start = performance.now();
  for (let i = 0; i < count; i++) await work();
  return (performance.now() - start) / count;
}

async function rounds(work: () => Promise<number>): Promise<number[]> {
  const found: number[] = [];
  for (let i = 0; i < ROUNDS; i++) found.push(await work());
  return found;
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const round = (value: number) => Math.round(value * 10_000) / 10_000;

function report({ checkMs, firstMs, floorMs }: { checkMs: number; firstMs: number; floorMs: number }): void {
  const figures = { checkMs, firstMs, floorMs, ratio: checkMs / floorMs, firstRatio: firstMs / floorMs };
  const rounded = Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, round(value)]));
  if (process.argv.includes('--json')) return console.log(JSON.stringify(rounded));
  console.log(`token, account and permission, once known   ${rounded.checkMs} ms   ${rounded.ratio} of the floor
first use of a token                        ${rounded.firstMs} ms   ${rounded.firstRatio} of the floor
floor: one ES256 signature                  ${rounded.floorMs} ms`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
