import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readEnv } from '../../config/env';
import setUp, { tearDown, type WithShared } from '../support/global-setup';
import { DIPLOMA_COPY, flat, LABOUR_RULES } from '../support/samples';
import { Stack } from '../support/stack';
import { fuzz, schemathesis } from './schemathesis';

/** Who asks: one round each, since each may do other things. */
const ROUNDS = [
  'government-clerk',
  'head-of-unit',
  'authority-officer',
  'auditor',
  'administrator',
  'post-manager',
  'process-owner',
  'leader',
];

/**
 * Sends the running API whatever its contract allows, and what it forbids, in the name of each role: what `npm run test:fuzz`
 * runs. `--minutes` for all rounds together, `--roles` for some of them, `--seed` for other data than the last time,
 * `--phases examples,coverage` for what is the same every time.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '16' },
      roles: { type: 'string', default: ROUNDS.join(',') },
      seed: { type: 'string', default: '20261128' },
      phases: { type: 'string', default: 'examples,coverage,fuzzing,stateful' },
      report: { type: 'string' },
    },
  });
  const program = schemathesis(readEnv().cache);
  await setUp({ testPathPatterns: { patterns: ['fuzz'] } });
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-fuzz-'));
  const stack = await Stack.start({ variables: { REQUESTS_PER_MINUTE: '0', LOG_LEVEL: 'error' } });
  try {
    copyFileSync(join(__dirname, 'hooks.py'), join(folder, 'fuzz_hooks.py'));
    const config = join(folder, 'schemathesis.toml');
    writeFileSync(config, await configFor(stack));
    const roles = values.roles.split(',');
    const seconds = Math.ceil((Number(values.minutes) * 60) / roles.length);
    const { phases } = values;
    let worst = 0;
    for (const role of roles) {
      console.log(`fuzz: as ${role}, ${seconds} s, seed ${values.seed}`);
      const { token } = await stack.as(role, '82');
      const report = join(values.report ?? folder, `${role}.ndjson`);
      worst = Math.max(
        worst,
        await fuzz({ program, config, url: stack.api.url, token, seconds, seed: Number(values.seed), phases, report }),
      );
    }
    return worst;
  } finally {
    await stack.stop();
    const { motCuaTests } = globalThis as WithShared;
    if (motCuaTests) await tearDown(motCuaTests);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Ids of things that are there, so that not every question ends in 404; and what a schema cannot say. */
async function configFor(stack: Stack): Promise<string> {
  const clerk = await stack.as('government-clerk', '82');
  const [dossier] = await Promise.all([LABOUR_RULES, DIPLOMA_COPY].map((body) => clerk.post('/dossiers', body)));
  const ref = dossier && (flat(dossier).body.code as string);
  return `
hooks = "fuzz_hooks"
# No server error, no answer that the document does not know, nothing accepted that it forbids. What a schema allows may
# still be refused for what is on record, and things that were made are never unmade here.
[checks]
positive_data_acceptance.enabled = false
use_after_free.enabled = false
ensure_resource_availability.enabled = false
object_level_authorization.enabled = false
[phases.coverage]
# Hooks do not reach this phase, and it sends empty parameters; the next one does the same with them.
checks.negative_data_rejection.enabled = false
[parameters]
"path.ref" = "${ref}"
"path.unit" = "82"
[[operations]]
# Any text is a list: what is wrong with it is told row by row, in a good answer.
include-operation-id = "importStaff"
checks.negative_data_rejection.enabled = false
[[operations]]
# The example is written by hand; the tool cannot make another one of it twice the same.
include-operation-id = "openDossier"
phases.examples.enabled = false
`;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
