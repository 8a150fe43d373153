import type { Knex } from 'knex';
import type { VerificationState } from '../../domain/verification';

export type VerificationEntry = { state: VerificationState; checked: number };

const LATEST = 100;

/** The verifications that were ordered, the latest first, or the one of an id, each with how far it is. */
export async function verificationsOf(db: Knex, id?: string): Promise<VerificationEntry[]> {
  const query = db('verifications').orderBy('ordered_at', 'desc').orderBy('id').limit(LATEST);
  if (id !== undefined) void query.where({ id });
  const rows: { state: string; checked: number }[] = await query.select('state', 'checked');
  return rows.map(({ state, checked }) => ({ state: JSON.parse(state) as VerificationState, checked }));
}
