import { createHmac, randomInt, randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

/** 32 MiB and three passes for a try. (OWASP Password Storage Cheat Sheet: N=2^15, r=8, p=3) */
const COST = { N: 2 ** 15, r: 8, p: 3 };
const [BYTES, MEMORY] = [32, 64 * 1024 * 1024];

/** As it is stored: `scrypt$N$r$p$salt$hash`, so that the cost can be raised later and old ones still be checked. */
export async function hashPassword(password: string, salt: Buffer = randomBytes(16)): Promise<string> {
  const { N, r, p } = COST;
  const hash = await derive(password.normalize('NFC'), salt, BYTES, { N, r, p, maxmem: MEMORY });
  return ['scrypt', N, r, p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/** Takes as long for an account without password, so that the time does not tell which names there are. */
export async function isPassword(password: string, stored: string | undefined): Promise<boolean> {
  const [, N, r, p, salt = '', hash = ''] = (stored ?? NOBODYS).split('$');
  const expected = Buffer.from(hash, 'base64url');
  const options = { N: Number(N), r: Number(r), p: Number(p), maxmem: MEMORY };
  const found = await derive(password.normalize('NFC'), Buffer.from(salt, 'base64url'), BYTES, options);
  return expected.length === found.length && timingSafeEqual(expected, found) && stored !== undefined;
}

const NOBODYS = ['scrypt', COST.N, COST.r, COST.p, 'AAAAAAAAAAAAAAAAAAAAAA', 'A'.repeat(43)].join('$');

/** Without letters that are read wrongly from paper. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A first password for one use: 80 bits in four groups that can be read out. */
export function randomPassword(): string {
  return grouped(Array.from({ length: 16 }, () => LETTERS[randomInt(LETTERS.length)] ?? 'x'));
}

/** The first password of an order to make an account: the same order again tells the same one. */
export function passwordOf(secret: Buffer, order: string): { password: string; salt: Buffer } {
  const bytes = createHmac('sha512', secret).update(`first password\n${order}`).digest();
  const letters = Array.from(bytes.subarray(0, 32)).reduce<string[]>((found, byte) => {
    // Bytes above the last whole multiple would make some letters likelier.
    return byte < 248 && found.length < 16 ? [...found, LETTERS[byte % LETTERS.length] ?? 'x'] : found;
  }, []);
  return { password: grouped(letters), salt: bytes.subarray(48, 64) };
}

function grouped(letters: string[]): string {
  return letters.join('').replace(/(.{4})(?=.)/g, '$1-');
}
