import type { Knex } from 'knex';

/** Ends a turn. */
type Release = () => void;

/** Who writes a SQLite file from this process, in the order they came. */
class WriteTurns {
  #busy = false;
  readonly #waiting: (() => void)[] = [];

  async take(): Promise<Release> {
    if (this.#busy) await new Promise<void>((begin) => this.#waiting.push(begin));
    this.#busy = true;
    return () => {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#busy = false;
    };
  }
}

const byFile = new Map<string, WriteTurns>();
const byDatabase = new WeakMap<Knex, WriteTurns>();

/** Makes a database of a file share its turns with all others of that file in this process. */
export function shareTurns(db: Knex, file: string): Knex {
  const turns = byFile.get(file) ?? new WriteTurns();
  byFile.set(file, turns);
  byDatabase.set(db, turns);
  return db;
}

/**
 * Writes when it is this writer's turn. SQLite has one writer at a time, and whoever finds it busy sleeps and asks again,
 * a tenth of a second at worst; within one process they queue instead. PostgreSQL needs no turns.
 */
export async function inWriteTurn<T>(db: Knex, write: () => PromiseLike<T>): Promise<T> {
  const release = await byDatabase.get(db)?.take();
  try {
    return await write();
  } finally {
    release?.();
  }
}
