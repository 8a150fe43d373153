import type { Knex } from 'knex';
import { Refusal } from '../domain/problem';

/**
 * Where a page ended: the sort value of its last row (null sorts last), what rows of the same value are sorted by next where
 * a list has that, and its id. Opaque to callers.
 */
export type Cursor = { after: string | null; then?: string; id: string };

export type Page<T> = { items: T[]; next: string | null };

export function encodeCursor({ after, then, id }: Cursor): string {
  return Buffer.from(JSON.stringify([after, id, ...(then === undefined ? [] : [then])])).toString('base64url');
}

/** @throws Refusal invalid-request for a cursor that no page gave out */
export function decodeCursor(text: string): Cursor {
  try {
    const [after, id, then, ...rest] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown[];
    const isPlace = isText(after) && typeof id === 'string' && isText(then ?? null) && rest.length === 0;
    if (isPlace) return { after, id, ...(typeof then === 'string' && { then }) };
  } catch {
    // Falls through: whatever is wrong with it, it is not ours.
  }
  const message = { vi: 'không phải dấu trang của danh sách này', en: 'is not a cursor of this list' };
  throw new Refusal('invalid-request', {}, [{ pointer: '/query/cursor', rule: 'cursor', message }]);
}

/** The place that a request names, where it does. @throws Refusal as `decodeCursor` */
export function placeOf(cursor: string | undefined): Cursor | undefined {
  return cursor === undefined ? undefined : decodeCursor(cursor);
}

const isText = (value: unknown): value is string | null => value === null || typeof value === 'string';

/** One page of rows of which one more was read than asked for. */
export function pageOf<Row>(rows: Row[], limit: number, place: (row: Row) => Cursor): Page<Row> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? encodeCursor(place(last)) : null };
}

/**
 * One page of a query, the newest first.
 * @param by two columns that tell every row from each other: when, and which; both are selected
 */
export async function newestPage<Row extends object>(
  query: Knex.QueryBuilder,
  [at, id]: [keyof Row & string, keyof Row & string],
  limit: number,
  cursor: Cursor | undefined,
): Promise<Page<Row>> {
  void query
    .orderBy([
      { column: at, order: 'desc' },
      { column: id, order: 'desc' },
    ])
    .limit(limit + 1);
  if (cursor) void query.whereRaw('(??, ??) < (?, ?)', [at, id, cursor.after ?? '', cursor.id]);
  return pageOf((await query) as Row[], limit, (row) => ({ after: String(row[at]), id: String(row[id]) }));
}
