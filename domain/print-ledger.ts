import type { PrintTemplate } from './print-template';
import { letterhead } from './print-unit';
import type { Variables } from './print-variables';
import { countWords, dayWords, shortDay } from './print-words';
import type { Instant, LocalDate } from './time';
import type { Unit } from './unit';

/** A dossier as a line of the ledger (sổ theo dõi hồ sơ). */
export type LedgerEntry = {
  /** Runs through the year of receipt, also in a print of some months. (Thông tư 01/2018/TT-VPCP, Điều 10) */
  no: number;
  code: string;
  procedure: string;
  summary: string | null;
  sets: number | undefined;
  owner: { name?: string; address?: string; phone?: string } | undefined;
  receivedAt: Instant;
  dueAt: Instant | undefined;
  resultAt: Instant | undefined;
  returnedAt: Instant | undefined;
  returnedBy: string;
  returnedTo: string;
  returnBy: string | undefined;
  /** Why there is no result: withdrawn, stopped … */
  ended: string;
};

export type LedgerFacts = {
  unit: Unit | undefined;
  from: LocalDate;
  to: LocalDate;
  entries: LedgerEntry[];
  printedAt: Instant;
};

export function ledgerVariables(
  { unit, from, to, entries, printedAt }: LedgerFacts,
  { regulation, number }: Pick<PrintTemplate, 'regulation' | 'number'>,
): Variables<'ledger'> {
  return {
    texts: {
      ...letterhead(unit, printedAt),
      regulation,
      formNumber: number,
      year: from.slice(0, 4),
      from: dayWords(from),
      to: dayWords(to),
      count: String(entries.length),
    },
    lists: { entries: entries.map(lineOf) },
  };
}

const METHODS: Record<string, string> = { desk: 'Trực tiếp', post: 'Bưu chính', online: 'Trực tuyến' };

function lineOf(entry: LedgerEntry): Variables<'ledger'>['lists']['entries'][number] {
  const { no, code, procedure, summary, owner, sets } = entry;
  return {
    // 01, 02 … as entries are numbered in a book.
    no: countWords(no),
    code,
    content: summary ?? procedure,
    sets: sets === undefined ? '01' : countWords(sets),
    owner: owner?.name ?? '',
    address: owner?.address ?? '',
    phone: owner?.phone ?? '',
    receivedOn: shortDay(entry.receivedAt),
    dueOn: shortDay(entry.dueAt),
    resultOn: shortDay(entry.resultAt),
    returnedOn: shortDay(entry.returnedAt),
    returnedBy: entry.returnedBy,
    returnedTo: entry.returnedTo,
    method: METHODS[entry.returnBy ?? 'desk'] ?? '',
    note: entry.ended,
  };
}
