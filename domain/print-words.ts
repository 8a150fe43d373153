import type { Limit } from './deadline';
import type { Fee } from './procedure';
import type { Outcome } from './process';
import { localDate, localMinutes, type Instant, type LocalDate } from './time';

/*
 * Dates and sums as Vietnamese forms write them: the day with two digits, the month with two digits only in January and
 * February (so that no figure can be put in front of it). (Nghị định 30/2020/NĐ-CP, Phụ lục I)
 */

/** `ngày 05 tháng 3 năm 2026`. */
export function dayWords(date: LocalDate): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return `ngày ${day} tháng ${Number(month) < 3 ? month : Number(month)} năm ${Number(year)}`;
}

/** `08 giờ 05 phút, ngày 05 tháng 3 năm 2026`; empty for a moment that is not there. */
export function momentWords(at: Instant | undefined): string {
  if (!at) return '';
  const minutes = Math.floor(localMinutes(at));
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))} giờ ${two(minutes % 60)} phút, ${dayWords(localDate(at))}`;
}

/** `05/03/2026`, for the narrow columns of a ledger. */
export function shortDay(at: Instant | undefined): string {
  return at ? localDate(at).split('-').reverse().join('/') : '';
}

/** `1.000.000 đồng`. */
export function money(amount: number): string {
  return `${String(amount).replace(/\B(?=(\d{3})+$)/g, '.')} đồng`;
}

/** The whole of what is to be paid: fixed sums together, then what is counted by the page or the minute. */
export function feeWords(fees: Fee[]): string {
  const fixed = fees.filter((fee) => !fee.perUnit).reduce((sum, fee) => sum + fee.amount, 0);
  const byUnit = fees.flatMap(({ amount, perUnit }) => (perUnit ? [`${money(amount)}/${perUnit.vi}`] : []));
  const parts = [...(fixed > 0 ? [money(fixed)] : []), ...byUnit];
  return parts.length > 0 ? parts.join('; ') : 'Không';
}

const UNITS: Record<Limit['unit'], string> = {
  'working-day': 'ngày làm việc',
  'calendar-day': 'ngày',
  'working-hour': 'giờ làm việc',
  month: 'tháng',
  'same-day': 'trong ngày làm việc',
};

/** `07 ngày làm việc`, `12,5 ngày làm việc`, `trong ngày làm việc`; empty where the law sets no limit. */
export function limitWords(limit: Limit | null | undefined): string {
  if (!limit) return '';
  if (limit.unit === 'same-day') return UNITS['same-day'];
  return `${countWords(limit.amount)} ${UNITS[limit.unit]}`;
}

/** How a dossier ended, as lists and ledgers say it. */
export const OUTCOMES: Record<Outcome, string> = {
  granted: 'Kết quả giải quyết',
  answered: 'Kết quả giải quyết',
  refused: 'Từ chối giải quyết',
  withdrawn: 'Trả lại – xin rút',
  stopped: 'Dừng giải quyết',
  lapsed: 'Hết hạn bổ sung',
  'not-accepted': 'Không tiếp nhận',
};

/** Small numbers with two digits, as counts on forms are written; fractions with a comma. */
export function countWords(count: number): string {
  return Number.isInteger(count) ? String(count).padStart(2, '0') : String(count).replace('.', ',');
}
