import type { Knex } from 'knex';
import { SIGN_INS, type SignInEvent } from '../../config/sign-in-record';
import type { SignInKind } from '../../domain/sign-in';
import type { LocalDate } from '../../domain/time';
import { decodeCursor, pageOf, type Page } from '../cursor';

export type SignInFilter = { account?: string; kind?: SignInKind; from?: LocalDate; to?: LocalDate };

type Row = { subject: string; seq: number; event: string };

/** What happened at the door, the latest first. The days are part of the key, so a span of days reads nothing else. */
export async function signInPage(
  db: Knex,
  { account, kind, from = '0000', to = '9999' }: SignInFilter,
  limit: number,
  cursor?: string,
): Promise<Page<SignInEvent>> {
  const query = db('ledger')
    .where('subject', '>=', `${SIGN_INS}${from}`)
    .where('subject', '<=', `${SIGN_INS}${to}`)
    .select('subject', 'seq', 'event')
    .orderBy([
      { column: 'subject', order: 'desc' },
      { column: 'seq', order: 'desc' },
    ])
    .limit(limit + 1);
  if (account !== undefined) void query.where({ actor: account });
  if (kind !== undefined) void query.where({ kind });
  if (cursor !== undefined) {
    const { after, id } = decodeCursor(cursor);
    void query.whereRaw('(subject, seq) < (?, ?)', [after ?? '', /^\d{1,9}$/.test(id) ? Number(id) : 0]);
  }
  const { items, next } = pageOf((await query) as Row[], limit, ({ subject, seq }) => ({
    after: subject,
    id: String(seq),
  }));
  return { items: items.map(({ event }) => JSON.parse(event) as SignInEvent), next };
}
