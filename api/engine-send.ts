import type { Knex } from 'knex';
import { refusalOf, type CommandRow } from '../config/command-row';
import type { Instant } from '../domain/time';
import type { Meaning } from './engine-errors';
import { isPassing, refuse, renew } from './intake';

/** What an attempt to have a command carried out came to. */
export type Outcome<View> = { is: 'answered'; view?: View } | Extract<Meaning, { is: 'refused' | 'unknown' }>;

export type Delivery<View, Answer> = {
  intake: Knex;
  now: () => Instant;
  attempt(row: CommandRow): Promise<Outcome<View>>;
  /** From the workflow's own answer. */
  answerIn(view: View, row: CommandRow): Answer;
  /** From the record; nothing while the command has left no trace. */
  answerOf(row: CommandRow): Promise<Answer | undefined>;
};

export type Delivered<Answer> =
  { state: 'done'; commandId: string; answer: Answer } | { state: 'pending'; commandId: string };

/**
 * Has a command carried out and answered, whatever it is about.
 * @throws Refusal what it is, or was before, refused with
 */
export async function deliver<View, Answer>(
  row: CommandRow,
  delivery: Delivery<View, Answer>,
): Promise<Delivered<Answer>> {
  const { intake, now } = delivery;
  if (row.status === 'done') return recorded(row, delivery);
  const outcome = await delivery.attempt(row);
  if (outcome.is === 'unknown') return { state: 'pending', commandId: row.id };
  if (outcome.is === 'refused') {
    // Only what is still pending can be refused; when it was recorded after all, its answer stands.
    const refusal = await refuse(intake, row.id, outcome.refusal, now());
    if (!refusal) return recorded(row, delivery);
    // What the machine could not do when it was first asked, it may be able to do now; so far it only remembered.
    const next = row.found && isPassing(refusal) ? await renew(intake, row, row.attempt) : undefined;
    if (next) return deliver(next, delivery);
    throw refusal;
  }
  if (outcome.view === undefined) return recorded(row, delivery);
  return { state: 'done', commandId: row.id, answer: delivery.answerIn(outcome.view, row) };
}

async function recorded<View, Answer>(
  row: CommandRow,
  { intake, answerOf }: Delivery<View, Answer>,
): Promise<Delivered<Answer>> {
  const answer = await answerOf(row);
  if (answer) return { state: 'done', commandId: row.id, answer };
  const [now] = await intake<CommandRow>('commands').where({ id: row.id });
  if (now?.status === 'refused') throw refusalOf(now);
  return { state: 'pending', commandId: row.id };
}

/** Another attempt after the machine's own fault is another update: the engine remembers how the first one ended. */
export function updateId(row: CommandRow): string {
  return row.attempt === 1 ? row.id : `${row.id}.${row.attempt}`;
}
