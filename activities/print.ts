import type { Knex } from 'knex';
import { randomBytes } from 'node:crypto';
import { canonical, idFrom } from '../config/canonical';
import { CHAIN_START, chainHash, contentHash } from '../config/chain';
import type { CommandRow } from '../config/command-row';
import { printKey, type PrintBody } from '../config/print-body';
import { dossierFacts, eventsToPrint } from '../config/print-facts';
import { encryptPrint } from '../config/print-row';
import { openBody } from '../config/encrypted';
import { renderPdf } from '../config/print-pdf';
import { byOf } from '../domain/actor';
import type { DossierEvent } from '../domain/dossier';
import { dossierVariables } from '../domain/print-dossier';
import { resolveTemplate, type PrintDocument } from '../domain/print-document';
import { templateId, type PrintTemplate } from '../domain/print-template';
import { Refusal } from '../domain/problem';
import type { Instant } from '../domain/time';
import type { ActivityContext } from './context';
import { claimCommand } from './stores/commands';
import { appendLedger, type LedgerEvent } from './stores/ledger';
import { inTransaction, refusing } from './transaction';

type Made = { event: LedgerEvent; row: { id: string; hash: string } & Record<string, string | number> };

/**
 * Prints a document of a dossier: its file first, then the row that names it. It is drawn before the transaction, since
 * SQLite has one writer; what a step prints cannot change meanwhile. A document that is there already stays as it is.
 */
export async function applyPrint(context: ActivityContext, commandId: string): Promise<void> {
  const made = await refusing(() => makeDocument(context, commandId));
  await inTransaction(context.db, async (trx) => {
    const claimed = await claimCommand<PrintBody>(trx, commandId, context.now());
    if (claimed && made) await writePrint(trx, made);
  });
}

/** The document of a command that is still to be done, unless there is one of its step and kind. */
async function makeDocument(context: ActivityContext, commandId: string): Promise<Made | undefined> {
  const { db, catalogue } = context;
  const command = await db<CommandRow>('commands').where({ id: commandId, status: 'pending' }).first('body', 'sent_at');
  if (!command?.body) return undefined;
  const body = JSON.parse(openBody(db, commandId, command.body)) as PrintBody;
  const dossier: { data_key: string | null } | undefined = await db('dossiers')
    .where({ id: body.dossierId })
    .first('data_key');
  if (!dossier?.data_key) throw new Refusal('dossier-erased');
  const events = await eventsToPrint(db, catalogue, body);
  const step = events.at(-1)?.seq ?? 0;
  const id = idFrom(printKey(body.dossierId, step, body.kind));
  if (await db('prints').where({ id }).first('id')) return undefined;
  // The moment in which it was asked for: a worker that takes the command up again draws the same bytes.
  const printedAt = command.sent_at;
  const { model, template } = await resolveDocument(context, body, events, printedAt);
  const pdf = await renderPdf(model);
  const file = { sha256: await context.prints.save(body.dossierId, pdf), size: pdf.length };
  const made = recordOf({ id, step, commandId, printedAt, body, model, template, file });
  const holder = { id: body.dossierId, dataKey: dossier.data_key };
  return { ...made, row: { ...made.row, model: encryptPrint(db, holder, id, made.document) } };
}

/** @throws Refusal print-template-missing */
async function resolveDocument(
  { db, catalogue }: ActivityContext,
  { dossierId, kind, lookup }: PrintBody,
  events: DossierEvent[],
  printedAt: Instant,
) {
  const facts = { ...(await dossierFacts(db, catalogue, dossierId, events)), printedAt, lookup };
  const { receipt, rules } = facts.state;
  const form = catalogue.rules(receipt?.rules ?? rules)?.forms[kind];
  const template = form && catalogue.template(kind, form);
  if (!template) throw new Refusal('print-template-missing', { kind });
  return { template, model: resolveTemplate(template, dossierVariables(kind, facts, template), printedAt) };
}

type Drawn = {
  id: string;
  step: number;
  commandId: string;
  printedAt: Instant;
  body: PrintBody;
  model: PrintDocument;
  template: PrintTemplate;
  file: { sha256: string; size: number };
};

function recordOf({ id, step, commandId, printedAt, body, model, template, file }: Drawn) {
  const { actor, dossierId, kind } = body;
  const text = canonical(model);
  const salt = randomBytes(16).toString('hex');
  const modelHash = contentHash(salt, model);
  const what = { dossierId, step, document: kind, template: templateId(template), sha256: file.sha256, modelHash };
  const by = byOf(actor);
  const event = { seq: 1, at: printedAt, recordedAt: printedAt, kind: 'printed', by, commandId, ...what };
  const row = {
    id,
    dossier_id: dossierId,
    step,
    kind,
    regulation: template.regulation,
    number: template.number,
    template_version: template.version,
    printed_at: printedAt,
    printed_by: actor.id,
    command_id: commandId,
    ...file,
    model_hash: modelHash,
    hash: chainHash(CHAIN_START, event),
  };
  return { event, row, document: { salt, model: text } };
}

/** Of two that print the same at once the first stays. */
async function writePrint(trx: Knex, { event, row }: Made): Promise<void> {
  const inserted = await trx('prints').insert(row).onConflict('id').ignore().returning('id');
  if (inserted.length > 0) await appendLedger(trx, `print:${row.id}`, event, CHAIN_START);
}
