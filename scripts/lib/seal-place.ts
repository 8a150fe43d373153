import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Env } from '../../config/env';
import { readSeals, type SealFile } from '../../config/seal-files';
import { knownSealKeys, sealKeys, type SealKeys } from '../../config/seal-key';

/** Where an installation keeps its seals, and the keys that sign them. */
export function sealPlace({ home, seals }: Env): { folder: string; keys: () => SealKeys } {
  const keys = { path: home, keys: join(home, 'keys') };
  return { folder: seals.folder, keys: () => sealKeys(keys, seals.keyFile) };
}

/**
 * What the record is verified against: the seals that were laid out, and the keys of the installation.
 * @param folder where seals that were given away lie, when it is not the installation's own
 */
export async function knownSeals(
  { home, seals }: Env,
  folder = seals.folder,
): Promise<{ files: SealFile[]; keys?: string[] }> {
  const keys = knownSealKeys({ path: home, keys: join(home, 'keys') }, seals.keyFile);
  const files = existsSync(folder) ? await readSeals(folder) : [];
  return { files, ...(keys.length > 0 && { keys }) };
}
