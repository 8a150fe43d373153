import { Refusal } from '../../domain/problem';
import type { TransferEvent } from '../../domain/transfer';
import { signedIn, type Call, type Handler, type Reply } from '../call';
import type { ApiContext } from '../context';
import { disposition } from '../disposition';
import { bundleOf, storedFile, type Evidence } from '../evidence/bundle';
import { dossierChains, dossierContents, histories, transferChains } from '../evidence/gather';
import { attachmentsOf, visibleDossier } from '../reads/dossiers';
import { printsOfDossier } from '../reads/prints';
import { findTransfer, transferEvents } from '../reads/transfers';

/** Everything that the record says of a dossier, in one file that proves itself without this server. */
export const downloadDossierEvidence: Handler = signedIn(async (ctx, call) => {
  const { id, code } = await visibleDossier(ctx, call, call.path.ref ?? '');
  call.about(code ?? id);
  const subject = `dossier:${id}`;
  const evidence: Evidence = {
    subject,
    code,
    chains: await dossierChains(ctx.read, id),
    ...(await dossierContents(ctx.read, id)),
    files: [],
    missing: [],
  };
  for (const { id: file, name, ...stored } of await attachmentsOf(ctx.read, id))
    await addStored(ctx, evidence, stored, `documents/${file}-${safe(name)}`);
  for (const { id: print, kind, sha256 } of await printsOfDossier(ctx.read, id)) {
    const path = `prints/${kind}-${print}.pdf`;
    const bytes = await ctx.prints.read(id, sha256).catch(absent);
    if (bytes) evidence.files.push({ path, kind: 'print', bytes });
    else evidence.missing.push(path);
  }
  return bundled(ctx, call, evidence);
});

/** The same of a transfer, with the papers behind its confirmations. */
export const downloadTransferEvidence: Handler = signedIn(async (ctx, call) => {
  const row = await findTransfer(ctx.read, call.path.id ?? '');
  if (!row) throw new Refusal('transfer-not-found');
  const evidence: Evidence = {
    subject: `transfer:${row.id}`,
    code: null,
    chains: await transferChains(ctx.read, row.id, row.programme_id),
    contents: [],
    withheld: [],
    files: [],
    missing: [],
  };
  for (const { event } of await transferEvents(ctx.read, row.id)) {
    const id = attachmentIn(event);
    const file = id === undefined ? undefined : await ctx.uploads.find(id);
    if (file) await addStored(ctx, evidence, file, `documents/${file.id}-${safe(file.name)}`);
    else if (id !== undefined) evidence.missing.push(`documents/${id}`);
  }
  return bundled(ctx, call, evidence);
});

function attachmentIn(event: TransferEvent): string | undefined {
  return event.kind === 'confirmed' ? event.confirmation.attachment : undefined;
}

async function addStored(
  ctx: ApiContext,
  { files, missing }: Evidence,
  stored: { sha256: string; size: number },
  path: string,
): Promise<void> {
  if (files.some((file) => file.path === path)) return;
  const file = await storedFile(ctx, stored, path);
  if (file) files.push(file);
  else missing.push(path);
}

async function bundled(ctx: ApiContext, call: Call, evidence: Evidence): Promise<Reply> {
  for (const { name, json } of await histories(ctx.read, evidence.subject)) {
    if (json === undefined) evidence.missing.push(name);
    else evidence.files.push({ path: name, kind: 'history', bytes: Buffer.from(json) });
  }
  const name = `evidence-${evidence.code ?? evidence.subject.replace(':', '-')}.zip`;
  return {
    status: 200,
    type: 'application/zip',
    headers: { 'Content-Disposition': disposition(name) },
    stream: await bundleOf(ctx, evidence, { at: call.now, by: call.actor.id }),
  };
}

/** Names of files as people gave them, without what a file system may read as a path. */
const safe = (name: string) => name.replace(/[^\p{L}\p{M}\p{N}._-]/gu, '_').slice(-100);

function absent(error: unknown): undefined {
  if (error instanceof Refusal) return undefined;
  throw error;
}
