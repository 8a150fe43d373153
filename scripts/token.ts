import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isAccount, isRole, signToken } from '../api/auth';
import { readEnv } from '../config/env';
import { readKey } from '../config/home';
import { ROLES } from '../domain/process';

const USAGE = `npm run token -- --role government-clerk --unit 82 [--sub an.nguyen] [--hours 8]
  --role   ${ROLES.filter(isRole).join(', ')}
  --unit   mã đơn vị hoặc mã@ngày (unit code, or code@date)
  --hours  1 … 720`;

type Order = { role: string; unit: string; sub: string; hours: number };

/** Makes a development token, signed with this installation's own key. */
async function main(): Promise<void> {
  const order = readOrder(process.argv.slice(2));
  if (!order) {
    process.stderr.write(`${USAGE}\n`);
    process.exitCode = 1;
    return;
  }
  const { home, clock } = readEnv();
  const keys = join(home, 'keys');
  // A token may be asked for before the first start.
  mkdirSync(keys, { recursive: true, mode: 0o700 });
  const key = readKey({ path: home, keys }, 'token');
  const issuedAt = Math.floor((clock ? Date.parse(clock) : Date.now()) / 1000);
  const token = await signToken(key, { ...order, issuedAt, seconds: order.hours * 3600 });
  process.stdout.write(`${token}\n`);
}

function readOrder(args: string[]): Order | undefined {
  try {
    const { values } = parseArgs({
      args,
      options: {
        role: { type: 'string' },
        unit: { type: 'string' },
        sub: { type: 'string' },
        hours: { type: 'string' },
      },
    });
    const { role = '', unit = '', sub = `${role}.${unit}`.replace(/@/g, '.'), hours = '8' } = values;
    const order = { role, unit, sub, hours: Number(hours) };
    const valid = isRole(role) && unit !== '' && isAccount(sub) && order.hours > 0 && order.hours <= 720;
    return valid ? order : undefined;
  } catch {
    return undefined;
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
