import { correctAppointment } from '../domain/amend';
import { Refusal } from '../domain/problem';
import { writeEvent, type Recorded, type Step } from './record-step';
import { sealContent } from './stores/events';

/**
 * Puts an appointment right, with the reason as content of its event.
 * @throws Refusal as `correctAppointment`; then the transaction leaves no trace
 */
export async function recordCorrection({ context, trx, command, body, held, at }: Step): Promise<Recorded> {
  if (!held) throw new Refusal('dossier-not-found');
  if (held.dataKey === null) throw new Refusal('dossier-erased');
  const { catalogue } = context;
  const lifecycle = catalogue.movesOf(held.state);
  const correction = { ...command, dueOn: body.corrects?.dueOn ?? '' };
  const calendarAt = (unit: string) => catalogue.calendarAt(unit);
  const decided = correctAppointment(held.state, correction, { lifecycle, calendarAt, at });
  const { event, salted } = sealContent(decided, body.content);
  await writeEvent(trx, held, event, lifecycle, { salted });
  return { event, lifecycle, touched: [] };
}
