import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Limit } from '../../domain/deadline';
import type { ProblemCode } from '../../domain/problem';
import { localDate, localMinutes, toInstant, toMillis, weekday, type Instant, type LocalDate } from '../../domain/time';

/** What every row of the table has. Instants are written in Vietnamese time (+07:00). */
type Row = {
  id: string;
  received: string;
  /** Which days are counted and which are not, in one line. */
  why: string;
  /** The articles and the decisions on holidays that it rests on. */
  source: string;
};

/** One limit from one receipt: when it is over, or the year in which the calendar gives out. */
export type DueCase = Row & {
  limit: Limit;
  /** A variation of the national calendar (`calendars.ts`); the national one when absent. */
  calendar?: string;
  due?: string;
  gap?: number;
  /** The last day on which the apology for lateness may be sent. */
  apologyBy?: LocalDate;
  /** A fault seen in real systems, and the date that it gives. */
  fault?: string;
  wrong?: string;
};

/** A command in the life of a dossier: an action of the standard process, or the problem with which it is refused. */
export type Step = { at: string; do: string; to?: LocalDate; refused?: ProblemCode };

/** A dossier from its receipt to its appointment as it stands at the end; null where there is none. */
export type LifeCase = Row & {
  title: string;
  limit: Limit | null;
  steps: Step[];
  due?: string | null;
  /** The appointment before any extension, where that differs. */
  firstDue?: string;
  gap?: number;
  /** The product is known to give something else: what. The case is what the law says, and is not bent. */
  find?: string;
};

const folder = join(__dirname, 'cases');
const rows = readdirSync(folder)
  .sort()
  .map((file) => ({
    topic: file.replace('.json', ''),
    cases: JSON.parse(readFileSync(join(folder, file), 'utf8')) as (DueCase | LifeCase)[],
  }));

const isLife = (row: DueCase | LifeCase): row is LifeCase => 'steps' in row;

export const everyCase = rows.flatMap(({ cases }) => cases);
/** By topic; a topic without cases of the kind is left out. */
export const dueCases = byTopic((row): row is DueCase => !isLife(row));
export const lifeCases = byTopic(isLife);

function byTopic<T extends DueCase | LifeCase>(kind: (row: DueCase | LifeCase) => row is T): [string, T[]][] {
  return rows
    .map(({ topic, cases }): [string, T[]] => [topic, cases.filter(kind)])
    .filter(([, cases]) => cases.length > 0);
}

/** The instant in the shape that the domain compares. */
export function instant(text: string): Instant {
  return toInstant(toMillis(text));
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const UNITS = { 'working-day': 'wd', 'calendar-day': 'cd', 'working-hour': 'wh', month: 'mo', 'same-day': 'same day' };

/** `V1 Fri 26/04/2019 3 wd → Sat 04/05/2019`, with the time where it is not the usual one. */
export function nameOf({ id, received, limit, due, gap, calendar, fault }: DueCase): string {
  const size = limit.unit === 'same-day' ? '' : `${limit.amount} `;
  const how = limit.count === 'minute' ? ' by the hour' : limit.cutOff ? ` cut-off ${limit.cutOff}` : '';
  const end = due ? moment(due, 17 * 60) : `no calendar for ${gap}`;
  const where = calendar ? ` (${calendar})` : '';
  const not = fault ? `, not as when ${fault}` : '';
  return `${id} ${moment(received, 9 * 60)} ${size}${UNITS[limit.unit]}${how} → ${end}${where}${not}`;
}

function moment(text: string, usual: number): string {
  const date = localDate(text);
  const [year, month, day] = date.split('-');
  const time = localMinutes(text) === usual ? '' : ` ${text.slice(11).replace(/(:00)?\+07:00$/, '')}`;
  return `${DAYS[weekday(date) - 1]} ${day}/${month}/${year}${time}`;
}
