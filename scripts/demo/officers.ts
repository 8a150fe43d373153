import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { MovableClock } from '../../config/clock';
import type { StaffEntry } from '../../config/register-body';
import { addDays } from '../../domain/time';
import type { UnitId } from '../../domain/unit';
import { recheck } from '../../workflows/transfer-messages';
import type { DemoClient, Person } from './client';
import { inParallel } from './pool';
import { codeOf, type Postings } from './postings';
import type { Act } from './timeline';

const CENTRE = '87@2018-08-01';
export const OFFICER: Person = { sub: 'can-bo.kstthc', role: 'authority-officer', unit: CENTRE };
const MANAGER: Person = { sub: 'quan-ly.buu-dien', role: 'post-manager', unit: CENTRE };
const HEAD: Person = { sub: 'giam-doc.trung-tam', role: 'head-of-unit', unit: CENTRE };

const EQUIPMENT = ['counter', 'computer', 'scanner', 'printer'];
const [AT_ONCE, MOST_ENTRIES, PATIENCE_MS] = [8, 190, 60_000];

type Transfer = { id: string; unit: { id: UnitId }; field: { code: string }; effectiveOn: string };
type Cell = { transfer: string; stage: { name: string }; nextAt: string | null };
export type OfficersParts = { api: DemoClient; temporal: Client; clock: MovableClock; postings: Postings };

/** What officers of the authority and managers of the Post do for the transfers. */
export class Officers {
  readonly #programmes = new Map<string, string>();
  readonly #equipped = new Set<UnitId>();

  constructor(readonly parts: OfficersParts) {}

  async act(act: Act): Promise<void> {
    const { postings } = this.parts;
    switch (act.do) {
      case 'order':
        return this.#order(act.decision);
      case 'prepare':
        return this.#prepare(act);
      case 'leave':
        return this.#record(postings.leave(unitOf(act.unit), act.leftOn));
      case 'replace':
        await this.#record(postings.replace(unitOf(act.unit), act.on));
        return this.#untilRestored(unitOf(act.unit));
      case 'repost': {
        const units = postings.postedBefore(act.postedBefore);
        const going = units.flatMap((unit) => postings.leave(unit, addDays(act.on, act.overlapDays)));
        // The new ones are there before it is written when the others go.
        await this.#record(units.flatMap((unit) => postings.replace(unit, act.on)));
        return this.#record(going);
      }
      case 'look':
        return;
    }
  }

  /**
   * Lets whatever is due by now happen: every open transfer looks at the new time. Workflows wait by the machine's
   * clock, and would not notice that the product's has been moved.
   * @throws Error when something that is due does not happen
   */
  async letTimePass(): Promise<boolean> {
    if ((await this.#due()).length === 0) return false;
    const open = (await this.cells()).map(({ transfer }) => transfer);
    const { workflow } = this.parts.temporal;
    await inParallel(AT_ONCE, open, (id) => workflow.getHandle(`transfer-${id}`).signal(recheck));
    for (const end = Date.now() + PATIENCE_MS; ; await pause(50)) {
      const left = await this.#due();
      if (left.length === 0) return true;
      if (Date.now() > end) throw new Error(`transfers that are due do not move: ${JSON.stringify(left.slice(0, 3))}`);
    }
  }

  /** Staff are recorded first, and the transfers look at it a moment later: the clock must not be moved before. */
  async #untilRestored(unit: UnitId): Promise<void> {
    const { api } = this.parts;
    const path = `/transfers?unit=${encodeURIComponent(unit)}&stage=suspended`;
    for (const end = Date.now() + PATIENCE_MS; ; await pause(50)) {
      const { items } = await api.must(api.get(OFFICER, path), 'transfers');
      if (items.length === 0) return;
      if (Date.now() > end) throw new Error(`the transfers of ${unit} are not restored`);
    }
  }

  async #due(): Promise<Cell[]> {
    const now = this.parts.clock.now();
    return (await this.cells()).filter(({ nextAt }) => nextAt !== null && nextAt <= now);
  }

  /** Every transfer that is not closed. */
  async cells(): Promise<Cell[]> {
    const { api } = this.parts;
    const board = await api.must(api.get(OFFICER, '/board'), 'board');
    return (board.units as { cells: Cell[] }[]).flatMap(({ cells }) => cells);
  }

  async #order(decision: string): Promise<void> {
    const { api } = this.parts;
    const { programme } = await api.must(api.post(OFFICER, '/programmes', { decision }), decision);
    this.#programmes.set(decision, programme.id);
    for (const end = Date.now() + PATIENCE_MS; ; await pause(50)) {
      if ((await this.#started(programme.id)) === programme.transfers) return;
      if (Date.now() > end) throw new Error(`the transfers of ${decision} did not start`);
    }
  }

  /** How many transfers of a programme their workflows have looked at. */
  async #started(programme: string): Promise<number> {
    return (await this.#transfers(programme)).filter(({ findings, nextAt }) => findings.length > 0 || nextAt).length;
  }

  async #transfers(programme: string): Promise<(Transfer & { findings: unknown[]; nextAt: string | null })[]> {
    const { api } = this.parts;
    const all = [];
    for (let cursor = ''; ;) {
      const path = `/transfers?programme=${programme}&limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
      const { items, next } = await api.must(api.get(OFFICER, path), 'transfers');
      all.push(...items);
      if (!next) return all;
      cursor = next;
    }
  }

  async #prepare({ decision, effectiveOn, units, except = [], on }: Extract<Act, { do: 'prepare' }>): Promise<void> {
    const all = await this.#transfers(this.#programmes.get(decision) ?? '');
    const mine = all.filter(({ unit: { id }, effectiveOn: date }) => {
      const code = codeOf(id);
      return date === effectiveOn && (units?.includes(code) ?? true) && !except.includes(code);
    });
    const places = [...new Set(mine.map(({ unit }) => unit.id))];
    const fieldsAt = (place: UnitId) => mine.filter(({ unit }) => unit.id === place).map(({ field }) => field.code);
    await this.#record(places.flatMap((place) => this.parts.postings.learn(place, fieldsAt(place), on)));
    await inParallel(AT_ONCE, places, (place) => this.#equip(place));
    await inParallel(AT_ONCE, mine, ({ id }) => this.#confirm(id));
  }

  async #record(staff: StaffEntry[]): Promise<void> {
    const { api } = this.parts;
    for (let i = 0; i < staff.length; i += MOST_ENTRIES) {
      const entries = staff.slice(i, i + MOST_ENTRIES);
      await api.must(api.post(MANAGER, '/staff', { entries }), 'staff');
    }
  }

  async #equip(unit: UnitId): Promise<void> {
    if (this.#equipped.has(unit)) return;
    this.#equipped.add(unit);
    const { api } = this.parts;
    const items = EQUIPMENT.map((item) => ({ item, count: 3 }));
    await api.must(api.post(HEAD, `/units/${encodeURIComponent(unit)}/equipment`, { items }), `equipment of ${unit}`);
  }

  /** Two people, each for his own side. */
  async #confirm(id: string): Promise<void> {
    const { api } = this.parts;
    const path = `/transfers/${id}/actions/confirm`;
    const byAuthority = { criterion: 'confirmed-by-authority', note: 'Đã kiểm tra tại quầy (mẫu)' };
    const byPost = { criterion: 'confirmed-by-post', note: 'Nhân viên đảm trách được (mẫu)' };
    await api.must(api.post(OFFICER, path, byAuthority), `confirm ${id}`);
    await api.must(api.post(MANAGER, path, byPost), `confirm ${id}`);
  }
}

/** All units of the pilot's time are open since its first day. */
function unitOf(code: string): UnitId {
  return `${code}@2018-08-01`;
}
