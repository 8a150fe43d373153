import type { Role } from './process';
import type { Text } from './text';
import type { Instant, LocalDate } from './time';

/** What is replayed: one dossier or transfer, or all that began in a period. Subjects are written as in the ledger. */
export type ReplayScope = { subject: string } | { from: LocalDate; to: LocalDate };

/**
 * Between what a difference was found: `replay` the history and what today's code does with it; `history` the history and
 * the record; `record` the events among each other; `projection` the events and the tables; `archive` a history and the
 * hash with which it was archived.
 */
export type ReplayBetween = 'replay' | 'history' | 'record' | 'projection' | 'archive';

/** Where two accounts of the same life part. */
export type ReplayDifference = {
  between: ReplayBetween;
  what: keyof typeof REPLAY_DIFFERENCES;
  run?: string;
  /** The event of the record, by its number. */
  seq?: number;
  /** Which member of it, as a JSON pointer, or which column. */
  field?: string;
  /** What the first of the two says, and what the second; left out where it says nothing. */
  expected?: unknown;
  found?: unknown;
  message?: string;
};

export const REPLAY_DIFFERENCES = {
  nondeterministic: {
    vi: 'mã hiện hành không đi theo lịch sử này',
    en: 'today’s code does not do what the history says',
  },
  unreadable: { vi: 'không đọc được lịch sử', en: 'the history cannot be read' },
  changed: { vi: 'không đúng với giá trị băm', en: 'it is not what its hash says' },
  gap: { vi: 'thiếu sự kiện trước đó', en: 'events before it are gone' },
  unlinked: { vi: 'không nối với sự kiện trước', en: 'it does not follow the event before it' },
  'no-history': { vi: 'không có lịch sử nào', en: 'there is no history at all' },
  'no-projection': { vi: 'không có dòng trạng thái', en: 'there is no row of it in the tables' },
  'not-in-history': { vi: 'không lịch sử nào nói đến sự kiện này', en: 'no history tells of this event' },
  'not-in-record': { vi: 'chuỗi sự kiện không có việc này', en: 'the record knows nothing of it' },
  differs: { vi: 'hai nơi ghi khác nhau', en: 'the two say different things' },
} as const satisfies Record<string, Text>;

/** One history that was replayed. `archived` tells it from that of a run that goes on. */
export type ReplayedRun = { runId: string; events: number; sha256: string; archived: boolean };

/** The code under which a history was replayed. */
export type ReplayCode = { product: string; sdk: string; workflows: string };

/**
 * What was found of one subject. It holds the hashes of everything it speaks of, so that whoever has the material can come
 * to the same result without this installation.
 */
export type ReplayCertificate = {
  format: 'mot-cua-replay/1';
  subject: string;
  at: Instant;
  code: ReplayCode;
  runs: ReplayedRun[];
  /** How many events, and the last link of their chain. */
  record: { events: number; hash: string };
  /** The row of the projection, without what people wrote and without the state, of which there is the hash. */
  projection: { columns: Record<string, unknown>; state: string } | null;
  verdict: 'agrees' | 'differs';
  differences: ReplayDifference[];
};

type By = { id: string; role: Role; unit: string };
/** `results` is the hash over the certificates of all subjects, in the order of the subjects. */
export type ReplayFigures = { subjects: number; differing: number; results: string };

export type ReplayEvent = { seq: number; at: Instant; recordedAt: Instant; by: By; commandId?: string } & (
  | { kind: 'ordered'; id: string; scope: ReplayScope; total: number; reason?: string }
  | ({ kind: 'finished' } & ReplayFigures)
  | ({ kind: 'cancelled' } & ReplayFigures)
);

export type ReplayState = {
  id: string;
  seq: number;
  scope: ReplayScope;
  /** How many subjects there are. */
  total: number;
  orderedAt: Instant;
  by: By;
  reason?: string;
  stage: 'running' | 'finished' | 'cancelled';
  ended?: ReplayFigures & { at: Instant; by: By };
};

export function evolveReplay(state: ReplayState | undefined, event: ReplayEvent): ReplayState {
  if (event.kind === 'ordered') {
    const { id, scope, total, at, by, seq, reason } = event;
    return { id, seq, scope, total, orderedAt: at, by, ...(reason !== undefined && { reason }), stage: 'running' };
  }
  if (!state) throw new Error('a replay begins with its order');
  const { kind, seq, at, by, subjects, differing, results } = event;
  return { ...state, seq, stage: kind, ended: { at, by, subjects, differing, results } };
}
