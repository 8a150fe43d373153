import { loadConfig } from '../../config/load';
import { Catalogue } from '../../domain/catalogue';
import type { DossierEvent, DossierState } from '../../domain/dossier';
import type { HandoverState } from '../../domain/handover';
import { resolveTemplate, type PrintDocument } from '../../domain/print-document';
import { dossierVariables, type DossierFacts } from '../../domain/print-dossier';
import { papersVariables, resultsVariables, type HandoverFacts } from '../../domain/print-handover';
import { ledgerVariables, type LedgerEntry, type LedgerFacts } from '../../domain/print-ledger';
import { DOSSIER_PRINTS, type DossierPrint, type PrintTemplate } from '../../domain/print-template';
import { unitId } from '../../domain/unit';
import { SHIPPED } from './config-copy';

/** People and dossiers of these prints are made up. */
export const shipped = new Catalogue(loadConfig(SHIPPED));

const AT = '2026-11-25T02:05:00.000Z';
const CLOCK = { stageSince: AT, until: {}, periodFrom: AT, dueAt: '2026-12-04T10:00:00.000Z' };
const centre = shipped.unitAt('82', '2026-11-25');
const deciding = shipped.unitAt('so-noi-vu', '2026-11-25');
const RECEIVING = centre ? unitId(centre) : '';
const DECIDING = deciding ? unitId(deciding) : '';

export const SUBMITTER = {
  name: 'Nguyễn Thị Thuỳ Dương',
  identityNumber: '087200001234',
  phone: '0912 345 678',
  email: 'thuyduong@example.vn',
  address: 'Ấp Mỹ Phú, xã Mỹ Thọ, tỉnh Đồng Tháp',
};
export const OWNER = {
  name: 'Công ty TNHH Sen Hồng Đồng Tháp',
  phone: '0277 3898 989',
  taxCode: '1400123456',
  address: '12 Lý Thường Kiệt, phường Cao Lãnh, tỉnh Đồng Tháp',
};

const REASON = 'Bản nội quy chưa có ý kiến của tổ chức đại diện người lao động tại cơ sở theo quy định.';
const WRITTEN: Record<DossierPrint, Record<string, unknown>> = {
  'appointment-slip': {},
  'supplement-slip': {
    reason: REASON,
    contact: 'Trần Văn Đức, phòng Lao động, điện thoại 0277 3851 100',
    papers: [
      { name: 'Biên bản lấy ý kiến của tổ chức đại diện người lao động', note: '01 bản chính' },
      { name: 'Nội quy lao động đã đóng dấu giáp lai' },
    ],
  },
  'refusal-slip': { reason: REASON, legalBasis: 'Bộ luật Lao động 2019, Điều 118 khoản 3' },
  'apology-slip': { reason: 'Chờ ý kiến của cơ quan phối hợp.', newDate: '2026-12-11' },
  'stop-notice': { reason: 'Tổ chức đề nghị dừng giải quyết theo văn bản số 15/SH ngày 30/11/2026.' },
  'control-slip': {},
};

function event(seq: number, action: string, from: string, to: string, more: Partial<DossierEvent> = {}): DossierEvent {
  const by = { id: 'can-bo-01', role: 'government-clerk' as const, unit: RECEIVING };
  const base = { at: AT, status: 4 as const, closed: false, by, commandId: 'c', clock: CLOCK };
  return { seq, kind: 'step', action, from, to, ...base, ...more };
}

/** What a dossier of internal labour rules has when a kind of document is printed of its last step. */
export function fullFacts(kind: DossierPrint, more: Partial<DossierFacts> = {}): DossierFacts {
  const procedure = shipped.procedureAt('2.001955', '2026-11-25');
  if (!procedure) throw new Error('the shipped procedure is gone');
  const receipt = { code: 'H20-261125-0007', receivedAt: AT, rules: '2026', limit: procedure.limits.direct };
  const events = [event(1, 'receive', 'new', 'accepted', { receipt })];
  if (kind !== 'appointment-slip') events.push(event(2, 'step', 'accepted', 'forwarded'));
  const state = stateOf(procedure, { receipt, seq: events.length });
  const later = { ...state, clock: { ...CLOCK, dueAt: '2026-12-11T10:00:00.000Z' } };
  return {
    events,
    state: kind === 'apology-slip' ? later : state,
    before: state,
    contents: new Map<number, Record<string, unknown>>([
      [
        1,
        {
          submitter: SUBMITTER,
          owner: OWNER,
          summary: 'Đăng ký nội quy lao động của Công ty TNHH Sen Hồng Đồng Tháp',
          sets: 1,
          returnBy: 'post',
          feePaid: 0,
          note: 'Hẹn gọi điện trước khi trả kết quả.',
          ...(kind === 'appointment-slip' ? {} : {}),
        },
      ],
      ...(kind === 'appointment-slip' ? [] : ([[2, WRITTEN[kind]]] as [number, Record<string, unknown>][])),
    ]),
    papers: procedure.documents.map(({ code }, i) => ({ code, originals: 1, copies: i, files: i })),
    procedure,
    field: shipped.field(procedure.field)?.name,
    units: { receiving: centre, deciding },
    unitAt: (stage) =>
      stage === 'forwarded'
        ? { id: DECIDING, name: deciding?.name.vi ?? '' }
        : { id: RECEIVING, name: centre?.name.vi ?? '' },
    officer: 'Lê Quý Đôn',
    lookup: { base: 'https://motcua.example.vn', key: '3F7K2-9QXWM' },
    printedAt: AT,
    ...more,
  };
}

function stateOf(procedure: DossierFacts['procedure'], more: Partial<DossierState>): DossierState {
  return {
    id: 'd1',
    procedure: { code: procedure.code, version: procedure.version },
    process: procedure.process,
    field: procedure.field,
    channel: 'direct',
    units: { receiving: RECEIVING, deciding: DECIDING },
    rules: '2026',
    seq: 1,
    stage: 'accepted',
    status: 4,
    closed: false,
    clock: CLOCK,
    done: {},
    noted: {},
    ...more,
  };
}

/** A dossier of which nothing is known but that it began: no code, no date, everything written was erased. */
export function minimalFacts(kind: DossierPrint): DossierFacts {
  const { procedure, unitAt, printedAt, lookup } = fullFacts(kind);
  const state = { ...stateOf(procedure, {}), receipt: undefined, clock: { stageSince: AT, until: {} } };
  return {
    events: [event(1, 'step', 'new', 'new', { clock: state.clock })],
    state,
    before: undefined,
    contents: new Map(),
    papers: [],
    procedure: { ...procedure, fee: [], limits: { direct: null, post: null, online: null } },
    field: undefined,
    units: { receiving: undefined, deciding: undefined },
    unitAt,
    officer: '',
    lookup,
    printedAt,
  };
}

export const isDossierTemplate = (template: PrintTemplate): template is PrintTemplate & { kind: DossierPrint } =>
  (DOSSIER_PRINTS as readonly string[]).includes(template.kind);

export function ledgerFacts(count: number, more: Partial<LedgerEntry> = {}): LedgerFacts {
  const entries = Array.from({ length: count }, (_, i): LedgerEntry => ({
    no: i + 1,
    code: `H20-261125-${String(i + 1).padStart(4, '0')}`,
    procedure: 'Đăng ký nội quy lao động của doanh nghiệp',
    summary: null,
    sets: 1,
    owner: { name: OWNER.name, address: OWNER.address, phone: OWNER.phone },
    receivedAt: AT,
    dueAt: CLOCK.dueAt,
    resultAt: i % 2 ? '2026-12-03T03:00:00.000Z' : undefined,
    returnedAt: i % 2 ? '2026-12-03T08:00:00.000Z' : undefined,
    returnedBy: i % 2 ? 'Lê Quý Đôn' : '',
    returnedTo: i % 2 ? SUBMITTER.name : '',
    returnBy: i % 2 ? 'post' : 'desk',
    ended: i === 2 ? 'Rút hồ sơ' : '',
    ...more,
  }));
  return { unit: centre, from: '2026-11-01', to: '2026-11-30', entries, printedAt: AT };
}

export function handoverFacts(kind: 'papers' | 'results'): HandoverFacts {
  const by = { id: 'can-bo-01', role: 'government-clerk' as const, unit: RECEIVING, at: AT };
  const items = [1, 2, 3].map((n) => ({
    dossierId: `d${n}`,
    code: `H20-261125-000${n}`,
    papers: [
      { code: 'van-ban', originals: 1, copies: 0 },
      { code: 'noi-quy', originals: 1, copies: n },
    ],
    ...(n === 1 && { result: 'received' as const }),
    ...(n === 2 && {
      result: 'different' as const,
      counted: [{ code: 'van-ban', originals: 1, copies: 0 }],
      note: 'Thiếu nội quy',
    }),
  }));
  const state: HandoverState = {
    id: '7d9f1f6e-1c0c-4f2f-8f3e-0d6f5b0c2a10',
    from: RECEIVING,
    to: DECIDING,
    kind,
    items,
    seq: 2,
    stage: 'given',
    givenBy: by,
  };
  const procedure = 'Đăng ký nội quy lao động của doanh nghiệp';
  const names: Record<string, string> = { 'van-ban': 'Văn bản đề nghị đăng ký nội quy', 'noi-quy': 'Nội quy lao động' };
  return {
    state,
    listedAt: AT,
    giver: kind === 'papers' ? centre : deciding,
    taker: kind === 'papers' ? deciding : centre,
    dossiers: new Map(items.map((item) => [item.dossierId, { procedure, outcome: 'granted' as const }])),
    paperName: (_dossier, code) => names[code] ?? code,
    printedAt: AT,
  };
}

/** The document that a template makes of the samples. */
export function sampleOf(template: PrintTemplate, facts?: Partial<DossierFacts>): PrintDocument {
  if (isDossierTemplate(template)) {
    const full = { ...fullFacts(template.kind), ...facts };
    return resolveTemplate(template, dossierVariables(template.kind, full, template), AT);
  }
  if (template.kind === 'ledger') return resolveTemplate(template, ledgerVariables(ledgerFacts(5), template), AT);
  const variables =
    template.kind === 'handover-papers'
      ? papersVariables(handoverFacts('papers'), template)
      : resultsVariables(handoverFacts('results'), template);
  return resolveTemplate(template, variables, AT);
}
