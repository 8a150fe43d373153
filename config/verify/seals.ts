import type { Knex } from 'knex';
import { addDays, startOfDay, type Instant, type LocalDate } from '../../domain/time';
import { canonical } from '../canonical';
import { CHAIN_START } from '../chain';
import { Frontier, leafHashOf } from '../merkle';
import { sealFault, sealHash, type SignedSeal } from '../seal';
import { signedSeal, type SealRow } from '../seal-store';
import type { Tell } from './fault';
import { linesOf, type Line } from './packed';

export type SealCheck = {
  /** Public keys of this installation; a seal by another one is told. Without them any key may begin. */
  keys?: string[];
  /** Days that are over at this instant must be sealed. */
  now?: Instant;
};

/** What was found of the seals: the newest, and the days whose heads are proven by their signature. */
export type SealsFound = { newest?: SignedSeal; proven: Map<LocalDate, string> };

const PAGE = 5000;
const MOST = 1000;

const sealSubject = (day: LocalDate) => `seal:${day}`;

/** Walks the chain of seals day by day and grows their tree anew, leaf by leaf. */
export async function checkSeals(db: Knex, tell: Tell, { keys, now }: SealCheck = {}): Promise<SealsFound> {
  const tree = new TreeWalk(db, tell);
  const found: SealsFound = { proven: new Map() };
  let before: SealRow | undefined;
  for await (const row of inPages<SealRow>(db, 'seals', 'day')) {
    if (before) tellMissing(addDays(before.day, 1), addDays(row.day, -1), tell);
    const signed = read(row);
    const key = before && read(before)?.seal.key;
    const fault = signed ? faultOf(row, signed, before, key) : 'seal-changed';
    if (fault) tell(sealSubject(row.day), 0, fault);
    else if (before === undefined && keys && signed && !keys.includes(signed.seal.key))
      tell(sealSubject(row.day), 0, 'seal-key');
    const root = await tree.growTo(row);
    if (signed && root !== signed.seal.root) tell(sealSubject(row.day), 0, 'seal-tree');
    else if (!fault) found.proven.set(row.day, row.hash);
    if (signed) found.newest = signed;
    before = row;
  }
  // A day is sealed soon after its end; whoever removes the newest seals leaves days without.
  if (before && now !== undefined) {
    for (let day = addDays(before.day, 1); startOfDay(addDays(day, 2)) <= now; day = addDays(day, 1))
      tell(sealSubject(day), 0, 'seal-missing');
  }
  await checkLostChains(db, tell);
  return found;
}

function read(row: SealRow): SignedSeal | undefined {
  try {
    return signedSeal(row);
  } catch {
    return undefined;
  }
}

function faultOf(row: SealRow, signed: SignedSeal, before: SealRow | undefined, key: string | undefined) {
  const { seal } = signed;
  const same =
    row.seal === canonical(seal) &&
    row.hash === sealHash(seal) &&
    row.day === seal.day &&
    row.size === seal.size &&
    seal.previous === (before?.hash ?? CHAIN_START);
  const fault = sealFault(signed, key);
  if (!same || fault === 'signature') return 'seal-changed';
  return fault === 'key' ? 'seal-key' : undefined;
}

function tellMissing(from: LocalDate, to: LocalDate, tell: Tell): void {
  for (let day = from; day <= to; day = addDays(day, 1)) tell(sealSubject(day), 0, 'seal-missing');
}

/** Grows the tree from the stored leaves, beside the stored nodes. */
class TreeWalk {
  readonly #frontier = Frontier.empty();
  readonly #leaves: Lines;
  readonly #nodes: Lines;
  readonly #tell: Tell;
  #told = false;

  constructor(db: Knex, tell: Tell) {
    // Few fields: what is only compared or hashed is one text, with a line end between what it is made of.
    this.#leaves = new Lines(db, 'seal_leaves', ['position', 'day', `subject || '\n' || seq || '\n' || hash`], 1);
    this.#nodes = new Lines(db, 'seal_nodes', ['position', 'level', 'hash'], 2);
    this.#tell = tell;
  }

  /** The root after the leaves of a day; nothing when there are not as many as were sealed. */
  async growTo({ size, day: sealed }: SealRow): Promise<string | undefined> {
    while (this.#frontier.size < size) {
      const [position, day, head] = this.#leaves.next() ?? (await this.#leaves.readOn()) ?? [];
      const at = this.#frontier.size;
      if (head === undefined || Number(position) !== at || day !== sealed) return undefined;
      for (const { level, hash } of this.#frontier.append(leafHashOf(head))) {
        const stored = this.#nodes.next() ?? (await this.#nodes.readOn()) ?? [];
        const same = stored[2] === hash && Number(stored[0]) === at && Number(stored[1]) === level;
        if (!same) this.#tellOnce(sealed);
      }
    }
    return this.#frontier.root();
  }

  #tellOnce(day: LocalDate): void {
    if (!this.#told) this.#tell(sealSubject(day), 0, 'seal-tree');
    this.#told = true;
  }
}

/** The rows of a table in the order of its key, of numbers; waiting is for pages, not for rows. */
class Lines {
  #page: Line[] = [];
  #next = 0;
  #after: number[] | undefined;
  #ended = false;

  constructor(
    private readonly db: Knex,
    private readonly table: string,
    private readonly fields: string[],
    /** How many of the first fields are the key. */
    private readonly keys: number,
  ) {}

  /** The fields of the next row, while there is one in memory. */
  next(): string[] | undefined {
    return this.#page[this.#next++]?.fields;
  }

  /** The same after reading on. */
  async readOn(): Promise<string[] | undefined> {
    if (this.#ended) return undefined;
    const { db, table, fields } = this;
    const key = fields.slice(0, this.keys);
    const query = db(table).orderBy(key).limit(PAGE);
    const [names, marks] = [key.map(() => '??').join(', '), key.map(() => '?').join(', ')];
    if (this.#after) void query.whereRaw(`(${names}) > (${marks})`, [...key, ...this.#after]);
    [this.#page, this.#next] = [await linesOf(db, query, fields), 0];
    this.#ended = this.#page.length < PAGE;
    this.#after = this.#page.at(-1)?.fields.slice(0, key.length).map(Number);
    return this.next();
  }
}

/** All rows of a table in the order of its key. */
async function* inPages<R extends object>(db: Knex, table: string, ...key: (keyof R & string)[]): AsyncGenerator<R> {
  const names = key.map(() => '??').join(', ');
  const marks = key.map(() => '?').join(', ');
  for (let after: R | undefined; ;) {
    const query = db(table).orderBy(key).limit(PAGE).select();
    if (after) void query.whereRaw(`(${names}) > (${marks})`, [...key, ...key.map((name) => after?.[name] as never)]);
    const rows = (await query) as R[];
    yield* rows;
    after = rows.at(-1);
    if (rows.length < PAGE) return;
  }
}

/** Chains that were sealed and of which nothing is left. */
async function checkLostChains(db: Knex, tell: Tell): Promise<void> {
  const dossiers = db('seal_leaves as l')
    .where('l.subject', 'like', 'dossier:%')
    .whereNotExists(db('events as r').whereRaw('r.dossier_id = substr(l.subject, 9)').select(db.raw('1')));
  const others = db('seal_leaves as l')
    .whereNot('l.subject', 'like', 'dossier:%')
    .whereNotExists(db('ledger as r').whereRaw('r.subject = l.subject').select(db.raw('1')));
  for (const query of [dossiers, others]) {
    const rows: { subject: string; seq: number }[] = await query
      .groupBy('l.subject')
      .orderBy('l.subject')
      .limit(MOST)
      .select('l.subject as subject')
      .max({ seq: 'l.seq' });
    for (const { subject, seq } of rows) tell(subject, seq, 'sealed');
  }
}
