import { correctAppointment } from '../domain/amend';
import { DOSSIER_CORRECT } from '../domain/permission-names';
import { Refusal } from '../domain/problem';
import { decide } from '../domain/reach';
import { writeEvent, type Recorded, type Step } from './record-step';
import { sealContent } from './stores/events';

/**
 * Puts an appointment right, with the reason as content of its event.
 * @throws Refusal not-your-role, and as `correctAppointment`; then the transaction leaves no trace
 */
export async function recordCorrection({ context, trx, command, body, held, at }: Step): Promise<Recorded> {
  if (!held) throw new Refusal('dossier-not-found');
  if (held.dataKey === null) throw new Refusal('dossier-erased');
  const { catalogue } = context;
  const { denied } = decide(catalogue, command.actor, DOSSIER_CORRECT);
  if (denied) throw new Refusal(denied, { action: 'correct' });
  const lifecycle = catalogue.movesOf(held.state);
  const correction = { ...command, dueOn: body.corrects?.dueOn ?? '' };
  const calendarAt = (unit: string) => catalogue.calendarAt(unit);
  const decided = correctAppointment(held.state, correction, { lifecycle, calendarAt, at });
  const { event, salted } = sealContent(decided, body.content);
  await writeEvent(trx, held, event, lifecycle, { salted });
  return { event, lifecycle, touched: [] };
}
