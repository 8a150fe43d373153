import type { CommandBody } from '../config/command-body';

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

export type CommandView =
  | { id: string; state: 'pending'; dossierId: string }
  | { id: string; state: 'done'; dossierId: string; answer: StepAnswer }
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
