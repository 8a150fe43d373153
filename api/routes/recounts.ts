import { affectedPage, type Affected, type RecountBody } from '../../config/recount';
import type { Catalogue } from '../../domain/catalogue';
import type { Clock } from '../../domain/clock';
import { Refusal } from '../../domain/problem';
import { ok, signedIn, type Handler } from '../call';
import { commandReply } from '../command-reply';
import type { ApiContext } from '../context';
import { encodeCursor, placeOf } from '../cursor';
import { findRecount, recountPage, type RecountRow } from '../reads/recounts';
import { API, dossierPath, unitName } from '../views';

/** Dossiers looked at for one page; a page may be shorter than asked for. */
const LOOKED = 2000;

/** Open dossiers whose dates the calendar, as it is configured now, has elsewhere: nothing is moved by asking. */
export const previewRecount: Handler = signedIn(async ({ read, catalogue }, call) => {
  const { cursor, limit } = call.query as { cursor?: string; limit: number };
  const after = placeOf(cursor)?.id ?? '';
  const { found, next } = await affectedPage(read, catalogue, { after, most: limit, looked: LOOKED, at: call.now });
  return ok({
    items: found.map((affected) => affectedView(catalogue, affected)),
    next: next === undefined ? null : encodeCursor({ after: null, id: next }),
  });
});

function affectedView(catalogue: Catalogue, { state, moved }: Affected) {
  const { id, receipt, units, procedure, field } = state;
  return {
    id,
    code: receipt?.code ?? null,
    procedure: procedure.code,
    field,
    receiving: unitName(catalogue, units.receiving),
    before: datesOf(state.clock),
    after: datesOf(moved.clock),
    links: { self: dossierPath({ id, code: receipt?.code ?? null }) },
  };
}

const datesOf = ({ dueAt, stageDueAt }: Clock) => ({ dueAt: dueAt ?? null, stageDueAt: stageDueAt ?? null });

/** Moves the dates of all of them, each once, on the record. */
export const orderRecount: Handler = signedIn(async (ctx, call) => {
  const { decision, reason } = call.body as Pick<RecountBody, 'decision' | 'reason'>;
  const body: RecountBody = { actor: call.actor, decision, reason };
  const sent = await ctx.engine.carryOut(call.key, { kind: 'recount', subject: '', body });
  const { commandId } = sent;
  return commandReply(sent, 201, recountPath(commandId), async () => ({ recount: await recountView(ctx, commandId) }));
});

export const readRecount: Handler = signedIn(async (ctx, call) => {
  return ok(await recountView(ctx, call.path.id ?? ''));
});

export const listRecounts: Handler = signedIn(async ({ read }, { query }) => {
  const { cursor, limit } = query as { cursor?: string; limit: number };
  const { items, next } = await recountPage(read, limit, placeOf(cursor));
  return ok({ items: items.map(viewOf), next });
});

async function recountView({ read }: ApiContext, id: string) {
  const found = await findRecount(read, id);
  if (!found) throw new Refusal('not-found');
  return viewOf(found);
}

function viewOf(recount: RecountRow) {
  return { ...recount, links: { self: recountPath(recount.id) } };
}

function recountPath(id: string): string {
  return `${API}/recounts/${id}`;
}
