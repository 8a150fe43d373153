import type { Knex } from 'knex';
import { privacySubject } from '../../domain/privacy';
import type { Instant } from '../../domain/time';
import { archiveSubject } from '../archive';

/** A part of the record: chains in which something was recorded from one instant on and before another; or one subject's. */
export type RecordPart = { from: Instant; until: Instant } | { subject: string };

/** Leaves in a query only the dossiers of a part. @param column holds their ids */
export function onlyDossiers(query: Knex.QueryBuilder, column: string, part: RecordPart | undefined): void {
  if (!part) return;
  if ('from' in part)
    void query.whereRaw('?? in (select e.dossier_id from events e where e.at >= ? and e.at < ?)', [
      column,
      part.from,
      part.until,
    ]);
  else void query.where(column, dossierOf(part.subject) ?? '');
}

/** Leaves in a query on the ledger only the subjects of a part. @param column holds them as the ledger names them */
export function onlySubjects(query: Knex.QueryBuilder, column: string, part: RecordPart | undefined): void {
  if (!part) return;
  if ('from' in part) {
    const grown = 'select l.subject from ledger l where l.recorded_at >= ? and l.recorded_at < ?';
    void query.whereRaw(`?? in (${grown})`, [column, part.from, part.until]);
    return;
  }
  const { subject } = part;
  const id = dossierOf(subject);
  const own = [subject, archiveSubject(subject), ...(id === undefined ? [] : [`fees:${id}`, privacySubject(id)])];
  void query.where((which) => {
    void which.whereIn(column, own);
    if (id !== undefined)
      void which.orWhereRaw(`?? in (select 'print:' || p.id from prints p where p.dossier_id = ?)`, [column, id]);
  });
}

function dossierOf(subject: string): string | undefined {
  return subject.startsWith('dossier:') ? subject.slice('dossier:'.length) : undefined;
}

/** How many events a part has. */
export async function countPart(db: Knex, part: RecordPart | undefined): Promise<number> {
  const [events, ledger] = [db('events'), db('ledger')];
  onlyDossiers(events, 'events.dossier_id', part);
  onlySubjects(ledger, 'ledger.subject', part);
  const counts = await Promise.all([events, ledger].map((query) => query.count({ n: '*' }).first()));
  return counts.reduce((sum, row) => sum + Number((row as { n: number | string } | undefined)?.n ?? 0), 0);
}
