import type { LocalDate } from './time';

/**
 * Dossier codes (mã số hồ sơ): the unit's identification code, the local date of receipt, the day's sequence number.
 * Two shapes of identification exist, `000.00.16.H20` (Thông tư 01/2018/TT-VPCP, Điều 19) and `H20.16`
 * (Quyết định 20/2020/QĐ-TTg); which one a unit uses is configuration.
 */
export const IDENTIFICATION = /^(?:\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}|[A-Z]\d{2}(?:\.\d{1,3}){0,3})$/;

const CODE = /^(\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}|[A-Z]\d{2}(?:\.\d{1,3}){0,3})-(\d{2})(\d{2})(\d{2})-(\d{4,7})$/;

export type DossierCode = { identification: string; date: LocalDate; sequence: number };

/** Four digits, growing past 9999. */
export function formatCode({ identification, date, sequence }: DossierCode): string {
  return `${identification}-${date.slice(2, 4)}${date.slice(5, 7)}${date.slice(8, 10)}-${String(sequence).padStart(4, '0')}`;
}

/** Reads a code as people type it: any case, with blanks anywhere. Undefined when it is not one. */
export function parseCode(text: string): DossierCode | undefined {
  const [, identification, year, month, day, sequence] = CODE.exec(text.replace(/\s/g, '').toUpperCase()) ?? [];
  if (!identification) return undefined;
  return { identification, date: `20${year}-${month}-${day}`, sequence: Number(sequence) };
}
