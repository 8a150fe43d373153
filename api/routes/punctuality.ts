import type { Role } from '../../domain/process';
import { Refusal, refusedAt } from '../../domain/problem';
import { startOfDay, addDays, type LocalDate } from '../../domain/time';
import { maySeeUnit } from '../register-access';
import { ok, signedIn, type Call, type Handler } from '../call';
import { countPunctuality, type PunctualityBy } from '../reads/punctuality';
import { unitName } from '../views';
import type { ApiContext } from '../context';

const MAY_READ: readonly Role[] = [
  ...([
    'leader',
    'auditor',
    'authority-officer',
    'post-manager',
    'process-owner',
    'head-of-unit',
    'administrator',
  ] as const),
];

type Query = { from: LocalDate; to: LocalDate; by: PunctualityBy };

/**
 * How the dossiers that were finished in a period kept their appointments: against the first one and against the one
 * that stood in the end, so that an extension or a correction never hides a delay.
 */
export const readPunctuality: Handler = signedIn(async (ctx, call) => {
  if (!MAY_READ.includes(call.actor.role)) throw new Refusal('not-your-role');
  const { from, to, by } = call.query as Query;
  if (to < from) throw refusedAt('/query/to', 'span-too-long', { days: 0 });
  const period = { from: startOfDay(from), to: startOfDay(addDays(to, 1)) };
  const rows = await countPunctuality(ctx.read, period, by, (unit) => maySeeUnit(ctx.catalogue, call.actor, unit));
  return ok({ from, to, by, items: rows.map(({ key, ...counts }) => ({ ...named(ctx, call, by, key), ...counts })) });
});

function named({ catalogue }: ApiContext, _call: Call, by: PunctualityBy, key: string) {
  if (by === 'unit') return { key, name: unitName(catalogue, key).name };
  if (by === 'field') return { key, name: catalogue.field(key)?.name ?? { vi: key, en: key } };
  return { key, name: GROUPS[key] ?? { vi: key, en: key } };
}

const GROUPS: Record<string, { vi: string; en: string }> = {
  government: { vi: 'Công chức nhà nước', en: 'Government staff' },
  post: { vi: 'Nhân viên Bưu điện', en: 'Postal staff' },
  '': { vi: 'Không rõ', en: 'Not recorded' },
};
