import * as wf from '@temporalio/workflow';

const { nothing } = wf.proxyLocalActivities<{ nothing(): Promise<number> }>({ startToCloseTimeout: '10s' });

export const step = wf.defineUpdate<number, []>('step');

/** The floor: one Update and one local activity a step, and nothing in either. */
export async function life(steps: number): Promise<void> {
  let done = 0;
  wf.setHandler(step, async () => {
    await nothing();
    return ++done;
  });
  await wf.condition(() => done >= steps && wf.allHandlersFinished());
}
