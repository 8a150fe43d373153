import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import {
  BUDGET_CODE,
  crew,
  DEPARTMENTS,
  DIPLOMA_COPY,
  flat,
  LABOUR_RULES,
  PERSON,
  walk,
  WHOLE_WAY,
  type Step,
} from '../support/samples';
import startServices from '../support/global-setup';
import stopServices from '../support/global-teardown';
import { Stack } from '../support/stack';

/*
 * Records workflow histories for the replay test: `npx tsx tests/replay/record.ts <version>`.
 * A recorded history is never made anew: later code must replay what earlier code did.
 */

const ask: Step = {
  who: 'specialist',
  action: 'request-supplement',
  content: { reason: 'Thiếu dấu xác nhận của cơ quan', papers: [{ name: 'Bảng thống kê' }] },
};
const LIVES: [name: string, order: object, department: string, steps: Step[]][] = [
  ['whole-way', LABOUR_RULES, DEPARTMENTS.labour, WHOLE_WAY],
  [
    'supplement',
    BUDGET_CODE,
    DEPARTMENTS.finance,
    [...WHOLE_WAY.slice(0, 3), ask, { who: 'clerk', action: 'take-supplement' }],
  ],
  [
    'withdrawn',
    LABOUR_RULES,
    DEPARTMENTS.labour,
    [{ who: 'clerk', action: 'withdraw', content: { reason: 'Người nộp xin rút hồ sơ' } }],
  ],
  [
    'reopened',
    DIPLOMA_COPY,
    DEPARTMENTS.education,
    [
      ...WHOLE_WAY,
      { who: 'head', action: 'correct', content: { reason: 'Sai năm tốt nghiệp trên bản sao' } },
      { who: 'specialist', action: 'correction-done', content: { summary: 'Đã sửa' } },
      { who: 'clerk', action: 'return', content: { receivedBy: PERSON.name } },
    ],
  ],
];

async function record(version: string): Promise<void> {
  await startServices();
  const stack = await Stack.start({ clock: '2026-11-25T02:00:00.000Z' });
  try {
    for (const [name, order, department, steps] of LIVES) {
      const file = join(__dirname, 'histories', `${name}_${version}.json`);
      if (existsSync(file)) throw new Error(`${file} is recorded already`);
      const people = await crew(stack, department);
      const { body } = flat(await people.clerk.post('/dossiers', order));
      const { status } = await walk(people, body, steps);
      if (status !== 200) throw new Error(`${name}: ${status}`);
      const history = await stack.client.workflow.getHandle(`dossier-${body.dossierId}`).fetchHistory();
      writeFileSync(file, `${historyToJSON(history)}\n`);
    }
  } finally {
    await stack.stop();
    await stopServices();
  }
}

const [version] = process.argv.slice(2);
if (!version) throw new Error('which version?');
record(version).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
