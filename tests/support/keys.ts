import { tmpdir } from 'node:os';
import type { KeyPlace } from '../../config/key-ring';

/** Keys of tests that open a database by themselves. */
export const TEST_KEYS: KeyPlace = {
  home: tmpdir(),
  dataKeys: `test:${Buffer.alloc(32, 1).toString('base64')}`,
  searchKey: Buffer.alloc(32, 2).toString('base64'),
};

/** A encrypted text with one character changed. */
export function dented(encrypted: string): string {
  const at = encrypted.length >> 1;
  return encrypted.slice(0, at) + (encrypted[at] === 'A' ? 'B' : 'A') + encrypted.slice(at + 1);
}
