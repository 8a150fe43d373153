import type { Knex } from 'knex';
import { inWriteTurn } from '../../config/write-turns';

const MOST = 500;

/**
 * Gives new lines of the outbox their places in the feed, and says how many got one.
 * The counter's row is held until the commit, so whoever sees a place sees all before it: no line ever comes in behind a
 * reader. (An automatic number is taken before the commit, and a reader can overtake it.)
 */
export async function sequence(db: Knex, read: Knex): Promise<number> {
  // A look that writes nothing: on SQLite an idle relay must not stand in the way of a counter.
  if (!(await read('outbox').whereNull('place').first('position'))) return 0;
  return inWriteTurn(db, () =>
    db.transaction(async (trx) => {
      const last = await holdCounter(trx, 'outbox');
      await trx.raw(
        `update outbox set place = numbered.place from (
         select position, ? + row_number() over (order by position) as place
         from (select position from outbox where place is null order by position limit ?) unplaced
       ) numbered where outbox.position = numbered.position`,
        [last, MOST],
      );
      const [now]: { place: number | null }[] = await trx('outbox').max({ place: 'place' });
      const value = now?.place ?? last;
      await trx('relay').where({ name: 'outbox' }).update({ value });
      return value - last;
    }),
  );
}

/** Reads a counter and keeps all others from it until the transaction ends. Begins with a write (see claimCommand). */
export async function holdCounter(trx: Knex, name: 'outbox' | 'fan-out'): Promise<number> {
  const [row]: { value: number }[] = await trx('relay')
    .where({ name })
    .update({ value: trx.ref('value') })
    .returning('value');
  if (!row) throw new Error(`the relay has no counter ${name}`);
  return row.value;
}
