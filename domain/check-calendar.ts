import type { CalendarData } from './calendar';
import type { CheckFault } from './check-fault';
import type { Text } from './text';
import { clockMinutes, isDate, weekday } from './time';

/** All that is wrong with a calendar; when nothing is, counting in it always ends. */
export function checkCalendar(calendar: CalendarData): CheckFault[] {
  const fault = (path: string, vi: string, en: string): CheckFault => ({ row: calendar, path, reason: { vi, en } });
  const works = Object.values(calendar.hours).some((spans) => spans.length > 0);
  const backwards = calendar.years.from > calendar.years.to;
  return [
    ...(works ? [] : [fault('/hours', 'không có ngày làm việc nào trong tuần', 'no weekday is worked')]),
    ...(backwards ? [fault('/years', 'năm đầu phải trước năm cuối', 'must begin before they end')] : []),
    // A swapped day is worked by the hours of a Monday.
    ...(calendar.daysWorked.length > 0 && !calendar.hours['1']?.length
      ? [
          fault(
            '/hours/1',
            'ngày làm bù theo giờ của thứ Hai nên thứ Hai phải có giờ làm việc',
            'days worked take the hours of Monday, which has none',
          ),
        ]
      : []),
    ...Object.keys(calendar.hours).flatMap((day) => checkHours(calendar, day)),
    ...checkDays(calendar, 'daysOff'),
    ...checkDays(calendar, 'daysWorked'),
  ];
}

function checkHours(calendar: CalendarData, day: string): CheckFault[] {
  const path = `/hours/${day}`;
  if (!/^[1-7]$/.test(day)) {
    return [{ row: calendar, path, reason: { vi: 'thứ trong tuần phải từ 1 đến 7', en: 'a weekday is 1 to 7' } }];
  }
  let closed = -1;
  return (calendar.hours[day] ?? []).flatMap(([from, to], i): CheckFault[] => {
    const [begin, end] = [minutesOf(from), minutesOf(to)];
    const reason = spanFault(begin, end, closed);
    closed = Math.max(closed, end ?? closed);
    return reason ? [{ row: calendar, path: `${path}/${i}`, reason }] : [];
  });
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

function checkDays(calendar: CalendarData, list: 'daysOff' | 'daysWorked'): CheckFault[] {
  const off = new Set(calendar.daysOff.map((day) => day.date));
  const seen = new Set<string>();
  return calendar[list].flatMap(({ date }, i): CheckFault[] => {
    const reason = seen.has(date)
      ? { vi: `${date} đã có ở trên`, en: `${date} is there already` }
      : dayFault(calendar, list, date, off);
    seen.add(date);
    return reason ? [{ row: calendar, path: `/${list}/${i}/date`, reason }] : [];
  });
}

function dayFault(
  calendar: CalendarData,
  list: 'daysOff' | 'daysWorked',
  date: string,
  off: Set<string>,
): Text | undefined {
  if (!isDate(date)) return { vi: `ngày ${date} không có thật`, en: `there is no date ${date}` };
  const year = Number(date.slice(0, 4));
  if (year < calendar.years.from || year > calendar.years.to) {
    return { vi: `năm ${year} nằm ngoài lịch này`, en: `the year ${year} is outside of this calendar` };
  }
  if (list === 'daysWorked' && off.has(date))
    return { vi: `${date} cũng là ngày nghỉ`, en: `${date} is a day off as well` };
  const rest = !calendar.hours[String(weekday(date))]?.length;
  if (list === 'daysOff' && rest)
    return { vi: `${date} vốn là ngày nghỉ hằng tuần`, en: `${date} is a weekly rest day anyway` };
  if (list === 'daysWorked' && !rest)
    return { vi: `${date} vốn là ngày làm việc`, en: `${date} is a working day anyway` };
  return undefined;
}
