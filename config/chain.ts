import { canonical, sha256 } from './canonical';

/** The hash before the first event of a dossier, a transfer, or whatever else has a chain. */
export const CHAIN_START = '0'.repeat(64);

/** The link of the chain: everything in the event, and the link before. */
export function chainHash(previous: string, event: object): string {
  return sha256(`${previous}\n${canonical(event)}`);
}

/** The hash that stands in the event for content kept elsewhere; the salt keeps short answers from being guessed. */
export function contentHash(salt: string, content: unknown): string {
  return sha256(`${salt}\n${canonical(content)}`);
}
