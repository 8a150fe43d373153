import type { Knex } from 'knex';
import { canonical, idFrom, sha256 } from '../config/canonical';
import {
  COMMAND_LIFE_MS,
  isExpired,
  refusalOf,
  type CommandKind,
  type CommandRow,
  type StoredProblem,
} from '../config/command-row';
import { bodyHash } from '../config/body-hash';
import { encryptBody } from '../config/encrypted';
import { inWriteTurn } from '../config/write-turns';
import { insertCommand } from './intake-batch';
import { Refusal, type ProblemCode } from '../domain/problem';
import { toInstant, toMillis, type Instant } from '../domain/time';

/*
 * The intake: commands wait here, under the id made from caller and key, for the step that carries them out.
 * What is written in them stays out of Temporal; a command that was refused is dead and can never run later by itself.
 */

/** Refusals that are the machine's fault: the same command may be tried again under the same key. */
const PASSING: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'storage-busy',
  'storage-full',
  'engine-unavailable',
  'engine-busy',
]);

export type NewCommand = { id: string; dossierId: string; caller: string; kind: CommandKind; body: object };

/** A key belongs to its caller: two clerks may both use the same one. */
export function commandId(caller: string, key: string): string {
  return sha256(`${caller}\n${key}`).slice(0, 32);
}

/** The id of the dossier that a command begins: made from the command, so that a repeat means the same dossier. */
export function dossierIdOf(command: string): string {
  return idFrom(`dossier\n${command}`);
}

/**
 * Takes a command in, or finds it again.
 * @returns the row: `pending` is to be sent (again), `done` has its answer
 * @throws Refusal idempotency-key-reused, command-expired, or what the same command was refused with before
 */
export async function takeIn(db: Knex, command: NewCommand, now: Instant): Promise<CommandRow> {
  const body = encryptBody(db, command.id, JSON.stringify(command.body));
  const row: CommandRow = {
    id: command.id,
    dossier_id: command.dossierId,
    caller: command.caller,
    kind: command.kind,
    body_hash: bodyHash(db, sha256(`${command.kind} ${command.dossierId}\n${canonical(command.body)}`)),
    body,
    attempt: 1,
    status: 'pending',
    problem: null,
    sent_at: now,
  };
  if (await insertCommand(db, row)) return row;
  return again(db, row, now);
}

async function again(db: Knex, sent: CommandRow, now: Instant): Promise<CommandRow> {
  const row: CommandRow | undefined = await db('commands').where({ id: sent.id }).first();
  if (!row) throw new Refusal('command-not-found');
  if (row.body_hash !== sent.body_hash) throw new Refusal('idempotency-key-reused');
  if (row.status === 'done') return row;
  if (row.status === 'pending') {
    if (isExpired(row, now)) throw await refuse(db, row.id, new Refusal('command-expired'), now);
    return { ...row, found: true };
  }
  const refusal = refusalOf(row);
  if (!isPassing(refusal)) throw refusal;
  return (await renew(db, sent, row.attempt)) ?? again(db, sent, now);
}

export function isPassing({ code }: Refusal): boolean {
  return PASSING.has(code);
}

/** Makes a command that the machine could not carry out pending again, as the next attempt; nothing when another was quicker. */
export async function renew(db: Knex, sent: CommandRow, attempt: number): Promise<CommandRow | undefined> {
  const { found: _, ...row } = sent;
  const renewed: CommandRow = { ...row, attempt: attempt + 1, status: 'pending', problem: null, ended_at: null };
  const taken = await inWriteTurn(db, () =>
    db('commands').where({ id: row.id, status: 'refused', attempt }).update(renewed),
  );
  return taken === 1 ? renewed : undefined;
}

/**
 * Ends a command as refused, unless it was carried out after all; then it returns nothing.
 * What was written goes; the hash stays, so that the key cannot be used for something else.
 */
export async function refuse(db: Knex, id: string, refusal: Refusal, now: Instant): Promise<Refusal | undefined> {
  const { code, params, faults } = refusal;
  const problem = JSON.stringify({ code, params, faults } satisfies StoredProblem);
  const refused = await inWriteTurn(db, () =>
    db('commands').where({ id, status: 'pending' }).update({ status: 'refused', body: null, problem, ended_at: now }),
  );
  return refused === 1 ? refusal : undefined;
}

/** What was written in commands that are done is in the record of their dossiers now; here it goes. */
export async function forgetDone(db: Knex): Promise<void> {
  await inWriteTurn(db, () => db('commands').where({ status: 'done' }).whereNotNull('body').update({ body: null }));
}

/** Ends commands that were sent long ago and never answered, and forgets refused ones after their time. */
export async function sweepCommands(db: Knex, now: Instant): Promise<void> {
  const before = (ms: number) => toInstant(toMillis(now) - ms);
  const problem = JSON.stringify({ code: 'command-expired', params: {}, faults: [] } satisfies StoredProblem);
  await db('commands')
    .where({ status: 'pending' })
    .andWhere('sent_at', '<', before(COMMAND_LIFE_MS))
    .update({ status: 'refused', body: null, problem, ended_at: now });
  await db('commands')
    .where({ status: 'refused' })
    .andWhere('ended_at', '<', before(24 * 3_600_000))
    .delete();
}
