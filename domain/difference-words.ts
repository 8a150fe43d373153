import type { Limit } from './deadline';
import type { Fee } from './procedure';
import type { Actors, ClockRule, Outcome, Role, UnitPart } from './process';
import type { LimitRef } from './rules';
import type { Text } from './text';

/*
 * How a difference says things of a process. People read it before they approve, so every value has its words.
 */

export const ROLE_WORDS: Record<Role, Text> = {
  'post-clerk': { vi: 'nhân viên Bưu điện', en: 'post clerk' },
  'government-clerk': { vi: 'công chức Một cửa', en: 'government clerk' },
  specialist: { vi: 'chuyên viên', en: 'specialist' },
  signatory: { vi: 'lãnh đạo ký', en: 'signatory' },
  'head-of-unit': { vi: 'lãnh đạo đơn vị', en: 'head of unit' },
  portal: { vi: 'cổng dịch vụ công', en: 'portal' },
  system: { vi: 'hệ thống', en: 'system' },
  'process-owner': { vi: 'người quản lý quy trình', en: 'process owner' },
  'post-manager': { vi: 'quản lý Bưu điện', en: 'post manager' },
  'authority-officer': { vi: 'cán bộ của cơ quan', en: 'authority officer' },
  auditor: { vi: 'kiểm tra viên', en: 'auditor' },
  leader: { vi: 'lãnh đạo', en: 'leader' },
  administrator: { vi: 'quản trị viên', en: 'administrator' },
};

export const PART_WORDS: Record<UnitPart, Text> = {
  support: { vi: 'đơn vị hỗ trợ', en: 'the supporting unit' },
  receiving: { vi: 'đơn vị tiếp nhận', en: 'the receiving unit' },
  deciding: { vi: 'cơ quan giải quyết', en: 'the deciding agency' },
};

export const CLOCK_WORDS: Record<ClockRule, Text> = {
  before: { vi: 'thời hạn chưa tính', en: 'the period has not begun' },
  runs: { vi: 'thời hạn chạy', en: 'the period runs' },
  pauses: { vi: 'thời hạn tạm dừng', en: 'the period pauses' },
  restarts: { vi: 'thời hạn tính lại từ đầu', en: 'the period starts anew' },
  ended: { vi: 'thời hạn đã kết thúc', en: 'the period has ended' },
};

export const OUTCOME_WORDS: Record<Outcome, Text> = {
  granted: { vi: 'đồng ý', en: 'granted' },
  refused: { vi: 'từ chối', en: 'refused' },
  answered: { vi: 'đã trả lời', en: 'answered' },
  withdrawn: { vi: 'đã rút', en: 'withdrawn' },
  stopped: { vi: 'dừng giải quyết', en: 'stopped' },
  lapsed: { vi: 'hết hạn bổ sung', en: 'lapsed' },
  'not-accepted': { vi: 'không tiếp nhận', en: 'not accepted' },
};

const UNITS: Record<Limit['unit'], Text> = {
  'working-day': { vi: 'ngày làm việc', en: 'working day(s)' },
  'calendar-day': { vi: 'ngày', en: 'calendar day(s)' },
  'working-hour': { vi: 'giờ làm việc', en: 'working hour(s)' },
  month: { vi: 'tháng', en: 'month(s)' },
  'same-day': { vi: 'trong ngày', en: 'the same day' },
};

const RULES: Record<Extract<LimitRef, { rule: string }>['rule'], Text> = {
  supplementNotice: { vi: 'theo luật về thông báo bổ sung', en: 'as the law has it for a supplement notice' },
  forwarding: { vi: 'theo luật về chuyển hồ sơ', en: 'as the law has it for forwarding' },
};

export const text = (vi: string, en: string): Text => ({ vi, en });

/** A number as each language writes its decimals. */
function amountText(amount: number): Text {
  return text(String(amount).replace('.', ','), String(amount));
}

function unitOf(limit: Limit): Text {
  const { vi, en } = UNITS[limit.unit];
  const more: Text[] = [
    ...(limit.count === 'minute' ? [text('tính theo phút làm việc', 'counted by the minute')] : []),
    ...(limit.starts === 'receipt' ? [text('kể cả ngày nhận', 'the day of receipt counts')] : []),
    ...(limit.starts === 'next-working-day' ? [text('từ ngày làm việc sau', 'from the next working day')] : []),
    ...(limit.cutOff === undefined ? [] : [text(`nhận đến ${limit.cutOff}`, `received until ${limit.cutOff}`)]),
    ...(limit.next === 'start' ? [text('trả đầu ngày làm việc sau', 'due when the next day opens')] : []),
  ];
  if (more.length === 0) return { vi, en };
  return text(`${vi} (${more.map((one) => one.vi).join(', ')})`, `${en} (${more.map((one) => one.en).join(', ')})`);
}

/** A limit in words: “3 ngày làm việc”. */
export function limitText(limit: LimitRef): Text {
  if ('rule' in limit) return RULES[limit.rule];
  const unit = unitOf(limit);
  if (limit.unit === 'same-day') return unit;
  const amount = amountText(limit.amount);
  return text(`${amount.vi} ${unit.vi}`, `${amount.en} ${unit.en}`);
}

/** How a limit changed: “thời hạn từ 3 lên 5 ngày làm việc”. */
export function limitChange(name: Text, before: LimitRef | null | undefined, after: LimitRef | null | undefined): Text {
  const none = text('không có', 'none');
  const [a, b] = [before ? limitText(before) : none, after ? limitText(after) : none];
  if (before && after && !('rule' in before) && !('rule' in after) && before.unit !== 'same-day') {
    const unit = unitOf(after);
    if (unitOf(before).vi === unit.vi) {
      const [from, to] = [amountText(before.amount), amountText(after.amount)];
      const up = after.amount > before.amount;
      return text(
        `${name.vi} từ ${from.vi} ${up ? 'lên' : 'xuống'} ${to.vi} ${unit.vi}`,
        `${name.en} from ${from.en} ${up ? 'up' : 'down'} to ${to.en} ${unit.en}`,
      );
    }
  }
  return text(`${name.vi} từ «${a.vi}» thành «${b.vi}»`, `${name.en} from “${a.en}” to “${b.en}”`);
}

/** Who may act: “chuyên viên, lãnh đạo đơn vị của cơ quan giải quyết”. */
export function actorsText({ roles, unit }: Actors): Text {
  const names = roles.map((role) => ROLE_WORDS[role]);
  return text(
    `${names.map(({ vi }) => vi).join(', ')} của ${PART_WORDS[unit].vi}`,
    `${names.map(({ en }) => en).join(', ')} of ${PART_WORDS[unit].en}`,
  );
}

export function feeText(fees: Fee[]): Text {
  if (fees.length === 0) return text('không thu', 'none');
  const one = (fee: Fee, language: keyof Text): string => {
    const kind = { fee: text('phí', 'fee'), charge: text('lệ phí', 'charge') }[fee.kind ?? 'fee'][language];
    const amount = String(fee.amount).replace(/\B(?=(\d{3})+$)/g, language === 'vi' ? '.' : ',');
    const each = fee.perUnit ? ` / ${fee.perUnit[language]}` : '';
    return `${kind} ${amount} ${language === 'vi' ? 'đồng' : 'VND'}${each}${fee.note ? ` (${fee.note[language]})` : ''}`;
  };
  return text(fees.map((fee) => one(fee, 'vi')).join('; '), fees.map((fee) => one(fee, 'en')).join('; '));
}

const LONGEST = 120;

/** Any value, shortened; for what has no words of its own. */
export function shown(value: unknown): Text {
  if (value === undefined || value === null) return text('không có', 'none');
  if (typeof value === 'boolean') return value ? text('có', 'yes') : text('không', 'no');
  if (typeof value === 'object' && 'vi' in value && 'en' in value) return text(String(value.vi), String(value.en));
  const plain = typeof value === 'string' ? value : JSON.stringify(value);
  const short = plain.length > LONGEST ? `${plain.slice(0, LONGEST)}…` : plain;
  return text(short, short);
}
