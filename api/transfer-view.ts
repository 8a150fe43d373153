import type { Catalogue } from '../domain/catalogue';
import { criteriaOf } from '../domain/plan';
import type { Finding } from '../domain/readiness';
import type { Text } from '../domain/text';
import { localDate } from '../domain/time';
import { HANDED_BACK, stageIn, SUSPENDED, WITHDRAWN, type TransferState } from '../domain/transfer';
import { transferStateOf, type TransferRow } from './reads/transfers';
import { API, unitName } from './views';

const ENDS: Record<string, Text> = {
  [SUSPENDED]: { vi: 'Tạm dừng', en: 'Suspended' },
  [WITHDRAWN]: { vi: 'Đã rút', en: 'Withdrawn' },
  [HANDED_BACK]: { vi: 'Đã bàn giao trở lại', en: 'Handed back' },
};

export function transferPath(id: string): string {
  return `${API}/transfers/${id}`;
}

export function transferStage(
  catalogue: Catalogue,
  { plan, stage }: Pick<TransferState, 'plan' | 'stage'>,
): { name: string; title: Text } {
  const known = catalogue.plan(plan);
  return { name: stage, title: (known && stageIn(known, stage)?.title) ?? ENDS[stage] ?? { vi: stage, en: stage } };
}

/** The findings with the titles of their criteria. */
export function findingsView(catalogue: Catalogue, { plan }: Pick<TransferState, 'plan'>, findings: string) {
  const known = catalogue.plan(plan);
  const titles = new Map(known && criteriaOf(known).map(({ name, title }) => [name, title]));
  return (JSON.parse(findings) as Finding[]).map(({ since, until, ...finding }) => ({
    ...finding,
    title: titles.get(finding.name) ?? { vi: finding.name, en: finding.name },
    since: since ?? null,
    until: until ?? null,
  }));
}

export function transferView(catalogue: Catalogue, row: TransferRow) {
  const state = transferStateOf(row);
  const field = catalogue.field(row.field);
  return {
    id: row.id,
    programme: row.programme_id,
    decision: state.decision,
    unit: unitName(catalogue, row.unit),
    field: { code: row.field, name: field?.name ?? { vi: row.field, en: row.field } },
    scope: row.scope,
    plan: state.plan,
    effectiveOn: row.effective_on,
    stage: transferStage(catalogue, state),
    stageSince: row.stage_since,
    closed: Boolean(row.closed),
    seq: row.seq,
    illustrative: Boolean(row.illustrative),
    flagged: state.flagged ?? null,
    suspended: state.suspended ?? null,
    handBack: state.handBack ?? null,
    confirmations: state.confirmations.map(({ attachment, ...given }) => ({
      ...given,
      attachment: attachment ?? null,
    })),
    gates: state.gates,
    findings: findingsView(catalogue, state, row.findings),
    nextAt: row.next_at,
    links: { self: transferPath(row.id), events: `${transferPath(row.id)}/events`, dossiers: dossiersPath(state) },
  };
}

/** The dossiers that the Post received since it first might. */
function dossiersPath({ unit, field, gates }: TransferState): string {
  const since = gates[0] ? `&receivedFrom=${localDate(gates[0].openedAt)}` : '';
  return `${API}/dossiers?unit=${encodeURIComponent(unit)}&field=${field}&receivedBy=post${since}`;
}
