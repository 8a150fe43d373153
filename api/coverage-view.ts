import type { Catalogue } from '../domain/catalogue';
import type { Entry, Figure } from '../domain/coverage-figure';
import type { Language, Text } from '../domain/text';
import type { LocalDate } from '../domain/time';
import { unitId, type Level } from '../domain/unit';
import { API, present, unitName } from './views';

const LEVELS: Record<Level, Text> = {
  province: { vi: 'cấp tỉnh', en: 'province' },
  district: { vi: 'cấp huyện', en: 'district' },
  commune: { vi: 'cấp xã', en: 'commune' },
};
const TASKS = {
  receive: { vi: 'tiếp nhận hồ sơ', en: 'receiving' },
  return: { vi: 'trả kết quả', en: 'returning' },
};
const ILLUSTRATIVE: Text = { vi: 'minh hoạ', en: 'illustrative' };

export function figureView(catalogue: Catalogue, figure: Figure, date: LocalDate) {
  const { key, title, counts, value, ids, illustrative, by, of, phase } = figure;
  const rows = `${API}/coverage/rows?figure=${encodeURIComponent(key)}&date=${date}`;
  return {
    ...{ key, title, counts, value, ids, illustrative },
    ...present({ by, of, ofName: nameOf(catalogue, figure), phase }),
    links: { rows },
  };
}

/** The name of what a figure is limited to. */
function nameOf(catalogue: Catalogue, { by, of }: Figure): Text | undefined {
  if (by === undefined || of === undefined) return undefined;
  if (by === 'level') return LEVELS[of as Level];
  if (by === 'unit') return unitName(catalogue, of).name;
  return by === 'field' ? fieldName(catalogue, of) : { vi: of, en: of };
}

function fieldName(catalogue: Catalogue, code: string): Text {
  return catalogue.field(code)?.name ?? { vi: code, en: code };
}

export function entryView(catalogue: Catalogue, { id, unit, district, illustrative, transfer }: Entry) {
  return {
    id,
    unit: unitName(catalogue, unitId(unit)),
    level: unit.level,
    district: district ? unitName(catalogue, unitId(district)) : null,
    field: transfer ? { code: transfer.field, name: fieldName(catalogue, transfer.field) } : null,
    task: transfer?.task ?? null,
    phase: transfer?.phase ?? null,
    stage: transfer?.stage ?? null,
    since: transfer?.since ?? null,
    decision: transfer?.decision ?? null,
    transfer: transfer?.transferId ?? null,
    illustrative,
    links: transfer ? { transfer: `${API}/transfers/${encodeURIComponent(transfer.transferId)}` } : {},
  };
}

type Cells = (string | number | null)[];

const FIGURE_HEADINGS: Record<Language, Cells> = {
  vi: ['mã chỉ tiêu', 'chỉ tiêu', 'của', 'số lượng', 'minh hoạ'],
  en: ['key', 'figure', 'of', 'value', 'illustrative'],
};

export function figureCells(catalogue: Catalogue, figures: Figure[], language: Language): Cells[] {
  const rows = figures.map((figure) => {
    const { key, title, value, illustrative } = figure;
    const of = nameOf(catalogue, figure)?.[language] ?? null;
    return [key, title[language], of, value, illustrative ? ILLUSTRATIVE[language] : null];
  });
  return [FIGURE_HEADINGS[language], ...rows];
}

const ENTRY_HEADINGS: Record<Language, Cells> = {
  vi: [
    ...['mã đơn vị', 'đơn vị', 'cấp', 'huyện', 'mã lĩnh vực', 'lĩnh vực', 'nhiệm vụ', 'bước', 'từ'],
    ...['quyết định', 'chuyển giao', 'minh hoạ'],
  ],
  en: [
    ...['unit id', 'unit', 'level', 'district', 'field code', 'field', 'task', 'stage', 'since'],
    ...['decision', 'transfer', 'illustrative'],
  ],
};

export function entryCells(catalogue: Catalogue, entries: Entry[], language: Language): Cells[] {
  const rows = entries.map((entry) => {
    const { unit, level, district, field, task, stage, since, decision, transfer } = entryView(catalogue, entry);
    return [
      ...[unit.id, unit.name[language], LEVELS[level][language], district?.name[language] ?? null],
      ...[field?.code ?? null, field?.name[language] ?? null, task && TASKS[task][language]],
      ...[stage, since, decision, transfer, entry.illustrative ? ILLUSTRATIVE[language] : null],
    ];
  });
  return [ENTRY_HEADINGS[language], ...rows];
}
