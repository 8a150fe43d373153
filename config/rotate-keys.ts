import type { Knex } from 'knex';
import { vaultOf } from './vault';

const PAGE = 500;

/**
 * Wraps the data key of every dossier by the newest master key, batch by batch, while the system runs. What is encrypted
 * stays as it is: only its keys are wrapped anew. Stopped in the middle, it goes on from there the next time.
 * @param progress is told how many were done
 * @returns how many were wrapped anew
 */
export async function rewrapDataKeys(db: Knex, progress: (count: number) => void = () => undefined): Promise<number> {
  const vault = vaultOf(db);
  let done = 0;
  for (;;) {
    const rows: { id: string; data_key: string }[] = await otherwiseWrapped(db)
      .orderBy('id')
      .limit(PAGE)
      .select('id', 'data_key');
    if (rows.length === 0) return done;
    await db.transaction(async (trx) => {
      for (const { id, data_key: dataKey } of rows) {
        // One that was erased or wrapped anew meanwhile stays as it is.
        const mine = trx('dossiers').where({ id, data_key: dataKey });
        done += await mine.update({ data_key: vault.rewrap({ id, dataKey }) });
      }
    });
    progress(done);
  }
}

/** How many data keys are wrapped by another master key than the newest. */
export async function wrappedOtherwise(db: Knex): Promise<number> {
  const row = (await otherwiseWrapped(db).count({ n: '*' }).first()) as { n: number | string };
  return Number(row.n);
}

function otherwiseWrapped(db: Knex): Knex.QueryBuilder {
  const { id } = vaultOf(db).ring.newest();
  return db('dossiers').whereNotNull('data_key').whereNot('data_key', 'like', `${id}.%`);
}
