import { join } from 'node:path';
import type { Env } from '../../config/env';
import { sealKeys, type SealKeys } from '../../config/seal-key';

/** Where an installation keeps its seals, and the keys that sign them. */
export function sealPlace({ home, seals }: Env): { folder: string; keys: () => SealKeys } {
  const keys = { path: home, keys: join(home, 'keys') };
  return { folder: seals.folder, keys: () => sealKeys(keys, seals.keyFile) };
}
