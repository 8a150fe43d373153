import type { Knex } from 'knex';
import { idFrom } from '../../config/canonical';
import type { RelayEnv } from '../../config/env-relay';
import { feedEvent, feedRows, typeOf, wants, type FeedRow } from '../../config/feed';
import type { Logger } from '../../config/logger';
import { backoffMs } from '../../domain/backoff';
import { machineTime } from '../stores/deliveries';
import { claimWebhooks, updateClaimed, type ClaimedWebhook } from '../stores/webhooks';
import { leaseMs } from './deliver';
import { postSigned } from './post';

/** Lines that are looked at, and events that are sent, at one time. */
const [LOOKED_AT, SENT] = [500, 100];

export type Pushing = {
  db: Knex;
  read: Knex;
  logger: Logger;
  env: Pick<RelayEnv, 'timeoutMs' | 'backoff' | 'allowPrivate'>;
};

/** Takes receivers of events that have something to get; each is a piece of work of its own. */
export async function takeWebhooks(parts: Pushing, most: number): Promise<(() => Promise<void>)[]> {
  const claimed = await claimWebhooks(parts, most, leaseMs(parts.env.timeoutMs));
  return claimed.map((webhook) => () => push(parts, webhook));
}

/**
 * Sends the next batch. The place moves only when the receiver has said yes: it may get a batch twice, then with the same
 * id, but never misses one and never gets a later one first.
 */
async function push({ db, read, logger, env }: Pushing, webhook: ClaimedWebhook): Promise<void> {
  const { rows, to } = await nextBatch(read, webhook);
  const free = { lease: null, due_at: machineTime() };
  if (rows.length === 0) {
    await updateClaimed(db, webhook, { ...free, place: to, batch_to: null });
    return;
  }
  // What is sent again must be the same batch, although more has happened by then.
  if (webhook.batch_to === null && !(await updateClaimed(db, webhook, { batch_to: to }))) return;
  const { id, url, secret, place } = webhook;
  const body = { v: 1, webhook: id, events: rows.map(feedEvent) };
  const post = { url, secret, id: idFrom(`batch\n${id}\n${place}\n${to}`), body, allowPrivate: env.allowPrivate };
  const outcome = await postSigned(post, AbortSignal.timeout(env.timeoutMs));
  if (outcome.is === 'sent') {
    const sent = { ...free, place: to, batch_to: null, failures: 0, last_error: null, last_sent_at: machineTime() };
    await updateClaimed(db, webhook, sent);
    return;
  }
  const failures = webhook.failures + 1;
  logger.warn({ webhook: id, failures, error: outcome.error }, 'events were not delivered');
  await updateClaimed(db, webhook, {
    lease: null,
    due_at: machineTime(backoffMs(env.backoff, failures)),
    failures,
    last_error: outcome.error,
    last_failed_at: machineTime(),
  });
}

/** The next events that a receiver wants, and how far they reach. */
async function nextBatch(read: Knex, { place, batch_to: fixed, kinds }: ClaimedWebhook): Promise<Batch> {
  const wanted = JSON.parse(kinds) as string[];
  const looked = (await feedRows(read, place, LOOKED_AT)).filter((row) => fixed === null || row.place <= fixed);
  const rows = looked.filter((row) => wants(wanted, typeOf(row))).slice(0, SENT);
  const full = rows.length === SENT ? rows.at(-1) : looked.at(-1);
  return { rows, to: fixed ?? full?.place ?? place };
}

type Batch = { rows: FeedRow[]; to: number };
