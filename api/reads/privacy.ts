import type { Knex } from 'knex';
import { PRIVACY, privacySubject } from '../../domain/privacy';
import type { By } from '../../domain/actor';
import type { Instant } from '../../domain/time';
import { pageOf, type Cursor, type Page } from '../cursor';

/** What somebody did about the personal data of a dossier. */
export type PrivacyEvent = {
  seq: number;
  at: Instant;
  kind: string;
  by: By;
  reason?: string;
  part?: string;
  field?: string;
  rule?: { procedure: string; years: number; source?: string; unverified?: boolean };
};

export type PrivacyRow = { dossierId: string; code: string | null; event: PrivacyEvent };

type Row = { subject: string; seq: number; recorded_at: Instant; event: string; code: string | null };

function rows(db: Knex): Knex.QueryBuilder {
  return db('ledger as l')
    .leftJoin('dossiers as d', 'd.id', db.raw('substr(l.subject, ?)', [PRIVACY.length + 1]))
    .select('l.subject', 'l.seq', 'l.recorded_at', 'l.event', 'd.code');
}

const opened = ({ subject, code, event }: Row): PrivacyRow => ({
  dossierId: subject.slice(PRIVACY.length),
  code,
  event: JSON.parse(event) as PrivacyEvent,
});

/** All of one dossier, in order. */
export async function privacyEventsOf(db: Knex, dossierId: string): Promise<PrivacyRow[]> {
  const found = (await rows(db).where('l.subject', privacySubject(dossierId)).orderBy('l.seq')) as Row[];
  return found.map(opened);
}

export type PrivacyFilter = { account?: string; kind?: string };

/** Of all dossiers, the latest first. */
export async function privacyPage(
  db: Knex,
  { account, kind }: PrivacyFilter,
  limit: number,
  cursor?: Cursor,
): Promise<Page<PrivacyRow>> {
  const place = db.raw(`l.subject || '/' || l.seq`);
  const query = rows(db)
    .where('l.subject', 'like', `${PRIVACY}%`)
    .orderByRaw('l.recorded_at desc, ? desc', [place])
    .limit(limit + 1);
  if (account !== undefined) void query.where('l.actor', account);
  if (kind !== undefined) void query.where('l.kind', kind);
  if (cursor) {
    const after = cursor.after ?? '';
    void query.where(
      (where) =>
        void where
          .where('l.recorded_at', '<', after)
          .orWhere((same) => void same.where('l.recorded_at', after).where(place, '<', cursor.id)),
    );
  }
  const page = pageOf((await query) as Row[], limit, (row) => ({
    after: row.recorded_at,
    id: `${row.subject}/${row.seq}`,
  }));
  return { ...page, items: page.items.map(opened) };
}
