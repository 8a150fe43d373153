import type { Actor } from '../domain/actor';
import type { HandoverCount, HandoverItem } from '../domain/handover';
import type { UnitId } from '../domain/unit';

/** What somebody does with a handover slip, as it waits in the database for the step that carries it out. */
export type HandoverAct =
  | { do: 'list'; from: UnitId; to: UnitId; kind: 'papers' | 'results'; items: HandoverItem[] }
  | { do: 'give' }
  | { do: 'cancel' }
  | { do: 'receive'; counts: HandoverCount[] }
  | { do: 'settle'; dossierId: string; note: string };

export type HandoverBody = { actor: Actor; handoverId: string; act: HandoverAct };
