import Holidays from 'date-holidays';
import type { CalendarData, SpecialDay } from '../../domain/calendar';
import type { Text } from '../../domain/text';
import { addDays, dayNumber, weekday, type LocalDate } from '../../domain/time';

/** A holiday as the library date-holidays computes it: the days of Tết by a formula, the others on their dates. */
export type ComputedDay = { date: LocalDate; tet: boolean };

/**
 * A day on which the configured calendar and the computed one are not the same: off only here, worked only here,
 * off only there, or off in neither although a rule asks for it. Without a rule it is unexplained.
 */
export type Difference = {
  date: LocalDate;
  side: 'off-here' | 'worked-here' | 'off-there' | 'missing';
  rule?: Text;
};

const RULES = {
  rest: { vi: 'ngày lễ trùng ngày nghỉ hằng tuần', en: 'the holiday is on a weekly rest day' },
  lieu: { vi: 'nghỉ bù (BLLĐ 2019 Điều 111.3, BLLĐ 2012 Điều 115.3)', en: 'in lieu of a holiday on a rest day' },
  tet: { vi: 'năm ngày Tết theo quyết định từng năm (Điều 112.3)', en: 'the five days of Tết, decided year by year' },
  national: { vi: 'ngày thứ hai của Quốc khánh từ 2021 (Điều 112.1.đ)', en: 'second day of National Day since 2021' },
  culture: { vi: 'Ngày Văn hoá Việt Nam từ 2026 (NQ 28/2026/QH16)', en: 'Viet Nam Culture Day since 2026' },
  swap: { vi: 'hoán đổi ngày làm việc theo quyết định', en: 'a working day swapped by decision' },
} satisfies { [name: string]: Text };

const TET_DAYS = 5;
const isRest = (date: LocalDate) => weekday(date) > 5;

/** Public holidays of Viet Nam in a year by the library date-holidays, which knows no decisions. */
export function computedHolidays(year: number): ComputedDay[] {
  return new Holidays('VN')
    .getHolidays(year)
    .filter(({ type }) => type === 'public')
    .flatMap(({ date, start, end, rule }) => {
      const days = Math.round((end.getTime() - start.getTime()) / 86_400_000);
      const tet = rule.includes('vietnamese 1-0-1');
      return Array.from({ length: days }, (_, i) => ({ date: addDays(date.slice(0, 10), i), tet }));
    });
}

/** Every difference between the calendar and what was computed for one of its years, each with the rule behind it. */
export function compareYear(data: CalendarData, year: number, computed: ComputedDay[]): Difference[] {
  const inYear = ({ date }: SpecialDay) => date.startsWith(`${year}-`);
  const here = new Map(data.daysOff.filter(inYear).map((day) => [day.date, day]));
  const there = new Set(computed.map(({ date }) => date));
  const due = requiredDays(year, computed);
  const tet = tetOf(here, computed);
  const ruleHere = (date: LocalDate): Text | undefined =>
    swapOf(data, date) ? RULES.swap : (due.find((day) => day.dates.includes(date))?.rule ?? tet(date));
  const worked = new Set(data.daysWorked.map(({ date }) => date));
  return [
    ...[...here.keys()]
      .filter((date) => !there.has(date))
      .map((date): Difference => ({ date, side: 'off-here', rule: ruleHere(date) })),
    ...[...there]
      .filter((date) => !here.has(date))
      .map((date): Difference => ({
        date,
        side: 'off-there',
        rule: isRest(date) && !worked.has(date) ? RULES.rest : undefined,
      })),
    ...data.daysWorked.filter(inYear).map(({ date, name }): Difference => {
      const swapped = data.daysOff.some((day) => name.vi.includes(day.date));
      return { date, side: 'worked-here', rule: isRest(date) && swapped ? RULES.swap : undefined };
    }),
    ...due
      .filter(({ dates }) => dates.filter((date) => here.has(date)).length !== 1)
      .map(({ dates: [date = `${year}`] }): Difference => ({ date, side: 'missing' })),
  ].sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** Days off that the law asks for beyond the computed ones: exactly one of `dates`. */
function requiredDays(year: number, computed: ComputedDay[]): { dates: LocalDate[]; rule: Text }[] {
  return [
    ...daysInLieu(computed).map((date) => ({ dates: [date], rule: RULES.lieu })),
    ...(year >= 2021 ? [{ dates: [`${year}-09-01`, `${year}-09-03`], rule: RULES.national }] : []),
    ...(year >= 2026 && !isRest(`${year}-11-24`) ? [{ dates: [`${year}-11-24`], rule: RULES.culture }] : []),
  ];
}

/** The next working day for each holiday on a rest day; those of Tết are in the decision on Tết. */
function daysInLieu(computed: ComputedDay[]): LocalDate[] {
  const taken = new Set(computed.map(({ date }) => date));
  return computed
    .filter(({ date, tet }) => !tet && isRest(date))
    .map(({ date }) => {
      let day = addDays(date, 1);
      while (isRest(day) || taken.has(day)) day = addDays(day, 1);
      taken.add(day);
      return day;
    });
}

/** The rule of Tết for a date near it, if the calendar has five weekdays of Tết that year, by a numbered decision. */
function tetOf(here: Map<LocalDate, SpecialDay>, computed: ComputedDay[]): (date: LocalDate) => Text | undefined {
  // Tết runs from the eve, which is computed, through the fourth day; a decision moves it by two days at most.
  const eve = computed.find(({ tet }) => tet)?.date;
  const near = (date: LocalDate) => {
    const days = eve ? dayNumber(date) - dayNumber(eve) : Number.NaN;
    return days >= -2 && days <= 7;
  };
  const decided = [...here.values()].filter(({ date, decision }) => near(date) && /\d+\/\D+/.test(decision));
  return (date) => (decided.length === TET_DAYS && near(date) ? RULES.tet : undefined);
}

/** The day that is worked in exchange for a day off: its name says for which. */
function swapOf(data: CalendarData, date: LocalDate): SpecialDay | undefined {
  return data.daysWorked.find(({ name }) => name.vi.includes(date));
}
