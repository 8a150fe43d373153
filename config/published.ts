import type { Knex } from 'knex';
import type { CatalogueData } from '../domain/catalogue';
import { messageKey } from '../domain/message';
import type { Decision } from '../domain/plan';
import { templateId } from '../domain/print-template';
import type { Procedure } from '../domain/procedure';
import type { Instant } from '../domain/time';
import { unitId } from '../domain/unit';
import { inForce } from '../domain/versions';
import { canonical, sha256 } from './canonical';

export type Kind = keyof CatalogueData;
type Kinds = Required<CatalogueData>;
/** `hash` covers the part that may not change any more; of units, fields, calendars and rules everything may be corrected. */
export type Document = { kind: Kind; key: string; content: string; hash: string };

/** A published version was changed in the configuration instead of being followed by a new one. */
export class PublishedChanged extends Error {
  constructor(readonly documents: string[]) {
    super(
      `Đã công bố thì không sửa, hãy thêm phiên bản mới: ${documents.join(', ')}\n` +
        `Published versions never change, add a new one: ${documents.join(', ')}`,
    );
  }
}

/**
 * Publishes the configuration: new versions are added, open rows are brought up to date, nothing is removed.
 * @throws PublishedChanged before anything is written
 */
export async function publish(db: Knex, data: CatalogueData, now: Instant): Promise<void> {
  await db.transaction(async (trx) => {
    // A write first: on SQLite what has read already cannot wait for another writer.
    await trx('config_state').where({ name: 'catalogue' }).update({ name: 'catalogue' });
    const rows: Document[] = await trx('config_documents').select('kind', 'key', 'content', 'hash');
    const known = new Map(rows.map((row) => [`${row.kind} ${row.key}`, row]));
    const before = ({ kind, key }: Document) => known.get(`${kind} ${key}`);
    const documents = documentsOf(data).filter((document) => before(document)?.content !== document.content);
    const changed = documents.filter((document) => (before(document)?.hash ?? document.hash) !== document.hash);
    if (changed.length > 0) throw new PublishedChanged(changed.map(({ kind, key }) => `${kind} ${key}`));
    for (const document of documents) {
      const row = { ...document, loaded_at: now };
      await trx('config_documents').insert(row).onConflict(['kind', 'key']).merge(row);
    }
    if (documents.length > 0) await countUp(trx);
  });
}

/** Tells every running process that what is published has changed, once the transaction is over. */
export async function countUp(trx: Knex): Promise<void> {
  await trx('config_state').where({ name: 'catalogue' }).increment('version', 1);
}

/** How often what is published has changed: one row by its key. */
export async function publishedVersion(db: Knex): Promise<number> {
  const row: { version: number } | undefined = await db('config_state').where({ name: 'catalogue' }).first('version');
  return row?.version ?? 0;
}

/**
 * Everything ever published: dossiers under an old version find it though the configuration has moved on. Versions come
 * with the days on which they are really in force, whoever published them.
 */
export async function published(db: Knex): Promise<CatalogueData> {
  const rows: Document[] = await db('config_documents')
    .whereNull('withdrawn_at')
    .orderBy(['kind', 'key'])
    .select('kind', 'content');
  const of = <K extends Kind>(kind: K) =>
    rows.filter((row) => row.kind === kind).map((row) => JSON.parse(row.content) as Kinds[K][number]) as Kinds[K];
  return {
    units: of('units'),
    fields: of('fields'),
    procedures: byCode(of('procedures')).flatMap(inForce),
    processes: of('processes'),
    forms: of('forms'),
    calendars: of('calendars'),
    rules: of('rules'),
    plans: of('plans'),
    decisions: of('decisions'),
    staffing: of('staffing'),
    localCalendars: of('localCalendars'),
    reminders: of('reminders'),
    messages: of('messages'),
    templates: of('templates'),
    permissions: of('permissions'),
  };
}

function byCode(procedures: Procedure[]): Procedure[][] {
  const codes = new Map<string, Procedure[]>();
  for (const procedure of procedures) codes.set(procedure.code, [...(codes.get(procedure.code) ?? []), procedure]);
  return [...codes.values()];
}

const all = (item: unknown) => item;
/** What the choices of a question are called says nothing of what may be answered, and may be put right at any time. */
const asked = (item: unknown) =>
  JSON.parse(JSON.stringify(item, (key, value: unknown) => (key === 'x-choices' ? undefined : value))) as unknown;
const nothing = () => null;
/** What was read wrongly from a decision may be put right; the decision itself stays the one it is. */
const cited = ({ number, date }: Decision) => ({ number, date });

function documentsOf(data: CatalogueData): Document[] {
  // A procedure is retired by giving it an end, which dossiers under it do not feel.
  const untilRetired = ({ validTo, replacedBy, ...rest }: Procedure) => asked(rest);
  return [
    ...rows('processes', data.processes, (process) => `${process.id}@${process.version}`, all),
    ...rows('forms', data.forms, (form) => `${form.id}@${form.version}`, asked),
    ...rows('procedures', data.procedures, (procedure) => `${procedure.code}@${procedure.version}`, untilRetired),
    ...rows('units', data.units, unitId, nothing),
    ...rows('fields', data.fields, (field) => field.code, nothing),
    ...rows('calendars', data.calendars, (calendar) => calendar.code, nothing),
    ...rows('rules', data.rules, (rules) => rules.code, nothing),
    ...rows('plans', data.plans ?? [], (plan) => `${plan.id}@${plan.version}`, all),
    ...rows('decisions', data.decisions ?? [], (decision) => decision.number, cited),
    ...rows('staffing', data.staffing ?? [], (rule) => rule.code, nothing),
    ...rows('localCalendars', data.localCalendars ?? [], (calendar) => calendar.code, nothing),
    ...rows('reminders', data.reminders ?? [], (rule) => rule.code, nothing),
    ...rows('messages', data.messages ?? [], messageKey, nothing),
    ...rows('templates', data.templates ?? [], templateId, all),
    ...rows('permissions', data.permissions ?? [], (table) => table.code, nothing),
  ];
}

function rows<T>(kind: Kind, list: T[], keyOf: (item: T) => string, fixed: (item: T) => unknown): Document[] {
  return list.map((item) => {
    const hash = sha256(canonical(fixed(item)));
    return { kind, key: keyOf(item), content: canonical(item), hash };
  });
}

/** The documents of a version that is published from a draft. */
export function documentsOfVersion(data: Pick<CatalogueData, 'procedures' | 'processes' | 'forms'>): Document[] {
  const none = { units: [], fields: [], calendars: [], rules: [] };
  return documentsOf({ ...none, ...data });
}
