import type { Knex } from 'knex';
import { canonical } from '../../config/canonical';
import { locked } from '../../config/dialect';
import type { Given } from '../../config/draft-check';
import { documentsOfVersion, type Document } from '../../config/published';
import type { Definition, DraftContent } from '../../domain/definition';
import type { DraftEvent, DraftState } from '../../domain/draft';
import { evolveDraft } from '../../domain/draft';
import type { Instant } from '../../domain/time';
import { isOwn } from '../../domain/versions';
import { CHAIN_START } from '../../config/chain';
import { appendLedger } from './ledger';

export type StoredDraft = { state: DraftState; content: DraftContent; hash: string };

/** A draft as last written, held against other writers until the transaction ends. */
export async function holdDraft(trx: Knex, id: string): Promise<StoredDraft | undefined> {
  const row: { state: string; content: string; hash: string } | undefined = await locked(
    trx,
    trx('process_drafts').where({ id }).first('state', 'content', 'hash'),
  );
  return (
    row && {
      state: JSON.parse(row.state) as DraftState,
      content: JSON.parse(row.content) as DraftContent,
      hash: row.hash,
    }
  );
}

/** The open draft of a procedure. */
export async function openDraft(trx: Knex, procedure: string): Promise<DraftState | undefined> {
  const row: { state: string } | undefined = await trx('process_drafts')
    .where({ procedure_code: procedure })
    .whereIn('stage', ['editing', 'in-review'])
    .first('state');
  return row && (JSON.parse(row.state) as DraftState);
}

/** Appends an event to the draft's chain and brings its row along. */
export async function writeDraft(
  trx: Knex,
  held: StoredDraft | undefined,
  event: DraftEvent,
  content: DraftContent,
): Promise<DraftState> {
  const state = evolveDraft(held?.state, event);
  const hash = await appendLedger(trx, `draft:${state.id}`, event, held?.hash ?? CHAIN_START);
  const row = {
    stage: state.stage,
    seq: state.seq,
    valid_from: state.validFrom ?? null,
    version: state.published?.version ?? null,
    content: canonical(content),
    state: canonical(state),
    hash,
  };
  if (held) await trx('process_drafts').where({ id: state.id }).update(row);
  else {
    const first = { id: state.id, procedure_code: state.procedure, taken_at: event.at };
    await trx('process_drafts').insert({ ...row, ...first });
  }
  return state;
}

/** Numbers that the authority has given, also to what was withdrawn: a number means one thing for ever. */
export async function givenNumbers(trx: Knex, code: string, process: string): Promise<Given> {
  const rows: { kind: string; key: string }[] = await trx('config_documents')
    .whereIn('kind', ['procedures', 'processes', 'forms'])
    .select('kind', 'key');
  const numbers = (kind: string, id: string) =>
    rows
      .filter((row) => row.kind === kind && row.key.slice(0, row.key.lastIndexOf('@')) === id)
      .map(({ key }) => Number(key.slice(key.lastIndexOf('@') + 1)));
  return {
    procedures: numbers('procedures', code),
    processes: numbers('processes', process),
    forms: (id) => numbers('forms', id),
  };
}

/** Makes a version known to every running process, from the end of the transaction on. */
export async function addVersion(trx: Knex, definition: Definition, now: Instant): Promise<Document[]> {
  const { procedure, process, forms } = definition;
  const documents = documentsOfVersion({
    procedures: [procedure],
    processes: [process],
    forms: forms.filter(isOwn),
  });
  const known: { kind: string; key: string }[] = await trx('config_documents')
    .where({ kind: 'forms' })
    .select('kind', 'key');
  // Forms of own earlier versions that the process goes on using are there.
  const fresh = documents.filter(({ kind, key }) => !known.some((row) => row.kind === kind && row.key === key));
  await trx('config_documents').insert(fresh.map((document) => ({ ...document, loaded_at: now })));
  return fresh;
}

/** Takes a version back; its rows and its numbers stay, and so do its forms, which another may use by now. */
export async function withdrawDocuments(
  trx: Knex,
  documents: { kind: string; key: string }[],
  now: Instant,
): Promise<void> {
  for (const { kind, key } of documents.filter((document) => document.kind !== 'forms'))
    await trx('config_documents').where({ kind, key }).update({ withdrawn_at: now });
}
