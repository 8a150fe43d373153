import type { Speech } from '../language';
import { roleWords } from '../roles';
import type { ActorRole, LimitRef, Stage } from './definition';
import { owner } from './words';

/** A limit as people say it: “3 ngày làm việc”. */
export function limitOf({ say, language }: Speech, limit: LimitRef | null | undefined): string {
  if (!limit) return '–';
  if ('rule' in limit) return say(owner[limit.rule]);
  if (limit.unit === 'same-day') return say(owner['same-day']);
  return `${new Intl.NumberFormat(language).format(limit.amount)} ${say(owner[limit.unit])}`;
}

export function roleName({ say }: Speech, role: ActorRole): string {
  return say(role === 'portal' || role === 'system' ? owner[role] : roleWords[role]);
}

export const CLOCKS: Record<Stage['clock'], (typeof owner)['clock']> = {
  before: owner.clockBefore,
  runs: owner.clockRuns,
  pauses: owner.clockPauses,
  restarts: owner.clockRestarts,
  ended: owner.clockEnded,
};
