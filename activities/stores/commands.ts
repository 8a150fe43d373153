import type { Knex } from 'knex';
import type { CommandBody } from '../../config/command-body';
import { isExpired, refusalOf, type CommandRow } from '../../config/command-row';
import { openBody } from '../../config/encrypted';
import type { Actor } from '../../domain/actor';
import type { Group } from '../../domain/plan';
import { Refusal } from '../../domain/problem';
import type { Instant } from '../../domain/time';
import { requireDelegation } from './delegations';
import { storedDossier, type StoredDossier } from './dossiers';

/** `publishedVersion` counts what is published: a dossier is begun under what is in force now, on every machine. */
export type Claimed<Body> = { body: Body; held: StoredDossier | undefined; publishedVersion: number };

type ClaimedRow = Pick<CommandRow, 'body' | 'sent_at'> & {
  state: string | null;
  hash: string | null;
  data_key: string | null;
  received_group: Group | null;
  unsettled: number | null;
  published: number | null;
};

/**
 * Takes a command up for doing and marks it done: its body with the dossier as last written, in one round trip, or
 * nothing when it was done before.
 * Begins with a write, so that on SQLite the transaction holds the write lock before it reads anything; when the step is
 * refused, the transaction takes the mark back. What was written is swept away a little later.
 * @throws Refusal what it was refused with before, command-expired, command-not-found, delegation-not-in-force
 */
export async function claimCommand<Body = CommandBody>(
  trx: Knex,
  id: string,
  now: Instant,
): Promise<Claimed<Body> | undefined> {
  const dossier = (column: 'state' | 'hash' | 'received_group' | 'data_key') =>
    trx('dossiers').where('id', trx.ref('commands.dossier_id')).select(column).as(column);
  const unsettled = trx('handover_items')
    .where({ dossier_id: trx.ref('commands.dossier_id'), blocked: 1 })
    .max('blocked')
    .as('unsettled');
  const published = trx('config_state').where({ name: 'catalogue' }).select('version').as('published');
  const [row]: ClaimedRow[] = await trx('commands')
    .where({ id, status: 'pending' })
    .update({ status: 'done', ended_at: now })
    .returning([
      'body',
      'sent_at',
      dossier('state'),
      dossier('hash'),
      dossier('received_group'),
      dossier('data_key'),
      unsettled,
      published,
    ] as unknown as string[]);
  if (!row) return ended(trx, id);
  if (isExpired(row, now)) throw new Refusal('command-expired');
  const body = JSON.parse(openBody(trx, id, row.body)) as Body & { actor?: Actor };
  if (body.actor) await requireDelegation(trx, body.actor, now);
  const { received_group: receivedBy, unsettled: waits } = row;
  const held = storedDossier(row);
  const publishedVersion = Number(row.published ?? 0);
  return {
    body,
    publishedVersion,
    held: held && { ...held, ...(receivedBy && { receivedBy }), unsettled: Boolean(waits) },
  };
}

async function ended(trx: Knex, id: string): Promise<undefined> {
  const row = await trx<CommandRow>('commands').where({ id }).first();
  if (!row) throw new Refusal('command-not-found');
  if (row.status === 'refused') throw refusalOf(row);
  return undefined;
}
