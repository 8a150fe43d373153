import { answerOf, api } from '../api/client';
import type { components, paths } from '../api/contract';
import { once } from '../api/intention';
import { finished } from '../transfers/calls';

type Schemas = components['schemas'];
export type Account = Schemas['Account'];
export type AccountOrder = Schemas['AccountOrder'];
export type Sessions = Schemas['Sessions'];
export type AccountChange = Omit<Schemas['AccountChange'], 'reason'>;
export type AccountDone = Schemas['AccountDone'] & { state: string };
export type Act = paths['/api/v1/accounts/{id}/{act}']['post']['parameters']['path']['act'];
export type Delegation = Schemas['Delegation'];

export type AccountQuery = NonNullable<paths['/api/v1/accounts']['get']['parameters']['query']>;
export const readAccounts = (query: AccountQuery) => answerOf(api.GET('/api/v1/accounts', { params: { query } }));
export const readAccount = (id: string) => answerOf(api.GET('/api/v1/accounts/{id}', { params: { path: { id } } }));
export const readMyself = () => answerOf(api.GET('/api/v1/me'));
export const readSignInPlace = () => answerOf(api.GET('/api/v1/sign-in'));
export const readMyDelegations = (account: string, cursor: string) =>
  answerOf(api.GET('/api/v1/delegations', { params: { query: { account, ...(cursor && { cursor }) } } }));

/** The first password comes with this answer only; the same intention sent again gets the same one. */
export function openAccount(body: AccountOrder): Promise<AccountDone> {
  return once(`account:${body.id}`, body, async (key) =>
    finished<AccountDone>(
      (await answerOf(
        api.POST('/api/v1/accounts', { params: { header: { 'Idempotency-Key': key } }, body }),
      )) as AccountDone,
    ),
  );
}

export function actOnAccount(id: string, act: Act, reason: string): Promise<AccountDone> {
  const body = { reason };
  return once(`account:${id}:${act}`, body, async (key) =>
    finished<AccountDone>(
      (await answerOf(
        api.POST('/api/v1/accounts/{id}/{act}', {
          params: { path: { id, act }, header: { 'Idempotency-Key': key } },
          body,
        }),
      )) as AccountDone,
    ),
  );
}

export function changeAccount(id: string, to: AccountChange, reason: string): Promise<AccountDone> {
  const body = { ...to, reason };
  return once(`account:${id}:change`, body, async (key) =>
    finished<AccountDone>(
      (await answerOf(
        api.POST('/api/v1/accounts/{id}/change', {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
          body,
        }),
      )) as AccountDone,
    ),
  );
}

export const readSessions = () => answerOf(api.GET('/api/v1/me/sessions'));

/** @param id all but the present one without it */
export function endSessions(id?: string): Promise<Sessions> {
  const body = id === undefined ? {} : { id };
  return once('sessions:end', body, async (key) =>
    answerOf(api.POST('/api/v1/me/sessions/end', { params: { header: { 'Idempotency-Key': key } }, body })),
  );
}
