import type { Catalogue } from '../domain/catalogue';
import type { Measure } from '../domain/figures';
import type { Language, Text } from '../domain/text';
import { districtOf, type FigureFilter } from './figure-scope';
import type { Cell } from './reads/figures';
import type { FigureRow } from './reads/figure-rows';
import { STATUS_TITLES } from './status-titles';
import { API, dossierPath, unitName } from './views';
import type { TableRows } from './table-reply';

export type FigureBy = 'unit' | 'district' | 'field' | 'group';
export type Counts = { [measure in Measure]?: number };

const GROUPS: Record<string, Text> = {
  government: { vi: 'Công chức nhà nước', en: 'Government staff' },
  post: { vi: 'Nhân viên Bưu điện', en: 'Postal staff' },
  '': { vi: 'Không rõ', en: 'Not recorded' },
};

export const MEASURE_NAMES: Record<Measure, Text> = {
  received: { vi: 'tiếp nhận', en: 'received' },
  open: { vi: 'đang giải quyết', en: 'under way' },
  dueToday: { vi: 'đến hạn hôm nay', en: 'due today' },
  overdue: { vi: 'quá hạn', en: 'overdue' },
  waiting: { vi: 'chờ trả kết quả', en: 'waiting to be returned' },
  returned: { vi: 'đã trả kết quả', en: 'returned' },
  finished: { vi: 'có kết quả', en: 'finished' },
  unlimited: { vi: 'không có hạn', en: 'without an appointment' },
  onTime: { vi: 'đúng hạn', en: 'in time' },
  late: { vi: 'trễ hạn', en: 'late' },
  lateAgainstFirst: { vi: 'trễ so với hẹn đầu', en: 'late against the first appointment' },
};

export const SHARE_NAME: Text = { vi: 'tỷ lệ đúng hạn', en: 'share in time' };

/** What a cell is counted under. */
export function keyOf(catalogue: Catalogue, { unit, field, group }: Omit<Cell, 'counts'>, by: FigureBy): string {
  if (by === 'district') return districtOf(catalogue, unit);
  return { unit, field, group }[by];
}

export function nameOf(catalogue: Catalogue, by: FigureBy, key: string): Text {
  if (by === 'unit' || by === 'district') return unitName(catalogue, key).name;
  if (by === 'field') return catalogue.field(key)?.name ?? { vi: key, en: key };
  return GROUPS[key] ?? { vi: key, en: key };
}

/** The filter that leaves of all dossiers those of one key. */
export function filterOf(by: FigureBy, key: string): FigureFilter {
  if (by === 'group') return { group: key === '' ? 'none' : (key as 'government' | 'post') };
  return { [by]: key };
}

/** Counts of cells added up by key, and of all of them. Measures that nothing was counted for are 0. */
export function addUp(cells: Cell[], measures: readonly Measure[], keyed: (cell: Cell) => string) {
  const none = (): Counts => Object.fromEntries(measures.map((measure) => [measure, 0]));
  const total = none();
  const items = new Map<string, Counts>();
  for (const cell of cells) {
    const key = keyed(cell);
    const counts = items.get(key) ?? none();
    items.set(key, counts);
    for (const into of [counts, total]) add(into, cell.counts, measures);
  }
  const sorted = [...items.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  return { total, items: sorted.map(([key, counts]) => ({ key, counts })) };
}

export function add(into: Counts, more: Counts, measures: readonly Measure[]): void {
  for (const measure of measures) into[measure] = (into[measure] ?? 0) + (more[measure] ?? 0);
}

export function figureRowView(catalogue: Catalogue, row: FigureRow) {
  const unnamed = { vi: row.procedure_code, en: row.procedure_code };
  return {
    id: row.id,
    code: row.code,
    procedure: { code: row.procedure_code, name: catalogue.proceduresOf(row.procedure_code).at(-1)?.name ?? unnamed },
    field: { code: row.field, name: nameOf(catalogue, 'field', row.field) },
    unit: unitName(catalogue, row.receiving_unit),
    group: row.received_group,
    channel: row.channel,
    status: { code: row.status, title: STATUS_TITLES[row.status] },
    closed: Boolean(row.closed),
    receivedAt: row.received_at,
    firstDueAt: row.first_due_at,
    dueAt: row.due_at,
    finishedAt: row.finished_at,
    returnedAt: row.returned_at,
    links: { dossier: dossierPath(row), timeline: `${API}/dossiers/${encodeURIComponent(row.id)}/timeline` },
  };
}

const HEADINGS: Record<Language, string[]> = {
  vi: [
    ...['mã hồ sơ', 'mã thủ tục', 'thủ tục', 'lĩnh vực', 'mã đơn vị', 'nơi tiếp nhận', 'bên tiếp nhận', 'trạng thái'],
    ...['tiếp nhận lúc', 'hẹn đầu', 'hẹn sau cùng', 'có kết quả lúc', 'trả lúc'],
  ],
  en: [
    ...['dossier', 'procedure code', 'procedure', 'field', 'unit id', 'received at', 'received by', 'status'],
    ...['received', 'first appointment', 'last appointment', 'finished', 'returned'],
  ],
};

export function figureRowCells(catalogue: Catalogue, rows: FigureRow[], language: Language): TableRows {
  return [
    HEADINGS[language],
    ...rows.map((row) => {
      const { code, procedure, field, unit, group, status, ...dates } = figureRowView(catalogue, row);
      return [
        ...[code, procedure.code, procedure.name[language], field.name[language], unit.id, unit.name[language]],
        ...[nameOf(catalogue, 'group', group ?? '')[language], status.title[language], dates.receivedAt],
        ...[dates.firstDueAt, dates.dueAt, dates.finishedAt, dates.returnedAt],
      ];
    }),
  ];
}
