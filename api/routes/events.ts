import { feedEvent, feedRows, typeOf, wants } from '../../config/feed';
import { ok, signedIn, type Handler } from '../call';

type FeedQuery = { after: number; limit: number; kinds?: string };

/** What happened after a place, in order; whoever keeps the last place he has seen goes on from there. */
export const readEvents: Handler = signedIn(async ({ read }, { query }) => {
  const { after, limit, kinds } = query as FeedQuery;
  const rows = await feedRows(read, after, limit);
  const wanted = kinds === undefined ? ['*'] : kinds.split(',');
  const items = rows.filter((row) => wants(wanted, typeOf(row))).map(feedEvent);
  return ok({ items, next: rows.at(-1)?.place ?? after, more: rows.length === limit });
});
