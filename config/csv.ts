import { searchKey, textFault, type Text } from '../domain/text';
import { isDate, type LocalDate } from '../domain/time';

type Separator = ',' | ';' | '\t';
/** A record of a CSV file and the line on which it begins; without cells when its quotes are wrong. */
export type CsvRecord = { line: number; cells?: string[] };

/** What can be wrong with a list in a CSV file, whatever it lists. */
export const CSV_MESSAGES = {
  'too-large': { vi: 'tệp lớn hơn 20 MB, hãy chia nhỏ', en: 'the file is larger than 20 MB: divide it' },
  'too-many-rows': { vi: 'tệp có hơn 50.000 dòng, hãy chia nhỏ', en: 'the file has more than 50,000 rows: divide it' },
  encoding: {
    vi: 'tệp không phải UTF-8, hãy lưu lại dạng CSV UTF-8',
    en: 'the file is not UTF-8: save it as CSV UTF-8',
  },
  empty: { vi: 'tệp rỗng', en: 'the file is empty' },
  'unknown-column': {
    vi: 'không có cột «{name}», hãy bỏ hoặc sửa tên',
    en: 'there is no column “{name}”: remove or rename it',
  },
  'missing-column': { vi: 'thiếu cột «{vi}»', en: 'the column “{en}” is missing' },
  'repeated-column': { vi: 'cột «{vi}» có hai lần', en: 'the column “{en}” is there twice' },
  quote: { vi: 'dấu ngoặc kép sai chỗ hoặc chưa đóng', en: 'a double quote is misplaced or not closed' },
  'extra-cells': { vi: 'dòng có nhiều ô hơn tiêu đề', en: 'the row has more cells than the header' },
  required: { vi: 'chưa điền', en: 'must be filled in' },
  formula: { vi: 'không được bắt đầu bằng = + - @ hoặc tab', en: 'must not begin with = + - @ or a tab' },
  'control-character': { vi: 'có ký tự điều khiển, hãy gõ lại', en: 'has a control character: type it again' },
  'lone-surrogate': { vi: 'có ký tự hỏng, hãy gõ lại', en: 'has a broken character: type it again' },
  duplicate: { vi: 'đã có ở dòng {other}', en: 'is already on line {other}' },
  length: { vi: 'dài quá 100 ký tự', en: 'is longer than 100 characters' },
  date: {
    vi: 'phải là ngày có thật, dạng YYYY-MM-DD hoặc DD/MM/YYYY',
    en: 'must be a real date, YYYY-MM-DD or DD/MM/YYYY',
  },
} satisfies Record<string, Text>;

/** The text of a file that a spreadsheet wrote, with `\n` for every line end; nothing when it is in no known encoding. */
export function decodeText(bytes: Buffer): string | undefined {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes).replace(/\r\n?/g, '\n');
  } catch {
    return undefined;
  }
}

/** The records of a CSV text (RFC 4180, with `\n` for every line end). Empty lines are passed over. */
export function* csvRecords(text: string): Generator<CsvRecord> {
  const separator = separatorOf(text);
  let line = 1;
  for (let start = 0; start < text.length;) {
    if (text[start] === '\n') {
      start += 1;
      line += 1;
      continue;
    }
    const record = recordAt(text, start, separator);
    yield { line, cells: record?.cells };
    // Whoever forgot a quote still gets the other rows checked: reading goes on in the next line, wherever the quote ended.
    const end = record?.end ?? lineEnd(text, start);
    line += lineBreaks(text, start, end) + 1;
    start = end + 1;
  }
}

/** The one of the three separators that the header line has most of. */
function separatorOf(text: string): Separator {
  const start = text.search(/[^\n]/);
  const header = text.slice(start, lineEnd(text, start)).replace(/"[^"]*"/g, '');
  const count = (separator: Separator) => header.split(separator).length;
  return ([',', ';', '\t'] as const).reduce((best, next) => (count(next) > count(best) ? next : best));
}

function recordAt(text: string, start: number, separator: Separator): { cells: string[]; end: number } | undefined {
  const cells: string[] = [];
  for (let at = start; ; at += 1) {
    const quoted = text[at] === '"';
    const end = quoted ? closingQuote(text, at + 1) : bareEnd(text, at, separator);
    if (end < 0) return undefined;
    cells.push(quoted ? text.slice(at + 1, end).replaceAll('""', '"') : text.slice(at, end));
    at = quoted ? end + 1 : end;
    if (at === text.length || text[at] === '\n') return { cells, end: at };
    if (text[at] !== separator) return undefined;
  }
}

/** Where a quoted cell ends, or -1. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

/** Where a cell without quotes ends: at a quote as well, which must not stand there. */
function bareEnd(text: string, from: number, separator: Separator): number {
  let at = from;
  while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '"') at += 1;
  return at;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

function lineBreaks(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = lineEnd(text, from); at < to; at = lineEnd(text, at + 1)) count += 1;
  return count;
}

/** Why a cell must not be taken over, or nothing. What begins like a formula would be one in the next spreadsheet. */
export function cellFault(cell: string): 'formula' | ReturnType<typeof textFault> {
  return /^\t|^\s*[=+\-@]/.test(cell) ? 'formula' : textFault(cell);
}

/** A date as spreadsheets in Viet Nam write it, DD/MM/YYYY, or as `YYYY-MM-DD`; nothing when there is no such date. */
export function dateOf(cell: string): LocalDate | undefined {
  const date = cell.replace(/^(\d{2})\/(\d{2})\/(\d{4})$/, '$3-$2-$1');
  return isDate(date) ? date : undefined;
}

/** From the search key of some words, and of their Vietnamese names, to the words. */
export function wordMap<T extends string>(words: Record<T, string>): Map<string, T> {
  const names = Object.keys(words) as T[];
  return new Map(names.flatMap((name) => [name, words[name]].map((word) => [searchKey(word), name] as const)));
}

/** Rows as a CSV file for spreadsheets: RFC 4180, with a mark of byte order; no cell can be taken for a formula. */
export function csvText(rows: (string | number | null)[][]): string {
  return `\ufeff${rows.map((row) => `${row.map(cellText).join(',')}\r\n`).join('')}`;
}

function cellText(value: string | number | null): string {
  // A number is none of those, and one below zero must stay a number that can be added up.
  if (typeof value === 'number') return String(value);
  const text = String(value ?? '').replace(/^(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/, "'$&");
  // Where the decimal sign is a comma, spreadsheets split at semicolons, and the next cell could begin with `=`.
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
