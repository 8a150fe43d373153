import { fill, type ProblemParams } from '../domain/problem';
import { normalise, searchKey, type Text } from '../domain/text';
import { isDate } from '../domain/time';
import type { StaffEntry } from './register-body';
import { cellFault, CSV_MESSAGES, csvRecords, dateOf, decodeText, wordMap } from './csv';

/** A person of the list as the file says it, and the line on which the row begins. `unit` is a code or `code@date`. */
export type StaffRow = StaffEntry & { line: number };

/** What is wrong with one cell. Line 0 stands for the whole file. */
export type RowFault = { line: number; column: string; rule: string; message: Text };

const [MAX_BYTES, MAX_ROWS, MAX_FAULTS] = [20 * 1024 * 1024, 50_000, 1000];

const COLUMNS = {
  ...{ id: 'mã', name: 'họ tên', group: 'nhóm', unit: 'đơn vị', kind: 'loại', postedFrom: 'từ ngày' },
  ...{ postedTo: 'đến ngày', approvedBy: 'quyết định', publishedOn: 'công khai', phone: 'điện thoại' },
  ...{ accountOn: 'tài khoản', leftOn: 'nghỉ từ', certificates: 'chứng nhận' },
};
type Column = keyof typeof COLUMNS;
type Header = (Column | undefined)[];
const NAMES = Object.keys(COLUMNS) as Column[];
const HEADINGS = wordMap(COLUMNS);
const GROUPS = wordMap({ government: 'nhà nước', post: 'bưu điện' });
const KINDS = wordMap({ official: 'chính thức', reserve: 'dự phòng' });

const MESSAGES = {
  ...CSV_MESSAGES,
  account: {
    vi: 'phải gồm 1–64 chữ không dấu, chữ số hoặc . _ @ -, bắt đầu bằng chữ hoặc số',
    en: 'must be 1–64 letters without marks, digits or . _ @ -, beginning with a letter or digit',
  },
  group: { vi: 'phải là nhà nước hoặc bưu điện', en: 'must be government or post' },
  kind: { vi: 'phải là chính thức hoặc dự phòng', en: 'must be official or reserve' },
  unit: { vi: 'phải là mã đơn vị hoặc mã@YYYY-MM-DD', en: 'must be the code of a unit, or code@YYYY-MM-DD' },
  'date-order': { vi: 'phải sau «từ ngày»', en: 'must be after “postedFrom”' },
  phone: { vi: 'phải có 8–15 chữ số', en: 'must have 8–15 digits' },
  certificate: { vi: 'mục {n} phải có dạng lĩnh-vực:YYYY-MM-DD', en: 'item {n} must have the form field:YYYY-MM-DD' },
} satisfies Record<string, Text>;
type Rule = keyof typeof MESSAGES;
type Fail = (line: number, column: string, rule: Rule, params?: ProblemParams) => void;

/** The staff list of a CSV file: the rows without fault, and every fault of the others. */
export function readStaffCsv(bytes: Buffer): { rows: StaffRow[]; faults: RowFault[] } {
  const faults: RowFault[] = [];
  const fail: Fail = (line, column, rule, params = {}) => {
    if (faults.length < MAX_FAULTS) faults.push({ line, column, rule, message: fill(MESSAGES[rule], params) });
  };
  const refused = (rule: Rule) => ({ rows: [], faults: [{ line: 0, column: '', rule, message: MESSAGES[rule] }] });
  if (bytes.length > MAX_BYTES) return refused('too-large');
  const text = decodeText(bytes);
  if (text === undefined) return refused('encoding');

  let header: Header | undefined;
  const rows: StaffRow[] = [];
  const seen = new Map<string, number>();
  let count = 0;
  for (const { line, cells } of csvRecords(text)) {
    if (cells?.every((cell) => cell.trim() === '')) continue;
    if (header && (count += 1) > MAX_ROWS) return refused('too-many-rows');
    if (!cells) fail(line, '', 'quote');
    else if (header) rows.push(...readRow(line, cells, header, fail, seen));
    else header = readHeader(line, cells, fail);
    if (count === 0 && faults.length > 0) return { rows, faults };
  }
  return header ? { rows, faults } : refused('empty');
}

function readHeader(line: number, cells: string[], fail: Fail): Header {
  const header = cells.slice(0, 100).map((cell) => HEADINGS.get(searchKey(cell)));
  const given = new Set<Column>();
  header.forEach((column, i) => {
    const name = normalise([...(cells[i] ?? '').slice(0, 80)].slice(0, 40).join('').replace(/\p{C}/gu, '?')).trim();
    if (!column) fail(line, name, 'unknown-column', { name });
    else if (given.has(column)) fail(line, column, 'repeated-column', { vi: COLUMNS[column], en: column });
    else given.add(column);
  });
  for (const column of NAMES) {
    if (!given.has(column)) fail(line, column, 'missing-column', { vi: COLUMNS[column], en: column });
  }
  return header;
}

function readRow(line: number, cells: string[], header: Header, fail: Fail, seen: Map<string, number>): StaffRow[] {
  const { wrong, maybe, must, good } = cellReader(line, cells, header, fail);
  if (cells.slice(header.length).some((cell) => cell.trim() !== '')) wrong('', 'extra-cells');
  const row = {
    line,
    id: must('id', 'account', (value) => /^[a-z0-9][a-z0-9._@-]{0,63}$/i.exec(value)?.[0]),
    name: must('name', 'length', (value) => ([...value].length <= 100 ? value : undefined)),
    group: must('group', 'group', (value) => GROUPS.get(searchKey(value))),
    unit: must('unit', 'unit', unitOf),
    kind: must('kind', 'kind', (value) => KINDS.get(searchKey(value))),
    postedFrom: must('postedFrom', 'date', dateOf),
    postedTo: must('postedTo', 'date', dateOf),
    approvedBy: maybe('approvedBy', 'required', (value) => value),
    publishedOn: maybe('publishedOn', 'date', dateOf),
    phone: maybe('phone', 'phone', (value) => /^\+?\d{8,15}$/.exec(value.replace(/[\s.-]/g, ''))?.[0]),
    accountOn: maybe('accountOn', 'date', dateOf),
    leftOn: maybe('leftOn', 'date', dateOf),
    certificates: maybe('certificates', 'certificate', (value) => {
      const fault = (i: number) => wrong('certificates', 'certificate', { n: i + 1 });
      return value.split('|').map((part, i) => certificateOf(part) ?? fault(i));
    }),
  };
  if (row.postedFrom && row.postedTo && row.postedTo <= row.postedFrom) wrong('postedTo', 'date-order');
  const key = row.id?.toLowerCase() ?? '';
  const other = seen.get(key);
  if (other !== undefined) wrong('id', 'duplicate', { other });
  else if (key) seen.set(key, line);
  return good() ? [{ ...row, certificates: row.certificates ?? [] } as StaffRow] : [];
}

/** Reads the cells of one row by their columns and reports what is wrong with them; a faulty cell has no value. */
function cellReader(line: number, cells: string[], header: Header, fail: Fail) {
  let faults = 0;
  const wrong = (column: Column | '', rule: Rule, params?: ProblemParams) => {
    faults += 1;
    fail(line, column, rule, params);
    return undefined;
  };
  const text = (column: Column, required: boolean) => {
    const raw = cells[header.indexOf(column)] ?? '';
    const fault = column === 'phone' && /^\s*\+\d+\s*$/.test(raw) ? undefined : cellFault(raw);
    if (fault) return wrong(column, fault);
    return normalise(raw).trim() || (required ? wrong(column, 'required') : undefined);
  };
  const read =
    (required: boolean) =>
    <T>(column: Column, rule: Rule, parse: (value: string) => T | undefined): T | undefined => {
      const value = text(column, required);
      return value === undefined ? undefined : (parse(value) ?? wrong(column, rule));
    };
  return { wrong, maybe: read(false), must: read(true), good: () => faults === 0 };
}

function unitOf(value: string): string | undefined {
  const [, date] = /^[^@\s]{1,100}(?:@(.*))?$/.exec(value) ?? [, ''];
  return date === undefined || isDate(date) ? value : undefined;
}

function certificateOf(part: string): StaffRow['certificates'][number] | undefined {
  const [, field, passed = ''] = /^\s*([^\s:]{1,100})\s*:\s*(\S+)\s*$/.exec(part) ?? [];
  const passedOn = dateOf(passed);
  return field && passedOn ? { field, passedOn } : undefined;
}
