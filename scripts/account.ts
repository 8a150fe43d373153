import { parseArgs } from 'node:util';
import { createClock } from '../config/clock';
import { openDatabase } from '../config/database';
import { databasePlace, readEnv } from '../config/env';
import { accountName } from '../domain/account';
import { ACCOUNT_ROLES } from '../domain/permission';
import { ensureAccount } from './lib/accounts';
import { prepareDatabase } from './lib/prepare-database';

const USAGE = `npm run account -- --id quan-tri --role administrator --unit 82 --subject 3f2a… [--name "Nguyễn Văn Ân"]
  --subject  mã (sub) của người đó tại nơi đăng nhập khác (who he is at the issuer elsewhere)
  --role     ${ACCOUNT_ROLES.join(', ')}`;

/**
 * Makes an account for somebody whom an issuer elsewhere knows: the first administrator, whom nobody else can let in.
 * The account has no password.
 */
async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const options = { id: text, role: text, unit: text, subject: text, name: text };
  const { id: given = '', role: wanted, unit, subject, name } = parseArgs({ options }).values;
  const [id, role] = [accountName(given), ACCOUNT_ROLES.find((each) => each === wanted)];
  if (!id || !role || !unit || !subject) throw new Error(USAGE);
  const env = readEnv();
  const now = createClock(env.clock).now();
  const db = openDatabase(databasePlace(env), 'write');
  try {
    if (!(await db.schema.hasTable('accounts'))) await prepareDatabase(env, now);
    const account = await ensureAccount(db, { id, role, unit, subject, ...(name && { name }) }, now);
    console.log(`${account.id}: ${account.role}, ${account.unit}, ${account.subject}`);
  } finally {
    await db.destroy();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
