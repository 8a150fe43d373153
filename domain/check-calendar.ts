import {
  calendarOf,
  spansOn,
  type CalendarData,
  type LocalCalendar,
  type SpecialDay,
  type WeekHours,
} from './calendar';
import { absent, repeated, type CheckFault } from './check-fault';
import type { Text } from './text';
import { clockMinutes, isDate } from './time';
import { unitId, type Unit } from './unit';

/** All that is wrong with a calendar; when nothing is, counting in it always ends. */
export function checkCalendar(calendar: CalendarData): CheckFault[] {
  const fault = faultIn(calendar);
  const hours = [...checkWeek(calendar, '', calendar), ...checkChanges(calendar)];
  const works = Object.values(calendar.hours).some((spans) => spans.length > 0);
  const backwards = calendar.years.from > calendar.years.to;
  return [
    ...(works ? [] : [fault('/hours', 'không có ngày làm việc nào trong tuần', 'no weekday is worked')]),
    ...(backwards ? [fault('/years', 'năm đầu phải trước năm cuối', 'must begin before they end')] : []),
    // A swapped day is worked by the hours of a Monday.
    ...(calendar.daysWorked.length > 0 && !calendar.hours['1']?.length ? [fault('/hours/1', ...MONDAY)] : []),
    ...hours,
    ...(hours.length > 0 ? [] : checkDays(calendar, { ...calendar, daysOff: [], daysWorked: [], partDays: [] })),
  ];
}

const MONDAY = [
  'ngày làm bù theo giờ của thứ Hai nên thứ Hai phải có giờ làm việc',
  'days worked take the hours of Monday, which has none',
] as const;

/** All that is wrong with the calendars of single units, each seen on top of its base. */
export function checkLocalCalendars(locals: LocalCalendar[], bases: CalendarData[], units: Unit[]): CheckFault[] {
  const known = new Set(units.map(unitId));
  const claims = locals.flatMap((local) => local.units.map((unit, i) => ({ local, unit, i })));
  const twice = claims.filter(({ unit }, at) => claims.findIndex((other) => other.unit === unit) < at);
  return [
    ...repeated(locals, ({ code }) => code, '/code'),
    ...claims
      .filter(({ unit }) => !known.has(unit))
      .map(({ local, unit, i }) => absent(local, `/units/${i}`, 'units', unit)),
    ...twice.map(({ local, unit, i }) =>
      faultIn(local)(`/units/${i}`, `«${unit}» đã có lịch khác`, `“${unit}” has another calendar already`),
    ),
    ...locals.flatMap((local) => {
      const base = bases.find(({ code }) => code === local.base);
      return base ? checkLocal(local, base) : [absent(local, '/base', 'calendars', local.base)];
    }),
  ];
}

function checkLocal(local: LocalCalendar, base: CalendarData): CheckFault[] {
  const hours = [
    ...(local.hours ? checkWeek(local, '', { ...local, hours: local.hours }) : []),
    ...checkChanges(local),
  ];
  const works = !local.hours || Object.values(local.hours).some((spans) => spans.length > 0);
  if (!works) return [faultIn(local)('/hours', 'không có ngày làm việc nào trong tuần', 'no weekday is worked')];
  // With a base that is itself wrong nothing more can be said.
  if (hours.length > 0 || checkCalendar(base).length > 0) return hours;
  return checkDays(local, { ...base, hours: local.hours ?? base.hours, changes: local.changes ?? base.changes });
}

type Written = CalendarData | LocalCalendar;

const faultIn =
  (row: Written) =>
  (path: string, vi: string, en: string): CheckFault => ({ row, path, reason: { vi, en } });

function checkChanges(calendar: Written): CheckFault[] {
  return (calendar.changes ?? []).flatMap((week, i, all) => {
    const path = `/changes/${i}`;
    const fault = faultIn(calendar);
    if (!isDate(week.from))
      return [fault(`${path}/from`, `ngày ${week.from} không có thật`, `there is no date ${week.from}`)];
    const again = all.findIndex(({ from }) => from === week.from) < i;
    const works = Object.values(week.hours).some((spans) => spans.length > 0);
    return [
      ...(again ? [fault(`${path}/from`, `${week.from} đã có ở trên`, `${week.from} is there already`)] : []),
      ...(works ? [] : [fault(`${path}/hours`, 'không có ngày làm việc nào trong tuần', 'no weekday is worked')]),
      ...(works && !week.hours['1']?.length && calendar.daysWorked.length > 0
        ? [fault(`${path}/hours/1`, ...MONDAY)]
        : []),
      ...checkWeek(calendar, path, week),
    ];
  });
}

function checkWeek(row: Written, path: string, week: { hours: WeekHours; intake?: WeekHours }): CheckFault[] {
  return (['hours', 'intake'] as const).flatMap((kind) =>
    Object.entries(week[kind] ?? {}).flatMap(([day, spans]) => {
      const place = `${path}/${kind}/${day}`;
      if (!/^[1-7]$/.test(day)) return [faultIn(row)(place, 'thứ trong tuần phải từ 1 đến 7', 'a weekday is 1 to 7')];
      return checkSpans(row, place, spans);
    }),
  );
}

function checkSpans(row: Written, path: string, spans: [string, string][]): CheckFault[] {
  let closed = -1;
  return spans.flatMap(([from, to], i): CheckFault[] => {
    const [begin, end] = [minutesOf(from), minutesOf(to)];
    const reason = spanFault(begin, end, closed);
    closed = Math.max(closed, end ?? closed);
    return reason ? [{ row, path: `${path}/${i}`, reason }] : [];
  });
}

function checkPart(row: Written, path: string, hours: [string, string][]): CheckFault[] {
  if (hours.length > 0) return checkSpans(row, path, hours);
  return [faultIn(row)(path, 'nghỉ cả ngày thì ghi vào «daysOff»', 'a whole day off belongs into “daysOff”')];
}

function spanFault(begin: number | undefined, end: number | undefined, closed: number): Text | undefined {
  if (begin === undefined || end === undefined) return { vi: 'giờ không có thật', en: 'is not a time of day' };
  if (begin >= end) return { vi: 'giờ đầu phải trước giờ cuối', en: 'must begin before it ends' };
  return begin < closed ? { vi: 'chồng lên khoảng giờ trước', en: 'overlaps the span before it' } : undefined;
}

function minutesOf(time: string): number | undefined {
  try {
    return clockMinutes(time);
  } catch {
    return undefined;
  }
}

const LISTS = ['daysOff', 'daysWorked', 'partDays'] as const;

/** @param under the calendar that the days change, itself without a fault */
function checkDays(row: Written, under: CalendarData): CheckFault[] {
  const seen = new Map<string, (typeof LISTS)[number]>();
  const restOf = (date: string) => spansOn(calendarOf(under), date).length === 0;
  return LISTS.flatMap((list) => {
    const days: (SpecialDay & { hours?: [string, string][] })[] = row[list] ?? [];
    return days.flatMap((day, i): CheckFault[] => {
      const { date } = day;
      const before = seen.get(date);
      if (!before) seen.set(date, list);
      const reason = before ? repeatedDay(date, before === list) : dayFault(under, list, date, restOf);
      const spans = day.hours ? checkPart(row, `/${list}/${i}/hours`, day.hours) : [];
      return [...(reason ? [{ row, path: `/${list}/${i}/date`, reason }] : []), ...spans];
    });
  });
}

function repeatedDay(date: string, sameList: boolean): Text {
  if (sameList) return { vi: `${date} đã có ở trên`, en: `${date} is there already` };
  return { vi: `${date} cũng là ngày nghỉ hoặc ngày làm bù`, en: `${date} is in another list as well` };
}

function dayFault(
  { years }: CalendarData,
  list: (typeof LISTS)[number],
  date: string,
  restOf: (date: string) => boolean,
): Text | undefined {
  if (!isDate(date)) return { vi: `ngày ${date} không có thật`, en: `there is no date ${date}` };
  const year = Number(date.slice(0, 4));
  if (year < years.from || year > years.to) {
    return { vi: `năm ${year} nằm ngoài lịch này`, en: `the year ${year} is outside of this calendar` };
  }
  const rest = restOf(date);
  if (list === 'daysWorked')
    return rest ? undefined : { vi: `${date} vốn là ngày làm việc`, en: `${date} is a working day anyway` };
  return rest ? { vi: `${date} vốn là ngày nghỉ`, en: `${date} is a rest day anyway` } : undefined;
}
