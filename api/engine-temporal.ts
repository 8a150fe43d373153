import { WithStartWorkflowOperation, type Client } from '@temporalio/client';
import type { Knex } from 'knex';
import type { CommandBody } from '../config/command-body';
import { refusalOf, type CommandRow } from '../config/command-row';
import { openBody } from '../config/encrypted';
import type { ProductClock } from '../config/clock';
import type { Catalogue } from '../domain/catalogue';
import { checkCommand } from '../domain/dossier';
import { Refusal } from '../domain/problem';
import { checkCorrector } from '../domain/amend';
import type { DossierInput } from '../workflows/dossier';
import { act, correct, type StepCommand, type StepView } from '../workflows/dossier-messages';
import type { dossier } from '../workflows';
import { answerIn, answerOf, stateOf } from './engine-answer';
import { meaningOf, type Meaning } from './engine-errors';
import type { CommandView, Engine, OtherSent, Sent, StepAnswer } from './engine';
import { reserveBlock } from './engine-numbers';
import { sendOther } from './engine-other';
import { deliver, updateId, type Outcome } from './engine-send';
import { readiness } from './engine-readiness';
import { commandId, dossierIdOf, takeIn, type NewCommand } from './intake';

export type EngineParts = {
  client: Client;
  /** Takes commands in, and marks those that were refused. */
  intake: Knex;
  read: Knex;
  readonly catalogue: Catalogue;
  clock: ProductClock;
  taskQueue: string;
  /** How long a caller waits for the engine before it gets 202. */
  patienceMs: number;
};

type Carried = NonNullable<DossierInput['carried']>;

/** The engine on Temporal: a command is taken in, sent as one Update under its own id, and answered or looked up later. */
export function temporalEngine(parts: EngineParts): Engine {
  const { intake, clock } = parts;

  const send = (row: CommandRow, patienceMs: number, body?: CommandBody): Promise<Sent> =>
    deliver<StepView, StepAnswer>(row, {
      intake,
      now: clock.now,
      attempt: (command) => attempt(parts, command, patienceMs, body),
      answerIn,
      answerOf: (command) => answerOf(parts.read, command.id),
    });
  const submit = async (command: Pick<NewCommand, 'id' | 'dossierId' | 'kind'>, body: CommandBody): Promise<Sent> => {
    const row = await takeIn(intake, { ...command, caller: body.actor.id, body }, clock.now());
    return send(row, parts.patienceMs, body);
  };

  return {
    open: (key, body) => {
      const id = commandId(body.actor.id, key);
      return submit({ id, dossierId: dossierIdOf(id), kind: 'open' }, body);
    },
    act: (key, dossierId, body) => submit({ id: commandId(body.actor.id, key), dossierId, kind: 'act' }, body),
    correct: (key, dossierId, body) => submit({ id: commandId(body.actor.id, key), dossierId, kind: 'correct' }, body),
    carryOut: async (key, { kind, subject, body }) => {
      const { id: caller } = body.actor;
      const command = { id: commandId(caller, key), dossierId: subject, kind, caller, body };
      return sendOther(parts, await takeIn(intake, command, clock.now()), parts.patienceMs);
    },
    knows: async (caller, key) => {
      const row = await intake<CommandRow>('commands')
        .where({ id: commandId(caller, key) })
        .first('id');
      return row !== undefined;
    },
    command: async (caller, id) => {
      const [row] = await intake<CommandRow>('commands').where({ id, caller });
      return (
        row &&
        viewOf({ ...row, found: true }, (pending) =>
          isOther(pending) ? sendOther(parts, pending, 2000) : send(pending, 2000),
        )
      );
    },
    reserveNumbers: (key, caller, block) => reserveBlock(parts, key, caller, block),
    ready: () => readiness(parts.client, parts.taskQueue),
  };
}

function isOther({ kind }: CommandRow): boolean {
  return !['open', 'act', 'correct', 'numbers'].includes(kind);
}

async function viewOf(row: CommandRow, send: (row: CommandRow) => Promise<Sent | OtherSent>): Promise<CommandView> {
  const base = { id: row.id, dossierId: row.dossier_id };
  try {
    if (row.status === 'refused') throw refusalOf(row);
    const sent = await send(row);
    if (sent.state === 'pending') return { ...base, state: 'pending' };
    return { ...base, state: 'done', ...(sent.answer !== true && { answer: sent.answer }) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, params, faults } = error;
    return { ...base, state: 'refused', problem: { code, params, faults } };
  }
}

type Answered = { is: 'answered'; view?: StepView };

/**
 * Sends a command, and once more when the workflow closed, continued or was lost under it.
 * @param sent what the command says, where that is at hand: what was encrypted a moment ago need not be opened again
 */
async function attempt(
  parts: EngineParts,
  row: CommandRow,
  patienceMs: number,
  sent?: CommandBody,
): Promise<Outcome<StepView>> {
  const body = sent ?? (JSON.parse(openBody(parts.intake, row.id, row.body)) as CommandBody);
  const first = row.kind === 'open' ? () => begin(parts, row, body) : () => update(parts, row, body);
  const meaning = await tried(parts, patienceMs, first);
  if (meaning.is !== 'no-workflow' && meaning.is !== 'overtaken') return meaning;
  if (await answerOf(parts.read, row.id)) return { is: 'answered' };
  const second = await tried(parts, patienceMs, () => resume(parts, row, body));
  return second.is === 'no-workflow' || second.is === 'overtaken' ? { is: 'unknown' } : second;
}

async function tried(
  parts: EngineParts,
  patienceMs: number,
  work: () => Promise<StepView>,
): Promise<Meaning | Answered> {
  try {
    return { is: 'answered', view: await parts.client.withDeadline(Date.now() + patienceMs, work) };
  } catch (error) {
    return error instanceof Refusal ? { is: 'refused', refusal: error } : meaningOf(error);
  }
}

function workflowId(dossierId: string): string {
  return `dossier-${dossierId}`;
}

function stepOf(row: CommandRow, { action, expectedSeq, actor }: CommandBody): StepCommand {
  return { commandId: row.id, action, expectedSeq, actor };
}

function updateOf({ kind }: CommandRow) {
  return kind === 'correct' ? correct : act;
}

async function update({ client }: EngineParts, row: CommandRow, body: CommandBody): Promise<StepView> {
  const handle = client.workflow.getHandle<typeof dossier>(workflowId(row.dossier_id));
  return handle.executeUpdate(updateOf(row), { updateId: updateId(row), args: [stepOf(row, body)] });
}

type Anew = { carried?: Carried };

/** @param anew a run under an id that was used before: the database is its guard, since a command is done there only once */
async function begin(parts: EngineParts, row: CommandRow, body: CommandBody, anew?: Anew): Promise<StepView> {
  const { client, taskQueue, clock } = parts;
  const input: DossierInput = {
    v: 1,
    dossierId: row.dossier_id,
    clockOffsetMs: clock.offsetMs,
    ...anew,
  };
  const startWorkflowOperation = new WithStartWorkflowOperation<typeof dossier>('dossier', {
    workflowId: workflowId(row.dossier_id),
    taskQueue,
    args: [input],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: anew || row.attempt > 1 ? 'ALLOW_DUPLICATE' : 'REJECT_DUPLICATE',
  });
  return client.workflow.executeUpdateWithStart(updateOf(row), {
    startWorkflowOperation,
    updateId: updateId(row),
    args: [stepOf(row, body)],
  });
}

/**
 * Goes on with a dossier whose workflow is over (it is opened again) or was lost: it goes on from the database, or begins
 * anew where nothing was recorded yet.
 */
async function resume(parts: EngineParts, row: CommandRow, body: CommandBody): Promise<StepView> {
  const state = await stateOf(parts.read, row.dossier_id);
  if (!state && row.kind === 'open') return begin(parts, row, body, {});
  if (!state) throw new Refusal('dossier-not-found');
  const lifecycle = parts.catalogue.movesOf(state);
  if (row.kind === 'correct') checkCorrector(state, body.actor);
  else checkCommand(lifecycle, state, { ...stepOf(row, body), id: row.id }, parts.clock.now());
  return begin(parts, row, body, { carried: { state, lifecycle } });
}
