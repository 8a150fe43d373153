import type { Knex } from 'knex';
import { privacySubject } from '../../domain/privacy';
import type { Tell } from './fault';
import { onlyDossiers, type RecordPart } from './part';

const MOST = 1000;

/**
 * What was written in a form and is not there although nobody erased it; and what is erased of which the record does not
 * say who erased it, or by which rule.
 */
export async function checkMissing(db: Knex, tell: Tell, part?: RecordPart): Promise<void> {
  type Row = { id: string; seq: number };
  const gone = db('events as e')
    .join('dossiers as d', 'd.id', 'e.dossier_id')
    .leftJoin('contents as c', (on) => on.on('c.dossier_id', 'e.dossier_id').andOn('c.seq', 'e.seq'))
    .whereNull('d.erased_at')
    .whereNull('c.seq')
    .where('e.event', 'like', '%"contentHash":"%')
    .limit(MOST)
    .select('e.dossier_id as id', 'e.seq');
  onlyDossiers(gone, 'e.dossier_id', part);
  for (const { id, seq } of (await gone) as Row[]) tell(`dossier:${id}`, seq, 'content-missing');
  const reasons = db('ledger as l')
    .join('dossiers as d', 'd.id', db.raw('substr(l.subject, 6)'))
    .leftJoin('fee_reasons as c', (on) => on.on('c.dossier_id', 'd.id').andOn('c.seq', 'l.seq'))
    .where('l.subject', 'like', 'fees:%')
    .whereNull('d.erased_at')
    .whereNull('c.seq')
    .where('l.event', 'like', '%"contentHash":"%')
    .limit(MOST)
    .select('d.id', 'l.seq');
  onlyDossiers(reasons, 'd.id', part);
  for (const { id, seq } of (await reasons) as Row[]) tell(`fees:${id}`, seq, 'content-missing');
  const said = db('ledger as l')
    .whereRaw('l.subject = ? || d.id', [privacySubject('')])
    .where('l.kind', 'erased')
    .select(db.raw('1'));
  const unsaid = db('dossiers as d').whereNotNull('d.erased_at').whereNotExists(said).limit(MOST).select('d.id');
  onlyDossiers(unsaid, 'd.id', part);
  for (const { id } of (await unsaid) as { id: string }[]) tell(`dossier:${id}`, 0, 'erasure-unsaid');
}
