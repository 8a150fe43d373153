import type { Language } from '../language';

const ZONE = 'Asia/Ho_Chi_Minh';
const LOCALE: Record<Language, string> = { vi: 'vi-VN', en: 'en-GB' };

/** A moment as the clock at the counter has it: `15:30, 28/11/2026`. */
export function moment(instant: string, language: Language): string {
  const date = new Date(instant);
  return `${clock(instant)}, ${part(date, language, { day: '2-digit', month: '2-digit', year: 'numeric' })}`;
}

/** An appointment as people say it: `15:30, thứ Sáu 28/11/2026`. */
export function appointment(instant: string, language: Language): string {
  const date = new Date(instant);
  const weekday = part(date, language, { weekday: 'long' });
  return `${clock(instant)}, ${weekday} ${part(date, language, { day: '2-digit', month: '2-digit', year: 'numeric' })}`;
}

export function clock(instant: string): string {
  return part(new Date(instant), 'en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** A date without a time (`YYYY-MM-DD`) with its weekday. */
export function day(date: string, language: Language): string {
  return part(new Date(`${date}T12:00:00+07:00`), language, {
    weekday: 'short',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  });
}

export function dong(amount: number, language: Language): string {
  return `${new Intl.NumberFormat(LOCALE[language]).format(amount)} ₫`;
}

function part(date: Date, language: Language, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(LOCALE[language], { timeZone: ZONE, ...options }).format(date);
}
