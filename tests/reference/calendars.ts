import { join } from 'node:path';
import { loadConfig } from '../../config/load';
import { calendarOf, type Calendar, type CalendarData } from '../../domain/calendar';

export const shipped = loadConfig(join(__dirname, '../../config/dong-thap'));

const national = shipped.calendars.find(({ code }) => code === 'vn');
if (!national) throw new Error('no national calendar');

const text = { vi: 'Đóng cửa', en: 'Closed' };
const everyDay = (...spans: [string, string][]) => Object.fromEntries([1, 2, 3, 4, 5].map((day) => [day, spans]));

/** Differences from the shipped national calendar, by the name that a case uses. */
const VARIATIONS: { [name: string]: Partial<CalendarData> } = {
  vn: {},
  'seven-thirty': { hours: everyDay(['07:30', '11:30'], ['13:30', '17:00']) },
  'saturday-morning': { hours: { ...national.hours, '6': [['07:00', '11:30']] } },
  'closed-2026-11-09': {
    daysOff: [...national.daysOff, { date: '2026-11-09', name: text, decision: 'Thông báo của đơn vị' }],
  },
  'no-culture-day': { daysOff: national.daysOff.filter(({ date }) => !date.endsWith('-11-24')) },
};

/** A calendar by the name that a case uses. */
export function calendarNamed(name = 'vn'): Calendar {
  const change = VARIATIONS[name];
  if (!national || !change) throw new Error(`no such calendar: ${name}`);
  return calendarOf({ ...national, ...change });
}
