import { PassThrough, type Readable } from 'node:stream';
import type { Knex } from 'knex';
import type { Logger } from 'pino';
import { lastPlace, subjectOf } from '../config/feed';
import type { Actor } from '../domain/actor';
import type { Catalogue } from '../domain/catalogue';
import { decide } from '../domain/reach';
import type { Instant } from '../domain/time';
import type { UnitId } from '../domain/unit';
import { dossiersSeen } from './reads/seen';

/** What changed, by its ids only. */
export type Change = { dossiers: string[]; transfers: string[] };

type Listener = { actor: Actor; stream: PassThrough; since: number };
type Options = {
  read: Knex;
  /** As it now is: versions come while the program runs. */
  catalogue: () => Catalogue;
  now: () => Instant;
  logger: Logger;
  /** How often the record is looked at, in milliseconds. */
  everyMs?: number;
};

const TRANSFER_READ = 'transfer.read';
/** A proxy closes what is silent for long. */
const SILENCE_MS = 20_000;
/** Then the caller comes again with a token that is looked at anew. */
const LONGEST_MS = 15 * 60_000;
/** Steps told in one look; whoever is further behind than that reads all anew anyway. */
const MOST = 500;
/** Unread bytes after which a caller has gone to sleep. */
const ASLEEP = 64 * 1024;

/**
 * Tells everybody who listens what has changed since. The record is asked once for all of them, and only while somebody
 * listens; who may see what is asked once for each role and unit among them, and only when something has changed.
 */
export class LiveChanges {
  readonly #listeners = new Set<Listener>();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #place: number | undefined;
  #spokeAt = Date.now();

  constructor(private readonly options: Options) {}

  /** A stream of server-sent events; it ends when its reader goes, or after a quarter of an hour. */
  listen(actor: Actor): Readable {
    const stream = new PassThrough();
    const listener = { actor, stream, since: Date.now() };
    this.#listeners.add(listener);
    stream.once('close', () => this.#drop(listener));
    stream.write('retry: 2000\n\n');
    this.#timer ??= this.#next();
    return stream;
  }

  /** Ends all streams: a server that stops waits for those who are still being answered. */
  async stop(): Promise<void> {
    for (const listener of this.#listeners) this.#drop(listener);
    clearTimeout(this.#timer);
    await this.#looking;
  }

  #next(): NodeJS.Timeout {
    return setTimeout(() => {
      this.#looking = this.#look()
        .catch((error: unknown) => this.options.logger.warn({ err: error }, 'changes were not told'))
        .finally(() => {
          this.#timer = this.#listeners.size > 0 ? this.#next() : undefined;
          // Nobody was told of what happens from here on.
          if (!this.#timer) this.#place = undefined;
        });
    }, this.options.everyMs ?? 1000).unref();
  }

  async #look(): Promise<void> {
    const { read } = this.options;
    const from = this.#place;
    const to = await lastPlace(read);
    this.#place = to;
    this.#sweep();
    if (from === undefined || to <= from) return;
    const rows = await changedSince(read, from);
    await Promise.all([...this.#audiences()].map((listeners) => this.#tell(listeners, rows)));
  }

  /** Those who see the same. */
  #audiences(): Iterable<Listener[]> {
    const found = new Map<string, Listener[]>();
    for (const listener of this.#listeners) {
      const { role, unit } = listener.actor;
      const same = found.get(`${role} ${unit}`);
      if (same) same.push(listener);
      else found.set(`${role} ${unit}`, [listener]);
    }
    return found.values();
  }

  async #tell(listeners: Listener[], { dossiers, transfers }: Changed): Promise<void> {
    const actor = listeners[0]?.actor;
    if (!actor) return;
    const { read, now } = this.options;
    const catalogue = this.options.catalogue();
    const seen = await dossiersSeen(read, catalogue, { actor, now: now() }, dossiers);
    const change: Change = {
      dossiers: dossiers.filter((id) => seen.has(id)),
      transfers: transfers
        .filter(({ unit }) => !decide(catalogue, actor, TRANSFER_READ, { units: [unit] }).denied)
        .map(({ id }) => id),
    };
    if (change.dossiers.length + change.transfers.length === 0) return;
    for (const { stream } of listeners) stream.write(`event: change\ndata: ${JSON.stringify(change)}\n\n`);
  }

  #sweep(): void {
    const at = Date.now();
    for (const listener of this.#listeners)
      if (at - listener.since > LONGEST_MS || listener.stream.readableLength > ASLEEP) this.#drop(listener);
    if (at - this.#spokeAt < SILENCE_MS) return;
    this.#spokeAt = at;
    for (const { stream } of this.#listeners) stream.write(':\n\n');
  }

  #drop(listener: Listener): void {
    this.#listeners.delete(listener);
    listener.stream.end();
  }
}

type Changed = { dossiers: string[]; transfers: { id: string; unit: UnitId }[] };

async function changedSince(read: Knex, place: number): Promise<Changed> {
  const rows: { subject: string }[] = await read('outbox')
    .where('place', '>', place)
    .orderBy('place', 'desc')
    .limit(MOST)
    .select('subject');
  const subjects = [...new Set(rows.map(({ subject }) => subject))].map(subjectOf);
  const of = (kind: string) => subjects.filter(([about]) => about === kind).map(([, id]) => id);
  const transfers: { id: string; unit: UnitId }[] = await read('transfers')
    .whereIn('id', of('transfer'))
    .select('id', 'unit');
  return { dossiers: of('dossier'), transfers };
}
