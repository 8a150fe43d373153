import type { Knex } from 'knex';
import { gapsOf, type ReceiptGap } from '../domain/cash-up';

/**
 * The numbers that are missing in the receipt books of some entries, whoever used the books: from the number before the
 * first of them up to the last. Shared by the cash-up and by the API that shows a till before it is closed.
 */
export async function receiptGaps(
  db: Knex,
  entries: { book?: string | null; number?: number | null }[],
): Promise<ReceiptGap[]> {
  const gaps: ReceiptGap[] = [];
  for (const book of [...new Set(entries.flatMap((entry) => entry.book ?? []))].sort()) {
    const own = entries.flatMap((entry) => (entry.book === book ? (entry.number ?? []) : []));
    const first = own.reduce((least, number) => Math.min(least, number));
    const last = own.reduce((most, number) => Math.max(most, number));
    const before = (await db('fee_entries')
      .where({ book })
      .where('number', '<', first)
      .max('number as number')
      .first()) as { number: number | null } | undefined;
    const rows: { number: number }[] = await db('fee_entries')
      .where({ book })
      .whereBetween('number', [before?.number ?? first, last])
      .select('number');
    const used = rows.map(({ number }) => number);
    gaps.push(...gapsOf(book, used, own));
  }
  return gaps;
}
