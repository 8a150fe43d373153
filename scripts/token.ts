import { parseArgs } from 'node:util';
import { signToken } from '../api/issuer/local-token';
import { createClock } from '../config/clock';
import { openDatabase } from '../config/database';
import { databasePlace, readEnv } from '../config/env';
import { openHome } from '../config/home';
import { TokenKeys } from '../config/token-keys';
import { accountName } from '../domain/account';
import { ACCOUNT_ROLES, type AccountRole } from '../domain/permission';
import { ensureAccount } from './lib/accounts';
import { prepareDatabase } from './lib/prepare-database';

const USAGE = `npm run token -- --role government-clerk --unit 82 [--sub an.nguyen] [--hours 8]
  --role   ${ACCOUNT_ROLES.join(', ')}
  --unit   mã đơn vị hoặc mã@ngày (unit code, or code@date)
  --hours  1 … 720`;

type Order = { role: AccountRole; unit: string; sub: string; hours: number };

/** Makes an account for a role at a unit, if there is none, and a token for it, signed with this installation's own key. */
async function main(): Promise<void> {
  const order = readOrder(process.argv.slice(2));
  if (!order) {
    process.stderr.write(`${USAGE}\n`);
    process.exitCode = 1;
    return;
  }
  const env = readEnv();
  const home = openHome(env.home, { exclusive: false });
  const db = openDatabase(databasePlace(env), 'write');
  const now = createClock(env.clock).now();
  try {
    // A token may be asked for before the first start.
    if (!(await db.schema.hasTable('accounts'))) await prepareDatabase(env, now);
    const { sub: id, role, unit, hours } = order;
    await ensureAccount(db, { id, role, unit }, now);
    const token = await signToken(new TokenKeys(home.keys), env.publicUrl, {
      sub: id,
      role,
      unit,
      seconds: hours * 3600,
    });
    process.stdout.write(`${token}\n`);
  } finally {
    await db.destroy();
  }
}

function readOrder(args: string[]): Order | undefined {
  try {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({ args, options: { role: text, unit: text, sub: text, hours: text } });
    const { unit = '', hours = '8' } = values;
    const role = ACCOUNT_ROLES.find((each) => each === values.role);
    const sub = accountName(values.sub ?? `${values.role}.${unit}`.replace(/@/g, '.'));
    const valid = role && sub && unit !== '' && Number(hours) > 0 && Number(hours) <= 720;
    return valid ? { role, unit, sub, hours: Number(hours) } : undefined;
  } catch {
    return undefined;
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
