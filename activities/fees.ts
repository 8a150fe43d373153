import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { canonical, idFrom } from '../config/canonical';
import { CHAIN_START, contentHash } from '../config/chain';
import type { FeeBody } from '../config/fee-body';
import type { FeeEntryRow } from '../config/fee-row';
import { requireAuthority } from '../config/responsibility';
import type { Actor } from '../domain/actor';
import { groupOf, taskOf } from '../domain/authority';
import type { Catalogue } from '../domain/catalogue';
import type { DossierState } from '../domain/dossier';
import { bookSign, feeLines, holderOf, sumOf, type FeeAccount } from '../domain/fee';
import {
  assess,
  evolveFees,
  newAccount,
  offChanged,
  pay,
  refund,
  voidPayment,
  type FeeEvent,
} from '../domain/fee-account';
import type { Group } from '../domain/plan';
import { Refusal } from '../domain/problem';
import { localDate, type Instant } from '../domain/time';
import {
  heldAccount,
  holdForFees,
  holdTill,
  isCashedUp,
  writeAccount,
  writeEntry,
  writePayment,
  writeReason,
  type FeeDossier,
  type HeldAccount,
} from './stores/fees';
import { appendLedger } from './stores/ledger';

type Deed = {
  trx: Knex;
  body: FeeBody;
  group: Group;
  dossier: DossierState;
  dataKey: string;
  now: Instant;
  commandId: string;
};

/** Money that moved, of which dossier and by which group. */
type Moved = Pick<Deed, 'trx' | 'group' | 'dossier' | 'commandId'>;

/**
 * Carries out what a clerk did about the fees of a dossier: its event, the account, and the money that moved.
 * @throws Refusal dossier-not-found, not-your-role, not-your-unit, not-received, those of `requireAuthority`,
 * receipt-taken, and those of the step
 */
export async function applyFees(
  trx: Knex,
  catalogue: Catalogue,
  body: FeeBody,
  now: Instant,
  commandId: string,
): Promise<void> {
  const found = await holdForFees(trx, body.dossierId);
  if (!found) throw new Refusal('dossier-not-found');
  const group = await requireCollector(trx, found, body.actor, now);
  const { state: dossier, dataKey } = found;
  if (dataKey === null) throw new Refusal('dossier-erased');
  const held = await heldAccount(trx, dossier.id);
  const account = held?.state ?? newAccount(openingOf(catalogue, dossier));
  const deed: Deed = { trx, body, group, dossier, dataKey, now, commandId };
  await write(deed, held, await eventOf(deed, account));
}

/** Money is taken and given back by whoever may receive and return the dossier at its counter. */
async function requireCollector(trx: Knex, found: FeeDossier, actor: Actor, now: Instant): Promise<Group> {
  const { state, receivedBy } = found;
  const group = groupOf(actor.role);
  if (!group) throw new Refusal('not-your-role');
  if (!actor.actsFor.includes(state.units.receiving)) throw new Refusal('not-your-unit');
  if (!state.receipt) throw new Refusal('not-received');
  const counter = { unit: state.units.receiving, field: state.field, at: now, ...(receivedBy && { receivedBy }) };
  await requireAuthority(trx, taskOf(state.status, state.status), group, counter);
  return group;
}

function openingOf(catalogue: Catalogue, dossier: DossierState) {
  const { id, channel, receipt } = dossier;
  return { id, code: receipt?.code ?? '', channel, lines: feeLines(catalogue.procedureOf(dossier)) };
}

async function eventOf(deed: Deed, account: FeeAccount): Promise<FeeEvent> {
  const { trx, group, dossier, now, commandId } = deed;
  const { actor, act } = deed.body;
  switch (act.do) {
    case 'assess':
      return assess(account, act.terms, act.reason, actor, now, commandId);
    case 'pay': {
      await holdTill(trx, actor.unit, actor.id, now);
      const { method, lines } = act;
      const receipt = { book: bookSign(act.receipt.book), number: act.receipt.number };
      const heldBy = holderOf(group, dossier.channel, method);
      const payment = { id: idFrom(`payment\n${commandId}`), group, method, heldBy, receipt, lines };
      return pay(account, payment, actor, now, commandId);
    }
    case 'refund': {
      await holdTill(trx, actor.unit, actor.id, now);
      const { method, lines, paymentId } = act;
      const heldBy = holderOf(group, dossier.channel, method);
      const given = { id: idFrom(`refund\n${commandId}`), group, method, heldBy, lines };
      return refund(account, paymentId, given, actor, now, commandId);
    }
    case 'void': {
      const { paymentId } = act;
      const payment = account.payments.find(({ id }) => id === paymentId);
      // The till into which it went, wherever its collector sits by now.
      if (payment) await holdTill(trx, payment.by.unit, payment.by.id, now);
      return voidPayment(account, paymentId, await isCashedUp(trx, paymentId), actor, now, commandId);
    }
  }
}

async function write(deed: Deed, held: HeldAccount | undefined, decided: FeeEvent): Promise<void> {
  const { trx, body, dossier } = deed;
  const reason = 'reason' in body.act ? body.act.reason : undefined;
  const salted =
    reason === undefined ? undefined : { salt: randomBytes(16).toString('hex'), content: canonical({ reason }) };
  const event = salted ? { ...decided, contentHash: contentHash(salted.salt, { reason }) } : decided;
  const recorded = { ...event, recordedAt: event.at };
  const hash = await appendLedger(trx, `fees:${dossier.id}`, recorded, held?.hash ?? CHAIN_START);
  if (salted) await writeReason(trx, { id: dossier.id, dataKey: deed.dataKey }, event.seq, salted);
  await projectFees(deed, held?.state, event, hash);
}

/** What an event makes of the account, and the row of the money that moved. */
export async function projectFees(
  deed: Moved,
  before: FeeAccount | undefined,
  event: FeeEvent,
  hash: string,
): Promise<void> {
  const state = evolveFees(before, event);
  await writeAccount(deed.trx, state, hash);
  await writeMoney(deed, before, state, event);
}

/** The row of what an event did to the money, or to what is due. */
async function writeMoney(deed: Moved, before: FeeAccount | undefined, after: FeeAccount, event: FeeEvent) {
  const { trx, commandId } = deed;
  const payment = (id: string) => {
    const found = after.payments.find((one) => one.id === id);
    if (!found) throw new Error(`no payment ${id}`);
    return found;
  };
  switch (event.kind) {
    case 'assessed': {
      const amount = offChanged(before, after);
      const id = idFrom(`reduction\n${commandId}`);
      if (amount !== 0) await writeEntry(trx, { ...rowOf(deed, event), id, kind: 'reduction', amount });
      return;
    }
    case 'paid': {
      const { id, method, heldBy, receipt, lines } = event.payment;
      const row = { ...rowOf(deed, event), id, kind: 'payment' as const, payment_id: id, amount: sumOf(lines) };
      await writePayment(trx, { ...row, method, held_by: heldBy, ...receipt }, receipt);
      return;
    }
    case 'refunded': {
      const { id, method, heldBy, lines } = event.refund;
      const row = { ...rowOf(deed, event), id, kind: 'refund' as const, payment_id: event.paymentId };
      await writeEntry(trx, { ...row, method, held_by: heldBy, amount: sumOf(lines) });
      return;
    }
    case 'voided': {
      const { id: paymentId, method, heldBy, by, lines } = payment(event.paymentId);
      const row = { ...rowOf(deed, event), id: idFrom(`void\n${commandId}`), kind: 'void' as const, unit: by.unit };
      await writeEntry(trx, { ...row, payment_id: paymentId, method, held_by: heldBy, amount: sumOf(lines) });
    }
  }
}

function rowOf({ dossier, group, commandId }: Moved, { at, by }: FeeEvent): FeeEntryRow {
  return {
    id: '',
    kind: 'payment',
    dossier_id: dossier.id,
    dossier_code: dossier.receipt?.code ?? '',
    payment_id: null,
    at,
    date: localDate(at),
    unit: by.unit,
    field: dossier.field,
    procedure_code: dossier.procedure.code,
    collector: by.id,
    staff_group: group,
    method: null,
    held_by: null,
    book: null,
    number: null,
    amount: 0,
    cash_up_id: null,
    command_id: commandId,
  };
}
