import { CipherBroken } from '../cipher';

/** What opens; null for what does not, which is then a fault. */
export function opened<T>(open: () => T): T | null {
  try {
    return open();
  } catch (error) {
    if (error instanceof CipherBroken) return null;
    throw error;
  }
}
