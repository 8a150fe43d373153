import type { Knex } from 'knex';
import type { VerificationState } from '../../domain/verification';
import { pageOf, type Cursor, type Page } from '../cursor';

export type VerificationEntry = { state: VerificationState; checked: number };

type Stored = { id: string; ordered_at: string; state: string; checked: number };

/** The verifications that were ordered, the latest first, each with how far it is. */
export async function verificationPage(db: Knex, limit: number, cursor?: Cursor): Promise<Page<VerificationEntry>> {
  const query = db<Stored>('verifications')
    .orderBy([
      { column: 'ordered_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(limit + 1);
  if (cursor) void query.whereRaw('(ordered_at, id) < (?, ?)', [cursor.after ?? '', cursor.id]);
  const page = pageOf<Stored>(await query, limit, ({ ordered_at: after, id }) => ({ after, id }));
  return { ...page, items: page.items.map(entryOf) };
}

export async function findVerification(db: Knex, id: string): Promise<VerificationEntry | undefined> {
  const row: Stored | undefined = await db<Stored>('verifications').where({ id }).first();
  return row && entryOf(row);
}

const entryOf = ({ state, checked }: Stored): VerificationEntry => ({
  state: JSON.parse(state) as VerificationState,
  checked,
});
