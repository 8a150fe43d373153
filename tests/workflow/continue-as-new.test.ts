import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { WithStartWorkflowOperation } from '@temporalio/client';
import type { dossier } from '../../workflows';
import { toInstant, toMillis } from '../../domain/time';
import type { DossierInput } from '../../workflows/dossier';
import { act } from '../../workflows/dossier-messages';
import { LABOUR_RULES } from '../support/samples';
import { Stack } from '../support/stack';

const actor = { id: 'a', role: 'government-clerk' as const, unit: '82@2025-07-01', actsFor: ['82@2025-07-01'] };

describe('the dossier workflow', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await Stack.start({ clock: '2026-11-25T02:00:00.000Z' });
  });
  afterAll(() => stack?.stop());

  test('goes on in a new run without losing what it knows, and the same command is not done twice', async () => {
    const dossierId = randomUUID();
    const { procedure, unit, channel, content, documents } = LABOUR_RULES;
    await give(dossierId, 'can-1', {
      action: 'receive',
      expectedSeq: 0,
      actor,
      content,
      documents,
      opening: { procedure, unit, channel },
    });
    expect(await begin(dossierId, 'can-1', { continueAfter: 8 })).toMatchObject({ seq: 1, stage: 'accepted' });

    const handle = stack.client.workflow.getHandle<typeof dossier>(`dossier-${dossierId}`);
    const firstRun = (await handle.describe()).runId;
    await give(dossierId, 'can-2', { action: 'forward', expectedSeq: 1, actor, content: {}, documents: [] });
    const step = { commandId: 'can-2', action: 'forward', expectedSeq: 1, actor };
    expect(await handle.executeUpdate(act, { updateId: 'can-2', args: [step] })).toMatchObject({
      seq: 2,
      stage: 'forwarded',
    });
    for (let i = 0; i < 50 && (await handle.describe()).runId === firstRun; i++) await pause(100);
    expect((await handle.describe()).runId).not.toBe(firstRun);

    // The engine remembers update ids per run only: in the new run the database is what keeps a repeat from acting twice.
    await expect(handle.executeUpdate(act, { updateId: 'can-2', args: [step] })).rejects.toThrow();
    expect(await stack.db('events').where({ dossier_id: dossierId })).toHaveLength(2);
  });

  test('records that a limit passed, once, without anybody asking', async () => {
    const dossierId = randomUUID();
    const opening = { procedure: LABOUR_RULES.procedure, unit: '82', channel: 'direct' };
    const { content, documents } = LABOUR_RULES;
    await give(dossierId, `due-${dossierId}`, {
      action: 'receive',
      expectedSeq: 0,
      actor,
      content,
      documents,
      opening,
    });
    // Received at nine, to be forwarded by five: both clocks are put to two seconds before five.
    const hours = 10 * 3_600_000 - 2000 - (Date.parse(stack.clock.now()) % 86_400_000);
    await begin(dossierId, `due-${dossierId}`, { clockOffsetMs: stack.clock.offsetMs + hours });
    const before = stack.clock.now;
    stack.clock.now = () => toInstant(toMillis(before()) + hours);
    try {
      const late = async () => stack.db('events').where({ dossier_id: dossierId, action: 'late' });
      for (let i = 0; i < 100 && (await late()).length === 0; i++) await pause(100);
      await pause(1000);
      const events = await late();
      expect(events).toHaveLength(1);
      expect(JSON.parse(events[0].event)).toMatchObject({
        seq: 2,
        late: { what: 'stage', dueAt: '2026-11-25T10:00:00.000Z' },
      });
    } finally {
      stack.clock.now = before;
    }
  });

  const give = (dossierId: string, id: string, body: object) =>
    stack.db('commands').insert({
      id,
      dossier_id: dossierId,
      caller: 'a',
      kind: 'act',
      body_hash: 'x',
      body: JSON.stringify(body),
      attempt: 1,
      status: 'pending',
      sent_at: stack.clock.now(),
    });

  const begin = (dossierId: string, commandId: string, own: Partial<DossierInput>) => {
    const input: DossierInput = { v: 1, dossierId, clockOffsetMs: stack.clock.offsetMs, ...own };
    const startWorkflowOperation = new WithStartWorkflowOperation<typeof dossier>('dossier', {
      workflowId: `dossier-${dossierId}`,
      taskQueue: stack.env.taskQueue,
      args: [input],
      workflowIdConflictPolicy: 'USE_EXISTING',
    });
    return stack.client.workflow.executeUpdateWithStart(act, {
      startWorkflowOperation,
      updateId: commandId,
      args: [{ commandId, action: 'receive', expectedSeq: 0, actor }],
    });
  };
});
