import type { Knex } from 'knex';
import type { RegisterKind } from '../config/command-row';
import type { AccountBody } from '../config/account-body';
import type { CashUpBody, FeeBody } from '../config/fee-body';
import type { DelegationBody } from '../config/delegation-body';
import type { DraftBody } from '../config/draft-body';
import type { HandoverBody } from '../config/handover-body';
import type { ResendBody, WebhookBody } from '../config/message-body';
import type { EquipmentBody, StaffBody, StaffEntry } from '../config/register-body';
import type { PrivacyBody } from '../config/privacy-body';
import { searchKey } from '../domain/text';
import type { Instant } from '../domain/time';
import type { UnitId } from '../domain/unit';
import type { ActivityContext } from './context';
import { applyAccount } from './account';
import { applyCashUp } from './cash-up';
import { applyDelegation } from './delegation';
import { applyDraft } from './draft';
import { applyFees } from './fees';
import { applyHandover } from './handover';
import { applyPrivacy } from './privacy';
import { applyPrint } from './print';
import { claimCommand } from './stores/commands';
import { noteLedger } from './stores/ledger';
import { applyResend } from './resend';
import { applyWebhook } from './webhook';
import { inTransaction } from './transaction';

export type RegisterOrder = { commandId: string; kind: RegisterKind };
/** Open transfers whose readiness may have changed. */
export type RegisterResult = { touched: string[] };

export type RegisterActivities = { applyCommand(order: RegisterOrder): Promise<RegisterResult> };

/** The writers of the registers. The same command again changes nothing, and names the same transfers. */
export function registerActivities(context: ActivityContext): RegisterActivities {
  return {
    applyCommand: async ({ commandId, kind }) => {
      if (kind === 'print') {
        await applyPrint(context, commandId);
        return { touched: [] };
      }
      return inTransaction(context.db, async (trx) => {
        const now = context.now();
        const claimed = await claimCommand<never>(trx, commandId, now);
        if (!claimed) return { touched: await touchedBy(trx, commandId) };
        await context.catchUp?.(trx, claimed.publishedVersion);
        return { touched: (await APPLY[kind]({ context, trx, now, commandId }, claimed.body)) ?? [] };
      });
    },
  };
}

type Place = { context: ActivityContext; trx: Knex; now: Instant; commandId: string };
/** Writes what was ordered; names the transfers whose readiness it may have changed. */
type Apply<Body> = (place: Place, body: Body) => Promise<string[] | void>;

const account: Apply<AccountBody> = ({ trx, now, commandId }, body) => applyAccount(trx, body, now, commandId);
const staff: Apply<StaffBody> = ({ trx, now, commandId }, body) => applyStaff(trx, body, now, commandId);
const equipment: Apply<EquipmentBody> = ({ trx, now, commandId }, body) => applyEquipment(trx, body, now, commandId);
const handover: Apply<HandoverBody> = ({ trx, now, commandId }, body) => applyHandover(trx, body, now, commandId);
const fees: Apply<FeeBody> = ({ context, trx, now, commandId }, body) =>
  applyFees(trx, context.catalogue, body, now, commandId);
const cashUp: Apply<CashUpBody> = ({ context, trx, now, commandId }, body) =>
  applyCashUp(trx, context.catalogue, body, now, commandId);
const resend: Apply<ResendBody> = ({ trx, now, commandId }, body) => applyResend(trx, body, now, commandId);
const webhook: Apply<WebhookBody> = ({ context, trx, now, commandId }, body) =>
  applyWebhook(trx, body, context.allowPrivate ?? false, now, commandId);

const privacy: Apply<PrivacyBody> = ({ trx, now, commandId }, body) => applyPrivacy(trx, body, now, commandId);
const delegation: Apply<DelegationBody> = ({ context, trx, now, commandId }, body) =>
  applyDelegation(trx, context.catalogue, body, now, commandId);
const draft: Apply<DraftBody> = ({ trx, now, commandId }, body) => applyDraft(trx, body, now, commandId);

/** A body is of the shape of its kind: the API wrote it so. */
const APPLY: Record<Exclude<RegisterKind, 'print'>, Apply<never>> = {
  account,
  delegation,
  staff,
  equipment,
  handover,
  fees,
  'cash-up': cashUp,
  draft,
  resend,
  webhook,
  privacy,
};

const CHUNK = 100;

async function applyStaff(
  trx: Knex,
  { actor, entries }: StaffBody,
  now: Instant,
  commandId: string,
): Promise<string[]> {
  const gone = await movedAway(trx, entries);
  for (let i = 0; i < entries.length; i += CHUNK) await writeStaff(trx, entries.slice(i, i + CHUNK), now);
  // Where somebody went away from, there is one less: that unit hears of it too.
  const units = [...new Set([...entries.map(({ unit }) => unit), ...gone.keys()])];
  for (const unit of units) {
    const changed = entries.filter((entry) => entry.unit === unit);
    const left = gone.get(unit) ?? [];
    await noteLedger(trx, unitSubject(unit), { kind: 'staff-recorded', entries: changed, left }, actor, now, commandId);
  }
  return openTransfersAt(trx, units);
}

/** Members who are listed at another unit than before, by the unit that they leave. */
async function movedAway(trx: Knex, entries: StaffEntry[]): Promise<Map<UnitId, string[]>> {
  const gone = new Map<UnitId, string[]>();
  for (let i = 0; i < entries.length; i += CHUNK) {
    const part = entries.slice(i, i + CHUNK);
    const rows: { id: string; unit: UnitId }[] = await trx('staff')
      .whereIn(
        'id',
        part.map(({ id }) => id),
      )
      .select('id', 'unit');
    for (const { id, unit } of rows) {
      const entry = part.find((one) => one.id === id);
      if (entry && entry.unit !== unit) gone.set(unit, [...(gone.get(unit) ?? []), id]);
    }
  }
  return gone;
}

/** Writes members of staff with their certificates; what says nothing new changes nothing. */
export async function writeStaff(trx: Knex, entries: StaffEntry[], now: Instant): Promise<void> {
  const rows = entries.map((entry) => staffRow(entry, now));
  const ids = entries.map(({ id }) => id);
  const before: { id: string; recorded_at: Instant }[] = await trx('staff').whereIn('id', ids).select();
  // A row that says nothing new keeps the moment since which it has been so.
  const same = new Map(before.map((row) => [row.id, row]));
  const changed = rows.filter((row) => {
    const { recorded_at: _was, ...old } = same.get(row.id) ?? { recorded_at: '' };
    const { recorded_at: _is, ...fresh } = row;
    return JSON.stringify(sorted(old)) !== JSON.stringify(sorted(fresh));
  });
  if (changed.length > 0) await trx('staff').insert(changed).onConflict('id').merge();
  const certificates = entries.flatMap(({ id, unit, certificates: passed }) =>
    passed.map(({ field, passedOn }) => ({ staff_id: id, field, unit, passed_on: passedOn, recorded_at: now })),
  );
  for (let i = 0; i < certificates.length; i += CHUNK) {
    await trx('certificates')
      .insert(certificates.slice(i, i + CHUNK))
      .onConflict(['staff_id', 'field', 'unit', 'passed_on'])
      .ignore();
  }
  await removeRevoked(trx, entries);
}

/** A certificate that a list does not show any more is gone with it. */
async function removeRevoked(trx: Knex, entries: StaffEntry[]): Promise<void> {
  const kept = new Set(
    entries.flatMap(({ id, unit, certificates }) =>
      certificates.map(({ field, passedOn }) => `${id} ${field} ${unit} ${passedOn}`),
    ),
  );
  const rows: { staff_id: string; field: string; unit: string; passed_on: string }[] = await trx('certificates')
    .whereIn(
      'staff_id',
      entries.map(({ id }) => id),
    )
    .select('staff_id', 'field', 'unit', 'passed_on');
  for (const row of rows) {
    const { staff_id, field, unit, passed_on } = row;
    if (!kept.has(`${staff_id} ${field} ${unit} ${passed_on}`)) await trx('certificates').where(row).delete();
  }
}

function sorted(row: object): [string, unknown][] {
  return Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1));
}

function staffRow(entry: StaffEntry, now: Instant) {
  return {
    id: entry.id,
    name: entry.name,
    search_name: searchKey(entry.name),
    staff_group: entry.group,
    unit: entry.unit,
    kind: entry.kind,
    posted_from: entry.postedFrom,
    posted_to: entry.postedTo,
    approved_by: entry.approvedBy ?? null,
    published_on: entry.publishedOn ?? null,
    phone: entry.phone ?? null,
    account_on: entry.accountOn ?? null,
    left_on: entry.leftOn ?? null,
    recorded_at: now,
  };
}

async function applyEquipment(
  trx: Knex,
  { actor, unit, items }: EquipmentBody,
  now: Instant,
  commandId: string,
): Promise<string[]> {
  await writeEquipment(trx, unit, items, now);
  await noteLedger(trx, unitSubject(unit), { kind: 'equipment-recorded', items }, actor, now, commandId);
  return openTransfersAt(trx, [unit]);
}

export async function writeEquipment(
  trx: Knex,
  unit: UnitId,
  items: EquipmentBody['items'],
  now: Instant,
): Promise<void> {
  for (const { item, count } of items) {
    const known: { count: number } | undefined = await trx('equipment').where({ unit, item }).first('count');
    if (known?.count === count) continue;
    const row = { unit, item, count, recorded_at: now };
    await trx('equipment').insert(row).onConflict(['unit', 'item']).merge();
  }
}

/** The registers of a unit have one chain. */
const unitSubject = (unit: UnitId) => `unit:${unit}`;

async function openTransfersAt(trx: Knex, units: UnitId[]): Promise<string[]> {
  const rows: { id: string }[] = await trx('transfers').whereIn('unit', units).where({ closed: 0 }).select('id');
  return rows.map(({ id }) => id);
}

async function touchedBy(trx: Knex, commandId: string): Promise<string[]> {
  const rows: { subject: string }[] = await trx('ledger').where({ command_id: commandId }).select('subject');
  const units = rows.flatMap(({ subject }) => (subject.startsWith('unit:') ? [subject.slice('unit:'.length)] : []));
  return openTransfersAt(trx, units);
}
