import type { Knex } from 'knex';
import { localDate, type Instant, type LocalDate } from '../../domain/time';

/** The newest event of each chain that has grown. */
export type Grown = Map<string, { seq: number; hash: string }>;

type Row = { subject: string; seq: number; at: Instant; hash: string };

const PAGE = 5000;

/** The day on which the record begins; nothing while it is empty. */
export async function firstDay(db: Knex): Promise<LocalDate | undefined> {
  const [events]: { at: Instant | null }[] = await db('events').min({ at: 'at' });
  const [ledger]: { at: Instant | null }[] = await db('ledger').min({ at: 'recorded_at' });
  const [first] = [events?.at, ledger?.at].filter((at) => at != null).sort();
  return first === undefined ? undefined : localDate(first);
}

/**
 * The chains with events that no seal covers, by the day of the record on which they grew.
 * @param from what is older belongs to this day
 * @param until events from this instant on are left for later
 */
export async function grownChains(db: Knex, from: LocalDate, until: Instant): Promise<Map<LocalDate, Grown>> {
  const days = new Map<LocalDate, Grown>();
  for (const table of ['events', 'ledger'] as const) {
    for await (const { subject, seq, at, hash } of uncovered(db, table, until)) {
      const date = localDate(at);
      const day = date < from ? from : date;
      const grown = days.get(day) ?? new Map<string, { seq: number; hash: string }>();
      days.set(day, grown.set(subject, { seq, hash }));
    }
  }
  return days;
}

async function* uncovered(db: Knex, table: 'events' | 'ledger', until: Instant): AsyncGenerator<Row> {
  const own = table === 'events' ? { id: 'dossier_id', at: 'at' } : { id: 'subject', at: 'recorded_at' };
  const subject = table === 'events' ? db.raw(`'dossier:' || r.dossier_id`) : db.raw('r.subject');
  for (let after: { key: string; seq: number } | undefined; ;) {
    const query = db(`${table} as r`)
      .where(`r.${own.at}`, '<', until)
      .whereRaw('r.seq > coalesce((select max(l.seq) from seal_leaves l where l.subject = ?), 0)', [subject])
      .orderBy([`r.${own.id}`, 'r.seq'])
      .limit(PAGE)
      .select(
        { key: `r.${own.id}`, seq: 'r.seq', at: `r.${own.at}`, hash: 'r.hash' },
        db.raw('? as subject', [subject]),
      );
    if (after) {
      const { key, seq } = after;
      void query.where(
        (where) =>
          void where
            .where(`r.${own.id}`, '>', key)
            .orWhere((same) => void same.where(`r.${own.id}`, key).where('r.seq', '>', seq)),
      );
    }
    const rows = (await query) as (Row & { key: string })[];
    yield* rows;
    after = rows.at(-1);
    if (rows.length < PAGE) return;
  }
}
