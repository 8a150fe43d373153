import type { CommandBody } from '../../config/command-body';
import { checkCorrector } from '../../domain/amend';
import { intakeOn, spansOn, specialOf, type Span } from '../../domain/calendar';
import { dueOf } from '../../domain/deadline';
import { registeredUnit } from '../register-access';
import { refusedAt } from '../../domain/problem';
import { punctualityOf } from '../../domain/punctuality';
import { addDays, type LocalDate } from '../../domain/time';
import { unitId } from '../../domain/unit';
import { ok, signedIn, type Handler } from '../call';
import { stateOf, visibleDossier } from '../reads/dossiers';
import { eventsOf } from '../reads/timeline';
import { stepReply } from '../step-reply';
import { actorView, stageView, unitName } from '../views';

/** How a dossier keeps its time: why its appointment is that day, how it has moved, and in whose hands the time went. */
export const readTime: Handler = signedIn(async ({ read, catalogue }, call) => {
  const row = await visibleDossier({ read, catalogue }, call, call.path.ref ?? '');
  call.about(row.code ?? row.id);
  const state = stateOf(row);
  const recorded = await eventsOf(read, row.id);
  const events = recorded.map(({ event }) => event);
  const calendar = catalogue.calendarAt(state.units.receiving);
  const reckoned = { lifecycle: catalogue.movesOf(state), calendar, now: call.now };
  const { stages, ...punctuality } = punctualityOf(state, events, reckoned);
  const { periodFrom } = state.clock;
  const limit = state.receipt?.limit;
  const why = limit && periodFrom ? { from: periodFrom, limit, ...dueOf(calendar, limit, periodFrom) } : undefined;
  return ok({
    ...punctuality,
    finishedAt: punctuality.finishedAt ?? null,
    firstDueAt: punctuality.firstDueAt ?? null,
    dueAt: punctuality.dueAt ?? null,
    reckoning: why
      ? { from: why.from, limit: why.limit, dueAt: why.at, firstDay: why.firstDay, skipped: why.skipped }
      : null,
    moved: recorded
      .filter(({ event }, i) => i > 0 && event.clock.dueAt !== events[i - 1]?.clock.dueAt)
      .map(({ event, content }) => ({
        seq: event.seq,
        at: event.at,
        kind: event.kind,
        action: event.action,
        by: actorView(event.by),
        dueAt: event.clock.dueAt ?? null,
        reason: typeof content?.reason === 'string' ? content.reason : null,
      })),
    stages: stages.map(({ stage, unit, to, dueAt, ...rest }) => ({
      stage: stageView(catalogue, state, stage),
      unit: unitName(catalogue, unit),
      ...rest,
      to: to ?? null,
      dueAt: dueAt ?? null,
    })),
  });
});

type CorrectionBody = { expectedSeq: number; dueOn: LocalDate; reason: string; legal?: string };

/** Puts an appointment right that was reckoned wrongly. It stays on the record, and the first date with it. */
export const correctAppointment: Handler = signedIn(async (ctx, call) => {
  const row = await visibleDossier(ctx, call, call.path.ref ?? '');
  call.about(row.code ?? row.id);
  const { expectedSeq, dueOn, reason, legal } = call.body as CorrectionBody;
  const state = stateOf(row);
  // A key that is sent again after its step was done must get the first answer.
  if (expectedSeq === state.seq) checkCorrector(state, call.actor);
  const content = { dueOn, reason, ...(legal !== undefined && { legal }) };
  const body: CommandBody = {
    action: 'corrected',
    expectedSeq,
    actor: call.actor,
    content,
    documents: [],
    corrects: { dueOn },
  };
  return stepReply(ctx, await ctx.engine.correct(call.key, row.id, body), 200, false);
});

/** Days of a calendar that are given in one answer. */
const MOST_DAYS = 400;

/** The working time of a unit, day by day, each that is not as its weekday with its reason and decision. */
export const readCalendar: Handler = signedIn(({ catalogue }, call) => {
  const unit = unitId(registeredUnit(catalogue, call.path.unit ?? '', call.today));
  const { from = call.today, to = addDays(from, 30) } = call.query as { from?: LocalDate; to?: LocalDate };
  if (to < from || to > addDays(from, MOST_DAYS)) throw refusedAt('/query/to', 'span-too-long', { days: MOST_DAYS });
  const calendar = catalogue.calendarAt(unit);
  const days = [];
  for (let date = from; date <= to; date = addDays(date, 1)) {
    const special = specialOf(calendar, date);
    days.push({
      date,
      hours: spansOn(calendar, date).map(clockTimes),
      intake: intakeOn(calendar, date).map(clockTimes),
      ...(special && { reason: special.name, ...(special.decision && { decision: special.decision }) }),
    });
  }
  return ok({ unit: unitName(catalogue, unit), from, to, days });
});

function clockTimes([from, to]: Span): [string, string] {
  return [clockTime(from), clockTime(to)];
}

function clockTime(minutes: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
