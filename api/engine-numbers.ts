import { Refusal, refusedAt } from '../domain/problem';
import { formatCode } from '../domain/code';
import { openUnit } from '../domain/opening';
import { unitId } from '../domain/unit';
import type { reserveNumbers } from '../workflows';
import type { NumberBlock } from './engine';
import { meaningOf } from './engine-errors';
import type { EngineParts } from './engine-temporal';
import { commandId, refuse, takeIn } from './intake';

type Order = { unit: string; date: string; count: number };

/** Reserves dossier numbers for paper; the same key reserves the same block. @throws Refusal unit-unknown, unit-closed, engine-… */
export async function reserveBlock(
  parts: EngineParts,
  key: string,
  caller: string,
  order: Order,
): Promise<NumberBlock> {
  const unit = openUnit(parts.catalogue, order.unit, order.date);
  const { identification } = unit;
  if (!identification) throw refusedAt('/unit', 'unit-unknown', { unit: order.unit });
  const id = commandId(caller, key);
  await takeIn(parts.intake, { id, dossierId: '', caller, kind: 'numbers', body: order }, parts.clock.now());
  const sequences = await sequencesOf(parts, id, {
    identification,
    date: order.date,
    count: order.count,
    commandId: id,
  });
  const codes = sequences.map((sequence) => formatCode({ identification, date: order.date, sequence }));
  return { unit: unitId(unit), date: order.date, from: sequences[0] ?? 0, to: sequences.at(-1) ?? 0, codes };
}

async function sequencesOf(
  parts: EngineParts,
  id: string,
  order: Parameters<typeof reserveNumbers>[0],
): Promise<number[]> {
  try {
    return await parts.client.withDeadline(Date.now() + parts.patienceMs, async () => {
      const handle = await parts.client.workflow.start<typeof reserveNumbers>('reserveNumbers', {
        workflowId: `numbers-${id}`,
        taskQueue: parts.taskQueue,
        args: [order],
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      });
      return handle.result();
    });
  } catch (error) {
    const meaning = meaningOf(error);
    const refusal = meaning.is === 'refused' ? meaning.refusal : new Refusal('engine-unavailable');
    throw (await refuse(parts.intake, id, refusal, parts.clock.now())) ?? refusal;
  }
}
