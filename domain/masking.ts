/** What of a person is shown only in part: of an identity number and a phone the last digits, enough to compare. */
export const MASKED = ['identityNumber', 'phone'] as const;
export type MaskedField = (typeof MASKED)[number];

const SHOWN = 3;

/** `087200001234` as `•••••••••234`; a number too short to hide anything in it is hidden whole. */
export function maskNumber(number: string): string {
  const shown = number.length > 2 * SHOWN ? SHOWN : 0;
  return '•'.repeat(number.length - shown) + number.slice(number.length - shown);
}

/** The same form with its identity numbers and phones masked, wherever in it they stand. */
export function maskContent<T>(value: T): T {
  if (Array.isArray(value)) return value.map((one: unknown) => maskContent(one)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const masked = Object.entries(value).map(([name, inner]: [string, unknown]) => {
    const hidden = typeof inner === 'string' && (MASKED as readonly string[]).includes(name);
    return [name, hidden ? maskNumber(inner.replace(/\D/g, '')) : maskContent(inner)];
  });
  return Object.fromEntries(masked) as T;
}
