import type { CommandBody } from '../config/command-body';
import type { OtherKind } from '../config/command-row';
import type { Actor } from '../domain/actor';

/** What a step did, for its caller: enough to go on, nothing personal. */
export type StepAnswer = {
  dossierId: string;
  code: string | null;
  seq: number;
  stage: string;
  status: number;
  closed: boolean;
  at: string;
  receivedAt: string | null;
  dueAt: string | null;
  stageDueAt: string | null;
};

/** Done with its answer, or still on its way: then `GET /commands/{id}` tells later. */
export type Sent = { state: 'done'; commandId: string; answer: StepAnswer } | { state: 'pending'; commandId: string };

/** A command on something else than a dossier: done, or still on its way. */
export type OtherSent = { state: 'done'; commandId: string; answer: true } | { state: 'pending'; commandId: string };

/** `subject` is the id of what it is about: a programme, a transfer, a slip; empty for a register. */
export type OtherCommand = { kind: OtherKind; subject: string; body: { actor: Actor } & object };

export type CommandView =
  | { id: string; state: 'pending'; dossierId: string }
  /** `answer` only for a step of a dossier; what else was done is read where it was done. */
  | { id: string; state: 'done'; dossierId: string; answer?: StepAnswer }
  | {
      id: string;
      state: 'refused';
      dossierId: string;
      problem: { code: string; params: Record<string, string | number>; faults: unknown[] };
    };

/** Numbers reserved for dossiers that are received on paper. */
export type NumberBlock = { unit: string; date: string; from: number; to: number; codes: string[] };

/** The only door to the workflows. Every method throws Refusal for what is refused. */
export type Engine = {
  /** Begins a dossier. The key belongs to its caller: another caller may use the same. */
  open(key: string, body: CommandBody): Promise<Sent>;
  act(key: string, dossierId: string, body: CommandBody): Promise<Sent>;
  /** Puts the appointment of a dossier right; `body.corrects` says to which day. */
  correct(key: string, dossierId: string, body: CommandBody): Promise<Sent>;
  /** Has a command on a programme, a transfer or a register carried out. */
  carryOut(key: string, command: OtherCommand): Promise<OtherSent>;
  /** Whether a caller has sent a command under this key before. */
  knows(caller: string, key: string): Promise<boolean>;
  /** Where a command stands; only its own caller is told. Asking again also sends it again if the engine lost it. */
  command(caller: string, commandId: string): Promise<CommandView | undefined>;
  reserveNumbers(
    key: string,
    caller: string,
    block: { unit: string; date: string; count: number },
  ): Promise<NumberBlock>;
  /** True when the workflow engine answers and a worker is there to do the work. */
  ready(): Promise<{ engine: boolean; worker: boolean }>;
};
