import type { Actor } from '../domain/actor';
import type { DraftContent } from '../domain/definition';
import type { LocalDate } from '../domain/time';

/** What somebody does with a draft, as it waits for the step that carries it out. `content` has not been checked yet. */
export type DraftOrder =
  | { do: 'take'; procedure: string }
  | { do: 'save'; expectedSeq: number; content: DraftContent }
  | { do: 'ask-review'; expectedSeq: number; validFrom: LocalDate; note?: string }
  | { do: 'approve'; expectedSeq: number }
  | { do: 'send-back'; expectedSeq: number; reason: string }
  | { do: 'discard'; expectedSeq: number }
  | { do: 'withdraw'; expectedSeq: number; reason: string };

export type DraftBody = { actor: Actor; draftId: string; order: DraftOrder };
