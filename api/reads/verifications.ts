import type { Knex } from 'knex';
import type { VerificationState } from '../../domain/verification';
import { newestPage, type Cursor, type Page } from '../cursor';

export type VerificationEntry = { state: VerificationState; checked: number };

type Stored = { id: string; ordered_at: string; state: string; checked: number };

/** The verifications that were ordered, the latest first, each with how far it is. */
export async function verificationPage(db: Knex, limit: number, cursor?: Cursor): Promise<Page<VerificationEntry>> {
  const page = await newestPage<Stored>(db('verifications'), ['ordered_at', 'id'], limit, cursor);
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
