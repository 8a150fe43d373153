import { accountBy } from '../../config/account-row';
import type { AccountAct, AccountBody, AccountChange } from '../../config/account-body';
import { hashPassword, passwordOf } from '../../config/password';
import { accountName, type Account } from '../../domain/account';
import type { AccountRole } from '../../domain/permission';
import { Refusal, refusedAt } from '../../domain/problem';
import { ok, signedIn, type Call, type Handler } from '../call';
import { commandReply } from '../command-reply';
import type { ApiContext } from '../context';
import { placeOf } from '../cursor';
import { accountPage, accountsNamed, type AccountFilter } from '../reads/accounts';
import { registeredUnit } from '../register-access';
import { API } from '../views';

const pathOf = (id: string) => `${API}/accounts/${encodeURIComponent(id)}`;

type ListQuery = AccountFilter & { q?: string; cursor?: string; limit: number };

export const listAccounts: Handler = signedIn(async ({ read }, { query }) => {
  const { q, cursor, limit, ...filter } = query as ListQuery;
  const after = placeOf(cursor)?.id;
  const { items, next } = q?.trim()
    ? await accountsNamed(read, q, filter, limit, after)
    : await accountPage(read, filter, limit, after);
  return ok({ items: items.map(accountView), next });
});

export const readAccount: Handler = signedIn(async (ctx, call) => ok(accountView(await known(ctx, idOf(call)))));

type CreateOrder = {
  id: string;
  name: string;
  kind: Account['kind'];
  role: AccountRole;
  unit: string;
  subject?: string;
};

/** The first password is told in this answer only; the same key again gets the same answer. */
export const createAccount: Handler = signedIn(async (ctx, call) => {
  const { id: written, unit: code, subject, ...rest } = call.body as CreateOrder;
  const id = accountName(written);
  if (id === undefined) throw refusedAt('/id', 'account-name');
  registeredUnit(ctx.catalogue, code, call.today, '/unit');
  const account: Account = { ...rest, id, unit: code, subject: subject ?? id, state: 'active' };
  const first = await firstPassword(ctx, call);
  const act: AccountAct = { do: 'create', account, ...(first && { hash: first.hash }) };
  return carryOut(ctx, call, { id, act, status: 201, password: first?.password });
});

/** Somebody takes another post, or is written otherwise. */
export const changeAccount: Handler = signedIn(async (ctx, call) => {
  const { reason, ...to } = call.body as AccountChange & { reason: string };
  const id = idOf(call);
  await known(ctx, id);
  if (to.unit !== undefined) registeredUnit(ctx.catalogue, to.unit, call.today, '/unit');
  return carryOut(ctx, call, { id, act: { do: 'change', to, reason }, status: 200 });
});

type ActName = 'lock' | 'unlock' | 'close' | 'reset';

export const actOnAccount: Handler = signedIn(async (ctx, call) => {
  const { reason } = call.body as { reason: string };
  const id = idOf(call);
  await known(ctx, id);
  const name = call.path.act as ActName;
  if (name !== 'reset') return carryOut(ctx, call, { id, act: { do: name, reason }, status: 200 });
  const first = await firstPassword(ctx, call);
  if (!first) throw new Refusal('issuer-elsewhere');
  return carryOut(ctx, call, {
    id,
    act: { do: name, hash: first.hash, reason },
    status: 200,
    password: first.password,
  });
});

/** Made from the order, so that a command that is sent twice says the same. None where passwords are kept elsewhere. */
async function firstPassword({ issuer, keys }: ApiContext, { actor, key }: Call) {
  if (!issuer) return undefined;
  const { password, salt } = passwordOf(keys.lookup, `${actor.id}\n${key}`);
  return { password, hash: await hashPassword(password, salt) };
}

type Order = { id: string; act: AccountAct; status: 200 | 201; password?: string };

async function carryOut(ctx: ApiContext, { key, actor }: Call, { id, act, status, password }: Order) {
  const body: AccountBody = { actor, accountId: id, act };
  const sent = await ctx.engine.carryOut(key, { kind: 'account', subject: id, body });
  ctx.forgetAccounts?.();
  return commandReply(sent, status, pathOf(id), async () => ({
    account: accountView(await known(ctx, id)),
    ...(password !== undefined && { password }),
  }));
}

const idOf = ({ path }: Call): string => accountName(path.id ?? '') ?? '';

async function known({ read }: ApiContext, id: string): Promise<Account> {
  const account = await accountBy(read, { id });
  if (!account) throw new Refusal('account-not-found');
  return account;
}

export function accountView({ id, subject, name, kind, role, unit, state }: Account) {
  return { id, subject, name, kind, role, unit, state, links: { self: pathOf(id) } };
}
