import type { Actor } from '../domain/actor';
import type { Catalogue } from '../domain/catalogue';
import { mayReview, possibleActs, type DraftAct, type DraftState } from '../domain/draft';
import { DRAFT_EDIT, DRAFT_REVIEW } from '../domain/permission-names';
import { Refusal } from '../domain/problem';
import { decide } from '../domain/reach';
import { requireRole } from './permit';

const PERMISSION: Record<DraftAct, string> = {
  save: DRAFT_EDIT,
  'ask-review': DRAFT_EDIT,
  discard: DRAFT_EDIT,
  approve: DRAFT_REVIEW,
  'send-back': DRAFT_REVIEW,
  withdraw: DRAFT_REVIEW,
};

/**
 * A process is the same at every counter of the province: whoever changes it works for the province.
 * @throws Refusal not-your-role, not-your-unit
 */
export function requireDraftAct(catalogue: Catalogue, actor: Actor, act: DraftAct | 'take'): void {
  requireRole(catalogue, actor, act === 'take' ? DRAFT_EDIT : PERMISSION[act]);
  if (!worksForAll(catalogue, actor)) throw new Refusal('not-your-unit');
}

function worksForAll(catalogue: Catalogue, { unit }: Pick<Actor, 'unit'>): boolean {
  return catalogue.unit(unit)?.level === 'province';
}

/** What somebody may do with a draft as it stands. */
export function actsOn(catalogue: Catalogue, actor: Actor, state: DraftState): DraftAct[] {
  if (!worksForAll(catalogue, actor)) return [];
  return possibleActs(state)
    .filter((act) => !decide(catalogue, actor, PERMISSION[act]).denied)
    .filter((act) => (act !== 'approve' && act !== 'send-back') || mayReview(state, actor));
}
