import type { Knex } from 'knex';
import type { UnitId } from '../domain/unit';

const CHUNK = 500;

/** Tasks that open transfers have a claim on at some units, as `unit field task`. */
export async function claimsAt(db: Knex, units: UnitId[]): Promise<Set<string>> {
  const all = [...new Set(units)];
  const claims = new Set<string>();
  for (let i = 0; i < all.length; i += CHUNK) {
    const rows: { unit: string; field: string; task: string }[] = await db('transfer_claims')
      .whereIn('unit', all.slice(i, i + CHUNK))
      .select('unit', 'field', 'task');
    for (const { unit, field, task } of rows) claims.add(`${unit} ${field} ${task}`);
  }
  return claims;
}
