import { partingsOf } from '../../domain/parting';
import { Refusal } from '../../domain/problem';
import { ok, signedIn, type Handler } from '../call';
import { dossierAt } from '../dossier-at';
import { instantAt } from '../instant';
import { isReached } from '../permit';
import { visibleDossier } from '../reads/dossiers';
import { eventsOf } from '../reads/timeline';
import { findTransfer, transferEvents } from '../reads/transfers';
import { transferAt } from '../transfer-at';

/** A dossier as it stood at an instant, and what was different at another. */
export const readDossierAt: Handler = signedIn(async (ctx, call) => {
  const row = await visibleDossier(ctx, call, call.path.ref ?? '');
  call.about(row.code ?? row.id);
  const { at, against } = call.query as { at: string; against?: string };
  const events = await eventsOf(ctx.read, row.id);
  const then = await dossierAt(ctx, events, instantAt('/query/at', at), '/query/at');
  if (against === undefined) return ok({ ...then, against: null, differences: [] });
  const other = await dossierAt(ctx, events, instantAt('/query/against', against), '/query/against');
  return ok({ ...then, against: other.at, differences: partingsOf(plain(then), plain(other)) });
});

/** A transfer as it was at an instant, as known at another (now, unless told), and what was not known at the instant itself. */
export const readTransferAt: Handler = signedIn(async (ctx, call) => {
  const row = await findTransfer(ctx.read, call.path.id ?? '');
  if (!row || !isReached(ctx.catalogue, call, { units: [row.unit] })) throw new Refusal('transfer-not-found');
  const { at: asked, known: by } = call.query as { at: string; known?: string };
  const at = instantAt('/query/at', asked);
  const known = by === undefined ? call.now : instantAt('/query/known', by);
  const events = (await transferEvents(ctx.read, row.id)).map(({ event }) => event);
  const was = await transferAt(ctx, events, { at, known });
  const then = await orNothing(transferAt(ctx, events, { at, known: at }));
  return ok({ at, known, ...was, learntLater: partingsOf(plain(then ?? {}), plain(was)) });
});

/** At the instant itself the record may not have known of it at all. */
async function orNothing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'before-beginning') return undefined;
    throw error;
  }
}

/** As it goes over the wire, so that differences point into what the caller sees. */
function plain(value: object): unknown {
  return JSON.parse(JSON.stringify(value));
}
