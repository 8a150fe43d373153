/** What is used of a connection and a statement of the `sqlite3` package. */
type Done = (this: Outcome, error: Error | null, rows?: unknown) => void;
type Outcome = { lastID: number; changes: number };
type Method = 'all' | 'run';
type Statement = {
  [method in Method]: (bindings: unknown, done: (this: Outcome, error: Error | null, rows?: unknown) => void) => void;
} & { finalize(): void };
export type SqliteConnection = {
  exec(sql: string, done: (error: Error | null) => void): void;
  prepare(sql: string, done: (error: Error | null) => void): Statement;
  close(done: (error: Error | null) => void): void;
} & { [method in Method]: (sql: string, bindings: unknown, done: Done) => void };

type Kept = { statement: Statement; waiting: Set<Done> };

/** More than the product has; lists of ids of every length make many. */
const MOST = 300;

/**
 * Keeps the statements of a connection prepared, the latest used ones. Without it each query goes to the thread pool twice,
 * once to be compiled and once to be run, and a step of a dossier is a dozen queries.
 */
export function keepStatements(connection: SqliteConnection): void {
  const kept = new Map<string, Kept>();

  const drop = (sql: string, one: Kept): void => {
    if (kept.get(sql) !== one) return;
    kept.delete(sql);
    one.statement.finalize();
  };
  const take = (sql: string): Kept => {
    const known = kept.get(sql);
    if (known) {
      kept.delete(sql);
      kept.set(sql, known);
      return known;
    }
    const waiting = new Set<Done>();
    const statement = connection.prepare(sql, (error) => {
      if (!error) return;
      // The package forgets whoever waits for a statement that cannot be compiled.
      kept.delete(sql);
      for (const done of waiting) done.call({ lastID: 0, changes: 0 }, error);
    });
    const fresh = { statement, waiting };
    kept.set(sql, fresh);
    const [oldest] = kept;
    if (kept.size > MOST && oldest) drop(...oldest);
    return fresh;
  };
  const through =
    (method: Method) =>
    (sql: string, bindings: unknown, done: Done): void => {
      const one = take(sql);
      one.waiting.add(done);
      one.statement[method](bindings ?? [], function (error, rows) {
        one.waiting.delete(done);
        if (error) drop(sql, one);
        // Its own copy: the next run of the statement writes into the same object.
        done.call({ lastID: this.lastID, changes: this.changes }, error, rows);
      });
    };

  connection.all = through('all');
  connection.run = through('run');
  const close = connection.close.bind(connection);
  connection.close = (done) => {
    for (const [sql, one] of kept) drop(sql, one);
    close(done);
  };
}
