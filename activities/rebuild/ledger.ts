import type { Knex } from 'knex';
import type { EquipmentBody, StaffEntry } from '../../config/register-body';
import type { Catalogue } from '../../domain/catalogue';
import { groupOf } from '../../domain/authority';
import { evolveCashUp, type CashUpEvent, type CashUpState } from '../../domain/cash-up';
import { evolveDelegation, type DelegationEvent, type DelegationState } from '../../domain/delegation';
import type { DossierState } from '../../domain/dossier';
import type { FeeAccount } from '../../domain/fee';
import type { FeeEvent } from '../../domain/fee-account';
import { evolveHandover, type HandoverEvent, type HandoverState } from '../../domain/handover';
import { evolveReplay, type ReplayEvent, type ReplayState } from '../../domain/replay';
import { evolveTransfer, type TransferEvent, type TransferState } from '../../domain/transfer';
import { evolveVerification, type VerificationEvent, type VerificationState } from '../../domain/verification';
import { newTransferRow } from '../add-transfers';
import { projectFees } from '../fees';
import { projectHandover } from '../handover';
import { programmeRow } from '../programme';
import { writeEquipment, writeStaff } from '../registers';
import { writeCashUp } from '../stores/cash-ups';
import { projectDelegation } from '../stores/delegations';
import type { LedgerEvent } from '../stores/ledger';
import { projectReplay } from '../stores/replays';
import { projectVerification } from '../stores/verifications';
import { claimRows } from '../stores/transfers';
import { projectTransfer } from '../transfer';

const PAGE = 500;

type Row = { subject: string; seq: number; recorded_at: string; event: string; hash: string };
type Place = { trx: Knex; catalogue: Catalogue; id: string; hash: string };
type Project = (place: Place, event: never) => Promise<unknown>;

/**
 * Writes everything that is not a dossier anew, in the order in which the record learnt of it: what one subject did may
 * depend on what another had done (a cash-up on payments, a responsibility on the transfer before). How many events.
 */
export async function rebuildLedger(source: Knex, shadow: Knex, catalogue: Catalogue): Promise<number> {
  let count = 0;
  for (let after: Row | undefined, more = true; more;) {
    const rows = await rowsAfter(source, after);
    await shadow.transaction(async (trx) => {
      for (const { subject, event, hash } of rows) {
        const colon = subject.indexOf(':');
        const project = PROJECT[subject.slice(0, colon)];
        await project?.({ trx, catalogue, id: subject.slice(colon + 1), hash }, JSON.parse(event) as never);
      }
    });
    count += rows.length;
    after = rows.at(-1);
    more = rows.length === PAGE;
  }
  return count;
}

async function rowsAfter(source: Knex, after: Row | undefined): Promise<Row[]> {
  const query = source('ledger').orderBy(['recorded_at', 'subject', 'seq']).limit(PAGE);
  if (after) {
    const { recorded_at: at, subject, seq } = after;
    void query.where(
      (later) =>
        void later
          .where('recorded_at', '>', at)
          .orWhere((same) => void same.where('recorded_at', at).where('subject', '>', subject))
          .orWhere((same) => void same.where({ recorded_at: at, subject }).where('seq', '>', seq)),
    );
  }
  return query.select('subject', 'seq', 'recorded_at', 'event', 'hash');
}

async function stateIn<State>(trx: Knex, table: string, id: string): Promise<State | undefined> {
  const row: { state: string } | undefined = await trx(table).where({ id }).first('state');
  return row && (JSON.parse(row.state) as State);
}

const transfer = async ({ trx, catalogue, id, hash }: Place, event: TransferEvent) => {
  const before = await stateIn<TransferState>(trx, 'transfers', id);
  if (!before) {
    const state = evolveTransfer(undefined, event);
    await trx('transfers').insert(newTransferRow(state, hash));
    await trx('transfer_claims').insert(claimRows(state));
    return;
  }
  const plan = catalogue.plan(before.plan);
  if (!plan) throw new Error(`the stage plan ${before.plan.id}@${before.plan.version} is not loaded`);
  await projectTransfer(trx, plan, { state: before, hash: '' }, event, hash);
};

type ProgrammeEvent = LedgerEvent & { decision?: Parameters<typeof programmeRow>[1] };

const programme = async ({ trx, id, hash }: Place, { seq, at, decision }: ProgrammeEvent) => {
  if (decision) await trx('programmes').insert(programmeRow(id, decision, at));
  await trx('programmes').where({ id }).update({ seq, hash });
};

const handover = async ({ trx, id, hash }: Place, event: HandoverEvent) =>
  projectHandover(trx, evolveHandover(await stateIn<HandoverState>(trx, 'handovers', id), event), event, hash);

/** The event in the ledger says when it was recorded beside what the reducer knows. */
const fees = async ({ trx, id, hash }: Place, { recordedAt: _at, ...event }: FeeEvent & { recordedAt: string }) => {
  const dossier = await stateIn<DossierState>(trx, 'dossiers', id);
  const group = groupOf(event.by.role);
  if (!dossier || !group) throw new Error(`fees of ${id} without their dossier`);
  const before = await stateIn<FeeAccount>(trx, 'fee_accounts', id);
  await projectFees({ trx, dossier, group, commandId: event.commandId }, before, event, hash);
};

const cashUp = async ({ trx, id, hash }: Place, { recordedAt: _at, ...event }: CashUpEvent & { recordedAt: string }) =>
  writeCashUp(trx, evolveCashUp(await stateIn<CashUpState>(trx, 'cash_ups', id), event), hash);

type UnitEvent = LedgerEvent & { entries?: StaffEntry[]; items?: EquipmentBody['items'] };

const unit = async ({ trx, id }: Place, { kind, recordedAt, entries, items }: UnitEvent) => {
  if (kind === 'staff-recorded' && entries) await writeStaff(trx, entries, recordedAt);
  if (kind === 'equipment-recorded' && items) await writeEquipment(trx, id, items, recordedAt);
};

const delegation = async ({ trx, id, hash }: Place, event: DelegationEvent) =>
  projectDelegation(trx, evolveDelegation(await stateIn<DelegationState>(trx, 'delegations', id), event), hash);

const replay = async ({ trx, id, hash }: Place, event: ReplayEvent) =>
  projectReplay(trx, evolveReplay(await stateIn<ReplayState>(trx, 'replays', id), event), hash);

const verification = async ({ trx, id, hash }: Place, event: VerificationEvent) =>
  projectVerification(trx, evolveVerification(await stateIn<VerificationState>(trx, 'verifications', id), event), hash);

/** Subjects that have rows made of their events alone; what is not here is told of in `LEFT_OUT`. */
const PROJECT: Record<string, Project | undefined> = {
  transfer,
  programme,
  handover,
  fees,
  'cash-up': cashUp,
  unit,
  replay,
  verification,
  delegation,
};
