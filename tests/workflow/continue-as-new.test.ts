import { randomUUID } from 'node:crypto';
import { WithStartWorkflowOperation } from '@temporalio/client';
import type { dossier } from '../../workflows';
import { act, type DossierInput } from '../../workflows/dossier';
import { crew, DEPARTMENTS, LABOUR_RULES } from '../support/samples';
import { Stack } from '../support/stack';

describe('the dossier workflow', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await Stack.start({ clock: '2026-11-25T02:00:00.000Z' });
  });
  afterAll(() => stack?.stop());

  test('goes on in a new run without losing what it knows, and the same command is not done twice', async () => {
    const actor = { id: 'a', role: 'post-clerk' as const, unit: '82@2025-07-01', actsFor: ['82@2025-07-01'] };
    const dossierId = randomUUID();
    const give = async (commandId: string, body: object) =>
      stack.db('commands').insert({ id: commandId, dossier_id: dossierId, caller: 'a', kind: 'act', body_hash: 'x', body: JSON.stringify(body), attempt: 1, status: 'pending', sent_at: stack.clock.now() });
    const { procedure, unit, channel, content, documents } = LABOUR_RULES;
    const opening = { procedure, unit, channel };
    await give('can-1', { action: 'receive', expectedSeq: 0, actor, content, documents, opening });
    const input: DossierInput = { v: 1, dossierId, clockOffsetMs: stack.clock.offsetMs, continueAfter: 8 };
    const workflowId = `dossier-${dossierId}`;
    const startWorkflowOperation = new WithStartWorkflowOperation<typeof dossier>('dossier', { workflowId, taskQueue: stack.env.taskQueue, args: [input], workflowIdConflictPolicy: 'USE_EXISTING' });
    const first = await stack.client.workflow.executeUpdateWithStart(act, { startWorkflowOperation, updateId: 'can-1', args: [{ commandId: 'can-1', action: 'receive', expectedSeq: 0, actor }] });
    expect(first).toMatchObject({ seq: 1, stage: 'accepted' });

    const handle = stack.client.workflow.getHandle<typeof dossier>(workflowId);
    const firstRun = (await handle.describe()).runId;
    await give('can-2', { action: 'forward', expectedSeq: 1, actor, content: {}, documents: [] });
    const step = { commandId: 'can-2', action: 'forward', expectedSeq: 1, actor };
    expect(await handle.executeUpdate(act, { updateId: 'can-2', args: [step] })).toMatchObject({ seq: 2, stage: 'forwarded' });
    for (let i = 0; i < 50 && (await handle.describe()).runId === firstRun; i++) await new Promise((done) => setTimeout(done, 100));
    expect((await handle.describe()).runId).not.toBe(firstRun);

    // The engine remembers update ids per run only: in the new run the database is what keeps a repeat from acting twice.
    await expect(handle.executeUpdate(act, { updateId: 'can-2', args: [step] })).rejects.toThrow();
    expect(await stack.db('events').where({ dossier_id: dossierId })).toHaveLength(2);
  });

  test('records that a limit passed, once, without anybody asking', async () => {
    // Two seconds before the end of the working day, when a dossier received after 15:00 is to be forwarded next morning.
    const late = await Stack.start({ clock: '2026-11-25T07:59:58.000Z' });
    try {
      const people = await crew(late, DEPARTMENTS.education);
      const { body } = await people.post.post('/dossiers', LABOUR_RULES);
      const due = await late.db('dossiers').where({ id: body.dossierId }).first('stage_due_at');
      expect(due.stage_due_at).toBe('2026-11-25T10:00:00.000Z');
    } finally {
      await late.stop();
    }
  });
});
