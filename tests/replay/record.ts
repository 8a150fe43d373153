import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { publish, published } from '../../config/published';
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
import { ensureAccount } from '../../scripts/lib/accounts';
import startServices from '../support/global-setup';
import stopServices from '../support/global-teardown';
import { Stack } from '../support/stack';
import { confirmBoth, equip, officers, postStaff, until } from '../support/transfers';

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
  const save = async (name: string, workflowId: () => Promise<string>) => {
    const file = join(__dirname, 'histories', `${name}_${version}.json`);
    if (existsSync(file)) return console.log(`${file} is recorded already`);
    const history = await stack.client.workflow.getHandle(await workflowId()).fetchHistory();
    writeFileSync(file, `${historyToJSON(history)}\n`);
  };
  try {
    for (const [name, order, department, steps] of LIVES) {
      await save(name, async () => {
        const people = await crew(stack, department);
        const { body } = flat(await people.clerk.post('/dossiers', order));
        const { status } = await walk(people, body, steps);
        if (status !== 200) throw new Error(`${name}: ${status}`);
        return `dossier-${body.dossierId}`;
      });
    }
    const { transfer, programme } = await transferredAndBack(stack);
    await save('transfer', () => Promise.resolve(`transfer-${transfer}`));
    await save('programme', () => Promise.resolve(`programme-${programme}`));
    const { dossier, recount } = await datesMoved(stack);
    await save('dates-moved', () => Promise.resolve(`dossier-${dossier}`));
    await save('recount', () => Promise.resolve(`recount-${recount}`));
    const standIn = await stoodIn(stack);
    await save('stood-in', () => Promise.resolve(`dossier-${standIn}`));
    const replay = await replayed(stack);
    await save('replay', () => Promise.resolve(`replay-${replay}`));
    const verification = await verified(stack);
    await save('verification', () => Promise.resolve(`verification-${verification}`));
  } finally {
    await stack.stop();
    await stopServices();
  }
}

/** A replay of what began on the day: how many that is does not matter to its workflow. */
async function replayed(stack: Stack): Promise<string> {
  const auditor = await stack.as('auditor', '82');
  const { body } = await auditor.post('/replays', { from: '2026-11-25', to: '2026-11-25' });
  await stack.client.workflow.getHandle(`replay-${body.commandId}`).result();
  return body.commandId as string;
}

/** The whole record verified, as far as it goes. */
async function verified(stack: Stack): Promise<string> {
  const auditor = await stack.as('auditor', '82');
  const { body } = await auditor.post('/audit/verifications', {});
  await stack.client.workflow.getHandle(`verification-${body.commandId}`).result();
  return body.commandId as string;
}

/** A dossier whose appointment is put right, then moved by a decision on days off, and that goes on to its end. */
async function datesMoved(stack: Stack): Promise<{ dossier: string; recount: string }> {
  const before = await crew(stack, DEPARTMENTS.labour);
  const { body } = flat(await before.clerk.post('/dossiers', LABOUR_RULES));
  const { body: assigned } = await walk(before, body, WHOLE_WAY.slice(0, 3));
  const order = { expectedSeq: assigned.seq, dueOn: '2026-12-10', reason: 'Tính nhầm' };
  await before.head.post(`/dossiers/${body.code}/correction`, order);
  const data = await published(stack.db);
  const off = { date: '2026-12-10', name: { vi: 'Nghỉ', en: 'Off' }, decision: 'QĐ thử' };
  const calendars = data.calendars.map((calendar) => ({ ...calendar, daysOff: [...calendar.daysOff, off] }));
  await publish(stack.db, { ...data, calendars }, stack.clock.now());
  await stack.restart();
  const officer = await stack.as('authority-officer', '82');
  const { body: sent } = await officer.post('/recounts', { decision: 'QĐ thử', reason: 'Nghỉ thêm' });
  await stack.client.workflow.getHandle(`recount-${sent.commandId}`).result();
  await until(officer, `/recounts/${sent.commandId}`, ({ moved }: { moved: number }) => moved > 0);
  const after = await crew(stack, DEPARTMENTS.labour);
  const { status } = await walk(after, { code: body.code, seq: assigned.seq + 2 }, WHOLE_WAY.slice(3));
  if (status !== 200) throw new Error(`dates-moved: ${status}`);
  return { dossier: body.dossierId, recount: sent.commandId };
}

/** A dossier that is signed by the head for the signatory who is away. */
async function stoodIn(stack: Stack): Promise<string> {
  const unit = DEPARTMENTS.labour;
  const people = await crew(stack, unit);
  const [signatory, head] = (['signatory', 'head-of-unit'] as const).map((role) => ({
    id: `${role}.${unit}`,
    role,
    unit,
  }));
  if (!signatory || !head) throw new Error('nobody');
  for (const account of [signatory, head]) await ensureAccount(stack.db, account, stack.clock.now());
  const days = { from: '2026-11-25', to: '2026-12-20', basis: 'Giấy ủy quyền 1/UQ' };
  await people.signatory.post('/delegations', { delegate: head.id, ...days });
  const { body } = flat(await people.clerk.post('/dossiers', LABOUR_RULES));
  const standing = { ...people, signatory: people.head.for(signatory.id) };
  const { status } = await walk(standing, body, WHOLE_WAY);
  if (status !== 200) throw new Error(`stood-in: ${status}`);
  return body.dossierId as string;
}

const CENTRE_NOW = '82@2025-07-01';

/** A transfer that goes over, is flagged and cleared, suspended and resumed, and handed back; and its programme. */
async function transferredAndBack(stack: Stack): Promise<{ transfer: string; programme: string }> {
  const people = await officers(stack, '82');
  const order = { decision: '1/QĐ-GHI', date: '2026-11-01', effectiveOn: '2026-11-25', title: 'Ghi', reference: 'Ghi' };
  const transfers = [{ unit: '82', field: 'tai-chinh', plan: { id: 'direct', version: 1 } }];
  const { body } = await people.authority.post('/programmes', { ...order, transfers });
  const [{ id }] = (await people.authority.get('/transfers')).body.items as [{ id: string }];
  const staff = postStaff('82', ['tai-chinh'], '2026-06-01');
  const government = { ...staff[0], id: 'cong-chuc', group: 'government' as const, certificates: [] };
  const record = (who: 'post' | 'head', entries: object[]) => people[who].post('/staff', { entries });
  const sees = (fits: (body: { stage: { name: string }; flagged: unknown }) => boolean) =>
    until(people.authority, `/transfers/${id}`, fits);
  const act = (action: string, more: object) => people.authority.post(`/transfers/${id}/actions/${action}`, more);
  await record('post', staff);
  await equip(people, CENTRE_NOW);
  await confirmBoth(people, id);
  await sees(({ stage }) => stage.name === 'in-force');
  await record('post', [{ ...staff[0], leftOn: '2026-11-25' }]);
  await sees(({ flagged }) => flagged !== null);
  await record('post', staff);
  await sees(({ flagged }) => flagged === null);
  await act('suspend', { reason: 'Quầy đóng cửa' });
  await act('resume', { reason: 'Quầy mở lại' });
  await act('plan-hand-back', { on: '2026-11-25', reason: 'Chuyển trụ sở' });
  await record('head', [government]);
  await act('confirm', { criterion: 'hand-back-confirmed', note: 'Đã nhận quầy' });
  await sees(({ stage }) => stage.name === 'handed-back');
  const programme = body.programme.id as string;
  await stack.client.workflow.getHandle(`programme-${programme}`).result();
  return { transfer: id, programme };
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
