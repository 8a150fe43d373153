import type { Knex } from 'knex';
import { vaultOf } from './vault';

/** The hash by which a command's body is known again. Keyed: it stays, and from a plain one a number could be guessed. */
export const bodyHash = (db: Knex, plain: string): string => `h1.${vaultOf(db).hmac(`body\n${plain}`)}`;
