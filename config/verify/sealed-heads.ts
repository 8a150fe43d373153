import type { Knex } from 'knex';
import { addDays, startOfDay, type Instant, type LocalDate } from '../../domain/time';
import { findSeal } from '../seal-store';
import type { Chain } from './chain';
import type { Tell } from './fault';
import { linesOf } from './packed';

type Leaf = { subject: string; seq: number; hash: string; day: LocalDate };

/** What the seals say of chains, against what stands in the record. */
export class SealedHeads {
  /** From when on what was recorded on a day may be sealed with it: a step at midnight is in the next day's seal. */
  readonly #since = new Map<LocalDate, Instant>();

  private constructor(
    private readonly db: Knex,
    /** The beginning of the last day that is sealed: what was recorded before must be in a seal. */
    private readonly lastStart: Instant | undefined,
  ) {}

  static async of(db: Knex): Promise<SealedHeads> {
    const last = await findSeal(db);
    return new SealedHeads(db, last && startOfDay(last.day));
  }

  /** Compares whole chains with their sealed heads, and names the first row of each that differs. */
  async check(chains: Chain[], tell: Tell): Promise<void> {
    if (this.lastStart === undefined || chains.length === 0) return;
    const subjects = chains.map(({ subject }) => subject);
    const query = this.db('seal_leaves').whereIn('subject', subjects).orderBy(['subject', 'seq']);
    const bySubject = new Map<string, Leaf[]>();
    for (const { fields } of await linesOf(this.db, query, ['subject', 'seq', 'hash', 'day'])) {
      const [subject, seq, hash, day] = fields as [string, string, string, string];
      const leaf = { subject, seq: Number(seq), hash, day };
      const leaves = bySubject.get(leaf.subject);
      if (leaves) leaves.push(leaf);
      else bySubject.set(leaf.subject, [leaf]);
    }
    for (const chain of chains) this.#checkChain(chain, bySubject.get(chain.subject) ?? [], tell);
  }

  #checkChain({ subject, links }: Chain, leaves: Leaf[], tell: Tell): void {
    let next = 0;
    let before = 0;
    for (const { seq, hash, recordedAt } of links) {
      for (let leaf = leaves[next]; leaf && leaf.seq < seq; leaf = leaves[next]) {
        // The row that was sealed is not there.
        if (leaf.seq !== before) return tell(subject, leaf.seq, 'sealed');
        next += 1;
      }
      before = seq;
      const leaf = leaves[next];
      if (!leaf) {
        if (recordedAt < (this.lastStart ?? '')) return tell(subject, seq, 'unsealed');
        continue;
      }
      if (leaf.seq === seq && leaf.hash !== hash) return tell(subject, seq, 'sealed');
      if (recordedAt < this.#sinceOf(leaf.day)) return tell(subject, seq, 'backdated');
    }
    const lost = leaves.find(({ seq }) => seq > (links.at(-1)?.seq ?? 0));
    if (lost) tell(subject, lost.seq, 'sealed');
  }

  #sinceOf(day: LocalDate): Instant {
    const known = this.#since.get(day) ?? startOfDay(addDays(day, -1));
    this.#since.set(day, known);
    return known;
  }
}
