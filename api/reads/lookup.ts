import type { Knex } from 'knex';
import type { Catalogue } from '../../domain/catalogue';
import { parseCode } from '../../domain/code';
import { Refusal } from '../../domain/problem';
import type { StatusCode } from '../../domain/process';
import type { Text } from '../../domain/text';
import type { Instant } from '../../domain/time';
import { isLookupKey } from '../lookup-key';
import { STATUS_TITLES } from '../status-titles';
import { stageView } from '../views';
import { findDossier, stateOf, type DossierRow } from './dossiers';
import { eventsOf } from './timeline';

/** What anybody with the receipt in hand may know. Nothing of it is about a person. */
export type PublicDossier = {
  code: string;
  procedure: Text;
  unit: { name: Text; address: string | null };
  stage: Text;
  status: { code: StatusCode; title: Text };
  closed: boolean;
  receivedAt: Instant | null;
  dueAt: Instant | null;
  /** When the result was there, and when it was handed over. */
  resultAt: Instant | null;
  returnedAt: Instant | null;
  /** Papers that the applicant still has to bring. */
  missing: string[];
};

/** A dossier by code and the key on its receipt. The answer is the same whichever is wrong. @throws Refusal dossier-not-found */
export async function lookUpDossier(
  db: Knex,
  catalogue: Catalogue,
  secret: Buffer,
  code: string,
  key: string,
): Promise<PublicDossier> {
  // Only by code: an id is no secret, and nothing that is printed.
  const row = parseCode(code) ? await findDossier(db, code) : undefined;
  const fits = isLookupKey(secret, row?.id ?? 'none', key);
  if (!row?.code || !fits) throw new Refusal('dossier-not-found');
  return publicView(db, catalogue, row, row.code);
}

async function publicView(db: Knex, catalogue: Catalogue, row: DossierRow, code: string): Promise<PublicDossier> {
  const state = stateOf(row);
  const { vi, en } = catalogue.procedure(state.procedure.code, state.procedure.version)?.name ?? { vi: code, en: code };
  const unit = catalogue.unit(row.receiving_unit);
  return {
    code,
    procedure: { vi, en },
    unit: { name: unit?.name ?? { vi: '', en: '' }, address: unit?.address ?? null },
    stage: stageView(catalogue, state).title,
    status: { code: row.status, title: STATUS_TITLES[row.status] },
    closed: Boolean(row.closed),
    receivedAt: row.received_at,
    dueAt: row.due_at,
    resultAt: row.finished_at,
    returnedAt: row.returned_at,
    missing: row.status === 5 ? await missingPapers(db, row) : [],
  };
}

/** Names of the papers last asked for; the reasons and notes beside them may speak of people and stay inside. */
async function missingPapers(db: Knex, row: DossierRow): Promise<string[]> {
  const events = await eventsOf(db, row.id);
  const asked = events.filter(({ event }) => event.to === row.stage && event.from !== row.stage).at(-1)
    ?.content?.papers;
  if (!Array.isArray(asked)) return [];
  return (asked as { name?: unknown }[]).flatMap(({ name }) => (typeof name === 'string' ? [name] : []));
}
