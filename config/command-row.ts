import { Refusal, type FieldFault, type ProblemCode, type ProblemParams } from '../domain/problem';
import { toMillis, type Instant } from '../domain/time';

/** After this long without an answer a command is dead: nobody stands at the counter waiting for it any more. */
export const COMMAND_LIFE_MS = 15 * 60_000;

/** A command on a dossier, or on something else; `dossier_id` holds the id of whatever it is about. */
export type CommandKind = 'open' | 'act' | 'correct' | 'numbers' | OtherKind;

/** Commands on what is not a dossier. */
export type OtherKind =
  'order' | 'change' | 'recount' | 'replay' | 'replay-cancel' | 'verify' | 'verify-cancel' | RegisterKind;

/** Commands that one activity carries out in one transaction. */
export type RegisterKind =
  | 'account'
  | 'delegation'
  | 'draft'
  | 'staff'
  | 'equipment'
  | 'handover'
  | 'fees'
  | 'cash-up'
  | 'resend'
  | 'webhook'
  | 'print'
  | 'privacy';

/** A command as it waits in the database. `body` goes when the command has ended. */
export type CommandRow = {
  id: string;
  dossier_id: string;
  caller: string;
  kind: CommandKind;
  body_hash: string;
  body: string | null;
  attempt: number;
  status: 'pending' | 'done' | 'refused';
  problem: string | null;
  sent_at: Instant;
  ended_at?: Instant | null;
  /** Not in the database: it was there already when it was sent. */
  found?: true;
};

export type StoredProblem = { code: ProblemCode; params: ProblemParams; faults: FieldFault[] };

export function isExpired(row: Pick<CommandRow, 'sent_at'>, now: Instant): boolean {
  return toMillis(now) - toMillis(row.sent_at) > COMMAND_LIFE_MS;
}

/** What a command was refused with. */
export function refusalOf(row: Pick<CommandRow, 'problem'>): Refusal {
  const { code, params, faults } = JSON.parse(row.problem ?? '{}') as StoredProblem;
  return new Refusal(code, params, faults);
}
