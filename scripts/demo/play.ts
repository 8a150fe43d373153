import type { Catalogue } from '../../domain/catalogue';
import { localInstant, type LocalDate } from '../../domain/time';
import { playedDays, type Position } from './days';
import type { Bar } from './bar';
import { Lives, type Life, type LivesParts } from './lives';
import { Officers, type OfficersParts } from './officers';
import { dossierOrders, type DossierOrder } from './orders';
import { inParallel } from './pool';
import { mulberry32 } from './random';
import { TIMELINE } from './timeline';

/** A minute after midnight, when what is dated has taken effect; and five past seven, before the counters open. */
const [NIGHT, MORNING] = [1, 425];
const LIVES_AT_ONCE = 16;
/** What officers do at one date costs about as much as so many steps at the counters. */
const ACT_WEIGHT = 8;

export type PlayParts = LivesParts &
  OfficersParts & { catalogue: Catalogue; bar: Bar; dossiers: number; until: LocalDate };

/** Plays the pilot day by day, to the end of the day `until`. The clock stands at a position until everything of that moment is done. */
export async function play(parts: PlayParts): Promise<Officers> {
  const { catalogue, clock, bar, counts, seed, until } = parts;
  const random = mulberry32(seed);
  const days = playedDays(catalogue.calendar, random);
  const orders = dossierOrders(catalogue, days, parts.dossiers, random);
  const [officers, lives] = [new Officers(parts), new Lives(parts)];
  const schedule = new Schedule(orders);
  const total = orders.length + TIMELINE.length * ACT_WEIGHT;
  let [index, played] = [0, 0];
  for (const { date, positions } of days.filter((day) => day.date <= until)) {
    clock.moveTo(localInstant(date, NIGHT));
    await officers.letTimePass();
    const acts = TIMELINE.filter(({ on }) => on === date);
    if (acts.length > 0) clock.moveTo(localInstant(date, MORNING));
    for (const act of acts) await officers.act(act);
    played += acts.length * ACT_WEIGHT;
    for (const position of positions) {
      clock.moveTo(position.at);
      await atPosition(lives, schedule, index, position);
      played += schedule.arriving(index).length;
      index += 1;
      const { government, post } = counts.received;
      const news = acts.map(({ vi, en }) => ` · ${vi} (${en})`).join('');
      bar.show(played / total, `${date} · ${government + post} hồ sơ (dossiers)${news}`);
    }
  }
  bar.end();
  return officers;
}

async function atPosition(lives: Lives, schedule: Schedule, index: number, position: Position): Promise<void> {
  // Those that arrive take the most steps, so they come first.
  const due: (Life | DossierOrder)[] = [...schedule.arriving(index), ...schedule.due(index)];
  await inParallel(LIVES_AT_ONCE, due, async (each) => {
    const life = 'steps' in each ? each : await lives.receive(each, position);
    if (!life) return;
    // Whoever has just received it also hands it on, but nothing that is due later.
    const [next] = life.steps;
    const wait = life !== each && next && next.after > 0 ? next.after : await lives.goOn(life, position);
    if (wait !== undefined) schedule.put(index + wait, life);
  });
}

/** What happens at which position. */
class Schedule {
  readonly #arriving = new Map<number, DossierOrder[]>();
  readonly #due = new Map<number, Life[]>();

  constructor(orders: DossierOrder[]) {
    for (const order of orders) this.#arriving.set(order.position, [...this.arriving(order.position), order]);
  }

  arriving(index: number): DossierOrder[] {
    return this.#arriving.get(index) ?? [];
  }

  due(index: number): Life[] {
    return this.#due.get(index) ?? [];
  }

  put(index: number, life: Life): void {
    this.#due.set(index, [...this.due(index), life]);
  }
}
