const ZONE = 'Asia/Ho_Chi_Minh';

/** A date with the day in front, as Vietnamese papers have it: 05/10/2026. */
export function dayOf(date: string): string {
  return date.slice(0, 10).split('-').reverse().join('/');
}

/** The date in Viet Nam at an instant, `YYYY-MM-DD`. */
export function localDate(instant: Date | string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: ZONE }).format(new Date(instant));
}

export function today(): string {
  return localDate(new Date());
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
