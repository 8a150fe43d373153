import type { FeeEntryRow } from '../config/fee-row';
import type { Catalogue } from '../domain/catalogue';
import { receiptNumber } from '../domain/fee';
import {
  counted,
  MEASURE_TITLES,
  type Dimension,
  type EntryKind,
  type FeeFigure,
  type Measure,
} from '../domain/fee-report';
import type { Language, Text } from '../domain/text';
import { API, dossierPath, unitName } from './views';

const DIMENSION: Record<Dimension, Text> = {
  all: { vi: 'tất cả', en: 'all' },
  unit: { vi: 'đơn vị', en: 'unit' },
  field: { vi: 'lĩnh vực', en: 'field' },
  procedure: { vi: 'thủ tục', en: 'procedure' },
  group: { vi: 'nhóm nhân viên', en: 'staff group' },
  method: { vi: 'hình thức nộp', en: 'method' },
  holder: { vi: 'nơi giữ tiền', en: 'held by' },
};
const WORDS: Record<string, Text> = {
  all: { vi: 'tất cả', en: 'all' },
  government: { vi: 'công chức', en: 'government staff' },
  post: { vi: 'bưu điện', en: 'the Post' },
  agency: { vi: 'cơ quan', en: 'the agency' },
  cash: { vi: 'tiền mặt', en: 'cash' },
  transfer: { vi: 'chuyển khoản', en: 'bank transfer' },
  online: { vi: 'trực tuyến', en: 'online' },
};
const KINDS: Record<EntryKind, Text> = {
  payment: { vi: 'thu', en: 'payment' },
  refund: { vi: 'hoàn', en: 'refund' },
  void: { vi: 'hủy', en: 'void' },
  reduction: { vi: 'miễn, giảm', en: 'reduction' },
};

const same = (text: string): Text => ({ vi: text, en: text });

function nameOf(catalogue: Catalogue, by: Dimension, of: string): Text {
  if (by === 'unit') return unitName(catalogue, of).name;
  if (by === 'field') return catalogue.field(of)?.name ?? same(of);
  if (by === 'procedure') return catalogue.proceduresOf(of).at(-1)?.name ?? same(of);
  return WORDS[of] ?? same(of);
}

export function figureView(catalogue: Catalogue, figure: FeeFigure, query: string) {
  const { key, by, of, measure, value, rows } = figure;
  return {
    ...{ key, by, of, measure, value, rows },
    title: MEASURE_TITLES[measure],
    ofName: nameOf(catalogue, by, of),
    links: { rows: `${API}/fees/rows?figure=${encodeURIComponent(key)}&${query}` },
  };
}

export function rowView(catalogue: Catalogue, measure: Measure, row: FeeEntryRow) {
  const { book, number } = row;
  return {
    ...{ id: row.id, kind: row.kind, at: row.at, date: row.date, dossier: row.dossier_code, payment: row.payment_id },
    unit: unitName(catalogue, row.unit),
    field: { code: row.field, name: nameOf(catalogue, 'field', row.field) },
    procedure: { code: row.procedure_code, name: nameOf(catalogue, 'procedure', row.procedure_code) },
    ...{ collector: row.collector, group: row.staff_group, method: row.method, heldBy: row.held_by },
    receipt: book !== null && number !== null ? { book, number: receiptNumber(number) } : null,
    amount: counted(measure, row.kind, row.amount),
    cashUp: row.cash_up_id,
    links: { dossier: dossierPath({ code: row.dossier_code, id: row.dossier_code }) },
  };
}

type Cells = (string | number | null)[];

const FIGURE_HEADINGS: Record<Language, Cells> = {
  vi: ['mã chỉ tiêu', 'chỉ tiêu', 'theo', 'của', 'số tiền (đồng)', 'số dòng'],
  en: ['key', 'figure', 'by', 'of', 'amount (đồng)', 'rows'],
};

export function figureCells(catalogue: Catalogue, figures: FeeFigure[], language: Language): Cells[] {
  const rows = figures.map(({ key, by, of, measure, value, rows: n }): Cells => {
    const name = nameOf(catalogue, by, of)[language];
    return [key, MEASURE_TITLES[measure][language], DIMENSION[by][language], name, value, n];
  });
  return [FIGURE_HEADINGS[language], ...rows];
}

const ROW_HEADINGS: Record<Language, Cells> = {
  vi: [
    ...['ngày', 'loại', 'mã hồ sơ', 'mã đơn vị', 'đơn vị', 'lĩnh vực', 'mã thủ tục', 'thủ tục', 'người thu'],
    ...['nhóm', 'hình thức', 'nơi giữ tiền', 'ký hiệu biên lai', 'số biên lai', 'số tiền (đồng)', 'chốt quỹ'],
  ],
  en: [
    ...['date', 'kind', 'dossier', 'unit id', 'unit', 'field', 'procedure code', 'procedure', 'collector'],
    ...['group', 'method', 'held by', 'receipt book', 'receipt number', 'amount (đồng)', 'cash-up'],
  ],
};

export function rowCells(catalogue: Catalogue, measure: Measure, rows: FeeEntryRow[], language: Language): Cells[] {
  const word = (key: string | null) => (key === null ? null : (WORDS[key]?.[language] ?? key));
  const cells = rows.map((row): Cells => {
    const { date, kind, dossier, unit, field, procedure, collector, receipt, amount, cashUp, ...rest } = rowView(
      catalogue,
      measure,
      row,
    );
    return [
      ...[date, KINDS[kind][language], dossier, unit.id, unit.name[language], field.name[language]],
      ...[procedure.code, procedure.name[language], collector, word(rest.group), word(rest.method), word(rest.heldBy)],
      ...[receipt?.book ?? null, receipt?.number ?? null, amount, cashUp],
    ];
  });
  return [ROW_HEADINGS[language], ...cells];
}
