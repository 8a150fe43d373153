import type { Knex } from 'knex';
import type { CommandBody, OpeningBody } from '../config/command-body';
import { checkAskedPapers, checkContent } from '../config/content-check';
import { requireCounter } from '../config/responsibility';
import { requireSecondPerson } from '../config/second-person';
import {
  checkCommand,
  checkOpening,
  evolve,
  takeStep,
  type Command,
  type DossierEvent,
  type DossierState,
  type Receipt,
} from '../domain/dossier';
import { requireField, type DossierUnits } from '../domain/actor';
import { groupOf } from '../domain/authority';
import { planOpening } from '../domain/opening';
import { Refusal, refusedAt } from '../domain/problem';
import type { Channel, Procedure } from '../domain/procedure';
import { NEW, stageOf, type Lifecycle } from '../domain/process';
import { isOpen } from '../domain/unit';
import { localDate, type Instant } from '../domain/time';
import type { ActivityContext } from './context';
import { CHAIN_START, chainHash } from '../config/chain';
import type { SaltedContent } from '../config/encrypted';
import { vaultOf } from '../config/vault';
import { appendEvent, sealContent, writeContent } from './stores/events';
import { countsInTrial, writeDossier, type StoredDossier } from './stores/dossiers';
import { trialsOf } from './stores/transfers';
import { issueCode, useReservedCode } from './stores/numbers';
import { putOut } from './stores/outbox';
import { papersOf, resolveUploads, writePapers } from './stores/papers';
import { writeParties } from './stores/parties';
import { together } from './transaction';

/** `touched` are transfers on trial whose figures the step has changed. */
export type Recorded = { event: DossierEvent; lifecycle: Lifecycle; touched: string[] };

export type Step = {
  context: ActivityContext;
  trx: Knex;
  dossierId: string;
  command: Command;
  body: CommandBody;
  /** The dossier as last written. */
  held: StoredDossier | undefined;
  at: Instant;
};

/**
 * Carries out one command inside a transaction: decides on the state in the database, then writes event, content,
 * papers, people and projection together.
 * @throws Refusal for everything that may be refused; then the transaction leaves no trace
 */
export async function recordStep(step: Step): Promise<Recorded> {
  const { body, held } = step;
  if (body.opening) {
    if (held) throw new Refusal('stale-sequence', { expected: 0, actual: held.state.seq });
    return openDossier(step, body.opening);
  }
  if (!held) throw new Refusal('dossier-not-found');
  return moveDossier(step, held);
}

async function openDossier(step: Step, opening: OpeningBody): Promise<Recorded> {
  const { context, dossierId, command, at } = step;
  const { catalogue } = context;
  const from = opening.paper?.receivedAt ?? at;
  if (from > at) throw new Refusal('number-not-reserved', { code: opening.paper?.code ?? '' });
  const { procedure, units, rules, lifecycle } = planOpening(catalogue, opening, localDate(from));
  const rule = checkOpening(lifecycle, command.action, command.actor, units);
  requireField(command.actor, procedure.field);
  // A portal hands in what people send it, and stands at no counter.
  if (command.actor.role === 'portal' && opening.channel !== 'online') throw refusedAt('/channel', 'not-your-role');
  const counter = { unit: units.receiving, field: procedure.field, at: from };
  await requireCounter(step.trx, lifecycle, NEW, rule, command.actor.role, counter);
  await checkWhatIsWritten(step, procedure, NEW, opening.channel, undefined);
  const begun = {
    id: dossierId,
    procedure: { code: procedure.code, version: procedure.version },
    process: procedure.process,
    field: procedure.field,
    channel: opening.channel,
    units,
    rules: rules.code,
  };
  const receipt = rule.receives ? await receiptOf(step, procedure, begun, opening.paper) : undefined;
  const limit = procedure.limits[opening.channel];
  const event = takeStep(lifecycle, undefined, command, rule, {
    at,
    calendarAt: (unit) => catalogue.calendarAt(unit),
    limit,
    opening: begun,
    receipt,
  });
  return write(step, undefined, event, lifecycle);
}

async function moveDossier(step: Step, held: StoredDossier): Promise<Recorded> {
  const { context, command, body, at } = step;
  const { state } = held;
  const procedure = context.catalogue.procedureOf(state);
  const moves = context.catalogue.movesOf(state);
  const rule = checkCommand(moves, state, command, at);
  if (held.unsettled && !WHILE_UNSETTLED.has(rule.name)) throw new Refusal('papers-unsettled');
  await requireSecondPerson(step.trx, step.dossierId, rule, command.actor);
  const counter = { unit: state.units.receiving, field: state.field, at, receivedBy: held.receivedBy };
  await requireCounter(step.trx, moves, state.stage, rule, command.actor.role, counter);
  await checkWhatIsWritten(step, procedure, state.stage, state.channel, state);
  const receipt = rule.receives ? await receiptOf(step, procedure, state, undefined) : undefined;
  const lifecycle = context.catalogue.movesOf(receipt ? { ...state, receipt } : state);
  const extendTo = rule.extends ? String(body.content.newDate) : undefined;
  const limit = procedure.limits[state.channel];
  const event = takeStep(lifecycle, state, command, rule, {
    at,
    calendarAt: (unit) => context.catalogue.calendarAt(unit),
    limit,
    receipt,
    extendTo,
  });
  return write(step, held, event, lifecycle);
}

/** While papers that differed are not settled a dossier may be sent back, withdrawn or put off; nothing else. */
const WHILE_UNSETTLED = new Set(['give-back', 'withdraw', 'extend']);

/** The parts of an action that only the database side can check: its form, its papers, its condition. */
async function checkWhatIsWritten(
  step: Step,
  procedure: Procedure,
  stage: string,
  channel: Channel,
  state: DossierState | undefined,
): Promise<void> {
  const { context, trx, dossierId, body, command } = step;
  const action = context.catalogue.actionOf(state?.process ?? procedure.process, stage, command.action);
  if (!action) throw new Refusal('wrong-stage', { stage, action: command.action });
  const earlier = state && action.receives ? await papersOf(trx, dossierId) : [];
  checkContent(context.checks, context.catalogue, procedure, action, body.content, body.documents, channel, earlier);
  if (groupOf(command.actor.role)) checkAskedPapers(procedure, body.content);
  if (!action.when) return;
  const dossier = state && {
    stage: state.stage,
    channel: state.channel,
    outcome: state.outcome,
    done: Object.keys(state.done),
  };
  const facts = { content: body.content, dossier, procedure: { code: procedure.code, field: procedure.field } };
  const key = `when/${procedure.process.id}@${procedure.process.version}/${stage}/${action.name}`;
  if (context.checks.fits(key, action.when.schema, facts)) return;
  throw new Refusal('condition-not-met', {}, [{ pointer: '', rule: 'when', message: action.when.message }]);
}

type Begun = { units: DossierUnits; channel: DossierState['channel'] };

async function receiptOf(
  step: Step,
  procedure: Procedure,
  begun: Begun,
  paper: OpeningBody['paper'],
): Promise<Receipt> {
  const { context, trx, dossierId, command, at } = step;
  const receivedAt = paper?.receivedAt ?? at;
  const date = localDate(receivedAt);
  const unit = context.catalogue.unit(begun.units.receiving);
  if (!unit?.identification || !isOpen(unit, date)) throw new Refusal('unit-closed', { unit: unit?.code ?? '' });
  const day = { identification: unit.identification, date };
  const code = paper
    ? await useReservedCode(trx, day, paper.code, dossierId, command.id)
    : await issueCode(trx, day, dossierId, command.id);
  const rules = context.catalogue.rulesAt(date);
  if (!rules) throw new Refusal('procedure-retired', { procedure: procedure.code });
  return { code, receivedAt, rules: rules.code, limit: procedure.limits[begun.channel] };
}

async function write(
  step: Step,
  held: StoredDossier | undefined,
  decided: DossierEvent,
  lifecycle: Lifecycle,
): Promise<Recorded> {
  const { context, trx, dossierId, body, command } = step;
  const papers = await resolveUploads(context.uploads, command.actor.id, body.documents);
  const written = { ...body.content, ...(papers.length > 0 && { documents: papers }) };
  const files = papers.flatMap((paper) => paper.files.map(({ sha256 }) => sha256));
  const { event, salted } = sealContent({ ...decided, ...(files.length > 0 && { files }) }, written);
  const summary = typeof body.content.summary === 'string' ? body.content.summary : undefined;
  const dataKey = held ? held.dataKey : vaultOf(trx).newDataKey(dossierId);
  // What was erased would be written anew beside nothing.
  if (dataKey === null) throw new Refusal('dossier-erased');
  const holder = { id: dossierId, dataKey };
  await writeEvent(trx, held, event, lifecycle, { salted, summary, dataKey });
  await together(trx, [
    () => writePapers(trx, holder, event.seq, papers),
    () => writeParties(trx, holder, body.content),
  ]);
  const { units, field } = held?.state ?? event.opening ?? {};
  const touched = units && field && countsInTrial(event) ? await trialsOf(trx, units.receiving, field) : [];
  return { event, lifecycle, touched };
}

/** What is written beside an event; a dossier that begins needs its data key. */
type Beside = { salted?: SaltedContent; summary?: string; dataKey?: string };

/** Appends an event and brings the projection along: the one place where a dossier's rows change. */
export async function writeEvent(
  trx: Knex,
  held: StoredDossier | undefined,
  event: DossierEvent,
  lifecycle: Lifecycle,
  { salted, summary, dataKey = held?.dataKey ?? undefined }: Beside = {},
): Promise<void> {
  const state = evolve(held?.state, event);
  const stage = stageOf(lifecycle, state.stage);
  if (!stage) throw new Error(`stage ${state.stage} is not in the process`);
  const previous = held?.hash ?? CHAIN_START;
  const hash = chainHash(previous, event);
  await together(trx, [
    () => appendEvent(trx, state.id, event, { previous, hash }),
    salted && (() => writeContent(trx, { id: state.id, dataKey: dataKey ?? null }, event.seq, salted)),
    () => writeDossier(trx, state, event, { lifecycle, stage }, hash, { before: held?.state, dataKey, summary }),
    () => putOut(trx, { subject: state.id, seq: event.seq, kind: event.action, at: event.at }),
  ]);
}
