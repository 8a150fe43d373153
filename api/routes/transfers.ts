import { ownUpload } from '../../config/uploads';
import { plannedOn, responsibilityAt } from '../../config/responsibility';
import type { Catalogue } from '../../domain/catalogue';
import type { Task } from '../../domain/plan';
import { openUnit } from '../../domain/opening';
import { Refusal, refusedAt } from '../../domain/problem';
import { decide } from '../../domain/reach';
import { localDate, type Instant } from '../../domain/time';
import {
  decideTransfer,
  requireWish,
  TRANSFER_PERMISSIONS,
  type TransferAction,
  type TransferWish,
} from '../../domain/transfer-command';
import { unitId } from '../../domain/unit';
import { ok, signedIn, type Call, type Handler } from '../call';
import { commandReply } from '../command-reply';
import type { ApiContext } from '../context';
import { placeOf } from '../cursor';
import { disposition } from '../disposition';
import { instantAt } from '../instant';
import { checkMembers } from '../members';
import {
  boardRows,
  type BoardRow,
  findTransfer,
  transferEvents,
  transferPage,
  transferStateOf,
  type TransferRow,
} from '../reads/transfers';
import { isReached, requireReach, unitsReached } from '../permit';
import { findingsView, transferPath, transferStage, transferView } from '../transfer-view';
import { unitName } from '../views';

type ListQuery = {
  programme?: string;
  unit?: string;
  field?: string;
  stage?: string;
  flagged?: boolean;
  open?: boolean;
  cursor?: string;
  limit: number;
};

export const listTransfers: Handler = signedIn(async ({ read, catalogue }, call) => {
  const { cursor, limit, unit: code, ...rest } = call.query as ListQuery;
  const unit = code === undefined ? undefined : unitId(openUnit(catalogue, code, call.today, '/query/unit'));
  const filter = { ...rest, units: unitsReached(catalogue, call), ...(unit && { unit }) };
  const page = await transferPage(read, filter, limit, placeOf(cursor));
  return ok({ items: page.items.map((row) => transferView(catalogue, row)), next: page.next });
});

export const readTransfer: Handler = signedIn(async (ctx, call) => {
  const row = await seenTransfer(ctx, call);
  return ok({ ...transferView(ctx.catalogue, row), actions: actionsOf(ctx, call, row) });
});

/** What happened to a transfer, with both moments of everything: from when it held, and when the record learnt of it. */
export const readTransferEvents: Handler = signedIn(async (ctx, call) => {
  const row = await seenTransfer(ctx, call);
  const items = (await transferEvents(ctx.read, row.id)).map(({ event, hash }) => ({ ...event, hash }));
  return ok({ items });
});

async function seenTransfer({ read, catalogue }: ApiContext, call: Call): Promise<TransferRow> {
  const row = await findTransfer(read, call.path.id ?? '');
  if (!row || !isReached(catalogue, call, { units: [row.unit] })) throw new Refusal('transfer-not-found');
  return row;
}

function actionsOf({ catalogue }: ApiContext, { actor }: Call, row: TransferRow): TransferAction[] {
  if (row.closed) return [];
  const names = Object.keys(TRANSFER_PERMISSIONS) as TransferAction[];
  return names.filter((name) => !decide(catalogue, actor, TRANSFER_PERMISSIONS[name], { units: [row.unit] }).denied);
}

export const changeTransfer: Handler = signedIn(async (ctx, call) => {
  const row = await seenTransfer(ctx, call);
  const wish = await wishOf(ctx, call);
  requireWish(ctx.catalogue.permissions, call.actor, wish.action);
  requireReach(ctx.catalogue, call, row.unit);
  await checkNow(ctx, call, row, wish);
  const body = { actor: call.actor, wish };
  const sent = await ctx.engine.carryOut(call.key, { kind: 'change', subject: row.id, body });
  return commandReply(sent, 200, transferPath(row.id), async () => {
    const now = await findTransfer(ctx.read, row.id);
    return { transfer: transferView(ctx.catalogue, now ?? row) };
  });
});

/** A repeat of a command that was carried out must get its answer; all others are refused before anything is stored. */
async function checkNow(ctx: ApiContext, call: Call, row: TransferRow, wish: TransferWish): Promise<void> {
  const plan = ctx.catalogue.plan(transferStateOf(row).plan);
  const known = await ctx.engine.knows(call.actor.id, call.key);
  const { permissions } = ctx.catalogue;
  if (plan && !known) decideTransfer({ plan, permissions }, transferStateOf(row), wish, call.actor, call.now, '');
}

type Wish = {
  criterion?: string;
  note?: string;
  attachment?: string;
  reason?: string;
  effectiveOn?: string;
  on?: string;
  from?: string;
  decision?: string;
};

const NEEDS: Record<TransferAction, (keyof Wish)[]> = {
  confirm: ['criterion', 'note'],
  unconfirm: ['criterion', 'reason'],
  'move-date': ['effectiveOn', 'reason'],
  withdraw: ['reason'],
  suspend: ['reason'],
  resume: ['reason'],
  'plan-hand-back': ['on', 'reason'],
  'cancel-hand-back': ['reason'],
};
const TAKES: Partial<Record<TransferAction, (keyof Wish)[]>> = {
  confirm: ['attachment'],
  suspend: ['from'],
  'plan-hand-back': ['decision'],
};

/** What is wished, with all that this action needs and nothing that it does not take. @throws Refusal invalid-request, upload-not-found */
async function wishOf({ uploads }: ApiContext, { path, body, actor }: Call): Promise<TransferWish> {
  const action = path.action as TransferAction;
  const written = body as Wish;
  checkMembers(written, NEEDS[action], TAKES[action]);
  if (written.attachment) await ownUpload(uploads, actor.id, written.attachment, '/attachment');
  const from = written.from !== undefined && { from: instantAt('/from', written.from) };
  return { ...written, ...from, action } as TransferWish;
}

/** The paper behind a confirmation. */
export const downloadEvidence: Handler = signedIn(async (ctx, call) => {
  const row = await seenTransfer(ctx, call);
  const events = await transferEvents(ctx.read, row.id);
  const id = call.path.upload ?? '';
  const given = events.some(({ event }) => event.kind === 'confirmed' && event.confirmation.attachment === id);
  const file = given ? await ctx.uploads.find(id) : undefined;
  if (!file) throw new Refusal('not-found');
  return {
    status: 200,
    type: file.mediaType,
    headers: { 'Content-Disposition': disposition(file.name), 'Content-Length': String(file.size) },
    stream: ctx.uploads.open(file.sha256),
  };
});

/** Units × fields: where each transfer stands and what it is waiting for. */
export const readBoard: Handler = signedIn(async ({ read, catalogue }, call) => {
  const rows = await boardRows(read, unitsReached(catalogue, call));
  const byUnit = new Map<string, typeof rows>();
  for (const row of rows) byUnit.set(row.unit, [...(byUnit.get(row.unit) ?? []), row]);
  const fields = [...catalogue.data.fields].sort((a, b) => a.order - b.order).map(({ code, name }) => ({ code, name }));
  const units = [...byUnit].map(([id, transfers]) => ({
    unit: unitName(catalogue, id),
    cells: transfers.map((row) => cellOf(catalogue, row)),
  }));
  return ok({ fields, units });
});

function cellOf(catalogue: Catalogue, row: BoardRow) {
  const state = transferStateOf(row);
  return {
    transfer: row.id,
    field: row.field,
    scope: row.scope,
    stage: transferStage(catalogue, state),
    effectiveOn: row.effective_on,
    flagged: row.flagged_at !== null,
    nextAt: row.next_at,
    illustrative: Boolean(row.illustrative),
    missing: findingsView(catalogue, state, row.findings)
      .filter((finding) => !finding.holds)
      .map(({ name, title, have, need }) => ({ name, title, have, need })),
    links: { transfer: transferPath(row.id) },
  };
}

type ResponsibilityQuery = { unit: string; field: string; task: Task; at?: Instant; knownAt?: Instant };

/** Who was responsible at an instant, as known at another. */
export const readResponsibility: Handler = signedIn(async ({ read, catalogue }, call) => {
  const { unit: code, field, task, at = call.now, knownAt } = call.query as ResponsibilityQuery;
  const then = instantAt('/query/at', at);
  const known = knownAt === undefined ? undefined : instantAt('/query/knownAt', knownAt);
  const unit = unitId(openUnit(catalogue, code, localDate(then), '/query/unit'));
  if (!catalogue.field(field)) throw refusedAt('/query/field', 'field-unknown', { field });
  const place = { unit, field, task };
  const { groups, since, transfer } = await responsibilityAt(read, place, then, known);
  return ok({
    unit: unitName(catalogue, unit),
    field,
    task,
    at: then,
    knownAt: known ?? call.now,
    groups,
    since: since ?? null,
    transfer: transfer ?? null,
    plannedOn: groups.includes('post') ? null : ((await plannedOn(read, place)) ?? null),
  });
});
