import { Refusal } from '../domain/problem';
import type { Call } from './call';
import type { ApiContext } from './context';
import { visibleDossier } from './reads/dossiers';
import { findTransfer } from './reads/transfers';

/** The dossier of a path as the record names it. @throws Refusal dossier-not-found */
export async function dossierSubject(ctx: ApiContext, call: Call): Promise<string> {
  const row = await visibleDossier(ctx, call, call.path.ref ?? '');
  call.about(row.code ?? row.id);
  return `dossier:${row.id}`;
}

/** The transfer of a path as the record names it. @throws Refusal transfer-not-found */
export async function transferSubject({ read }: ApiContext, { path }: Call): Promise<string> {
  const row = await findTransfer(read, path.id ?? '');
  if (!row) throw new Refusal('transfer-not-found');
  return `transfer:${row.id}`;
}
