import { isOneOf, personsOf, type By } from './actor';
import { Refusal, refusedAt } from './problem';
import type { Instant, LocalDate } from './time';

/** Being edited; waiting for a second person; published from a day on; given up; published and taken back in time. */
export type DraftStage = 'editing' | 'in-review' | 'published' | 'discarded' | 'withdrawn';

/** A draft (bản thảo) of the next version of a procedure, its process and its forms. */
export type DraftState = {
  id: string;
  procedure: string;
  /** The version that it changes. */
  base: number;
  stage: DraftStage;
  /** Counts everything that was done with it; whoever saw an older number is told so. */
  seq: number;
  /** SHA-256 of what is written in it. */
  contentHash: string;
  /** Everybody who took or saved it: none of them reviews it. */
  editors: string[];
  /** Who did the last thing, and when. */
  last: { by: string; at: Instant };
  /** The first day of the version, once a review was asked for. */
  validFrom?: LocalDate;
  /** Why it was sent back last. */
  sentBack?: { by: string; reason: string };
  published?: Published;
};

/** What a draft became: the new documents with their hashes. */
export type Published = {
  version: number;
  process: { id: string; version: number };
  documents: { kind: string; key: string; hash: string }[];
};

type Common = { seq: number; at: Instant; recordedAt: Instant; by: By; commandId: string };
export type DraftEvent = Common &
  (
    | { kind: 'taken'; id: string; procedure: string; base: number; contentHash: string }
    | { kind: 'saved'; contentHash: string }
    | { kind: 'review-asked'; validFrom: LocalDate; note?: string }
    | { kind: 'sent-back'; reason: string }
    | ({ kind: 'published'; validFrom: LocalDate } & Published)
    | { kind: 'discarded' }
    | { kind: 'withdrawn'; reason: string }
  );

export function evolveDraft(state: DraftState | undefined, event: DraftEvent): DraftState {
  const last = { by: event.by.id, at: event.at };
  if (event.kind === 'taken') {
    const { id, procedure, base, contentHash, seq } = event;
    return { id, procedure, base, stage: 'editing', seq, contentHash, editors: personsOf(event.by), last };
  }
  if (!state) throw new Error('a draft begins by being taken');
  const next = { ...state, seq: event.seq, last };
  switch (event.kind) {
    case 'saved': {
      const editors = [...new Set([...state.editors, ...personsOf(event.by)])];
      return { ...next, contentHash: event.contentHash, editors };
    }
    case 'review-asked':
      return { ...next, stage: 'in-review', validFrom: event.validFrom };
    case 'sent-back':
      return { ...next, stage: 'editing', sentBack: { by: event.by.id, reason: event.reason } };
    case 'published': {
      const { version, process, documents, validFrom } = event;
      return { ...next, stage: 'published', validFrom, published: { version, process, documents } };
    }
    case 'discarded':
      return { ...next, stage: 'discarded' };
    case 'withdrawn':
      return { ...next, stage: 'withdrawn' };
  }
}

/** What can be done with a draft, and in which stage. */
const POSSIBLE: Record<DraftAct, DraftStage[]> = {
  save: ['editing'],
  'ask-review': ['editing'],
  approve: ['in-review'],
  'send-back': ['in-review'],
  discard: ['editing', 'in-review'],
  withdraw: ['published'],
};
export type DraftAct = 'save' | 'ask-review' | 'approve' | 'send-back' | 'discard' | 'withdraw';

/** What a draft allows in its stage, whoever asks. */
export function possibleActs({ stage }: Pick<DraftState, 'stage'>): DraftAct[] {
  return (Object.keys(POSSIBLE) as DraftAct[]).filter((act) => POSSIBLE[act].includes(stage));
}

/** Whoever wrote in a draft does not review it: a second person looks. */
export function mayReview({ editors }: Pick<DraftState, 'editors'>, by: Pick<By, 'id' | 'onBehalfOf'>): boolean {
  return !isOneOf(by, editors);
}

/** @throws Refusal draft-stale, draft-stage, draft-own */
export function checkDraftAct(state: DraftState, act: DraftAct, by: By, expectedSeq: number): void {
  if (expectedSeq !== state.seq) {
    const { by: who, at } = state.last;
    throw refusedAt('/expectedSeq', 'draft-stale', { by: who, at, actual: state.seq, expected: expectedSeq });
  }
  if (!POSSIBLE[act].includes(state.stage)) throw new Refusal('draft-stage', { stage: state.stage });
  if ((act === 'approve' || act === 'send-back') && !mayReview(state, by)) throw new Refusal('draft-own');
}

/**
 * A version begins today or later, and not before the one that it follows.
 * @param until when the procedure ends altogether
 * @throws Refusal date-in-past, date-before-version, procedure-ends
 */
export function checkFirstDay(
  day: LocalDate,
  today: LocalDate,
  follows: LocalDate,
  until: LocalDate | undefined,
): void {
  if (day < today) throw refusedAt('/validFrom', 'date-in-past', { date: day });
  if (day < follows) throw refusedAt('/validFrom', 'date-before-version', { date: follows });
  if (until !== undefined && day >= until) throw refusedAt('/validFrom', 'procedure-ends', { date: until });
}
