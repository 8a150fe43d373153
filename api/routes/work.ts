import { Refusal } from '../../domain/problem';
import type { Role } from '../../domain/process';
import { openUnit } from '../../domain/opening';
import type { Group } from '../../domain/plan';
import { startOfDay, type LocalDate } from '../../domain/time';
import { unitId, type UnitId } from '../../domain/unit';
import { ok, signedIn, type Call, type Handler } from '../call';
import type { ApiContext } from '../context';
import { type Page, placeOf } from '../cursor';
import { partiesOf, type DossierRow } from '../reads/dossiers';
import { searchPage, workPage, type WorkFilter } from '../reads/lists';
import { searchTerms, type SearchQuery } from '../search-terms';
import { nearlyUntil, summaryView } from '../views';

type PageQuery = { field?: string; stage?: string; cursor?: string; limit: number };
type WorkQuery = PageQuery & { unit?: string; role?: Role; late?: 'late' | 'nearly' };

export const listWork: Handler = signedIn(async (ctx, call) => {
  const { unit, role = call.actor.role, field, stage, late, cursor, limit } = call.query as WorkQuery;
  const units = ownUnits(ctx, call, unit);
  const { fields } = call.actor.onBehalfOf ?? {};
  const filter: WorkFilter = { units, role, field, fields, stage, now: call.now, ...lateness(ctx, call, late) };
  return pageReply(ctx, call, await workPage(ctx.read, filter, limit, placeOf(cursor)));
});

/** The caller's unit and those whose work it carries on, or one of them. @throws Refusal not-your-unit */
function ownUnits({ catalogue }: ApiContext, { actor }: Call, unit: string | undefined): UnitId[] {
  if (unit === undefined) return actor.actsFor;
  const own = actor.actsFor.filter((id) => id === unit || catalogue.unit(id)?.code === unit);
  if (own.length === 0) throw new Refusal('not-your-unit');
  return own;
}

function lateness(
  { catalogue }: ApiContext,
  { now, today }: Call,
  late: WorkQuery['late'],
): Pick<WorkFilter, 'dueFrom' | 'dueTo'> {
  if (late === 'late') return { dueTo: now };
  return late === 'nearly' ? { dueFrom: now, dueTo: nearlyUntil(catalogue, today) ?? now } : {};
}

type Received = { unit?: string; receivedBy?: Group; receivedFrom?: LocalDate };
type FindQuery = PageQuery & SearchQuery & Received & { open?: boolean };

export const searchDossiers: Handler = signedIn(async (ctx, call) => {
  const { field, stage, open, cursor, limit, unit, receivedBy, receivedFrom, ...typed } = call.query as FindQuery;
  const received = {
    ...(unit !== undefined && { receivedAt: unitOnceKnown(ctx, unit, call.today) }),
    ...(receivedBy && { receivedBy }),
    ...(receivedFrom && { receivedFrom: startOfDay(receivedFrom) }),
  };
  const filter = { field, stage, open, ...received, ...searchTerms(typed) };
  return pageReply(ctx, call, await searchPage(ctx, call, filter, limit, placeOf(cursor)));
});

/** A unit by its full id, though it may be closed by now, or by the code that it has today. */
function unitOnceKnown({ catalogue }: ApiContext, code: string, today: LocalDate): UnitId {
  return catalogue.unit(code) ? code : unitId(openUnit(catalogue, code, today, '/query/unit'));
}

async function pageReply({ read, catalogue }: ApiContext, call: Call, { items, next }: Page<DossierRow>) {
  const parties = await partiesOf(
    read,
    items.map((row) => row.id),
  );
  return ok({ items: items.map((row) => summaryView(catalogue, row, parties, call)), next });
}
