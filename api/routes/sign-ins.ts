import type { SignInEvent } from '../../config/sign-in-record';
import { accountName } from '../../domain/account';
import { localDate } from '../../domain/time';
import { ok, signedIn, type Handler } from '../call';
import { signInPage, type SignInFilter } from '../reads/sign-ins';

type Query = SignInFilter & { cursor?: string; limit: number };

/** Who signed in and who tried, from where, and why it was refused; nothing that was typed. */
export const listSignIns: Handler = signedIn(async ({ read }, { query }) => {
  const { cursor, limit, account, ...filter } = query as Query;
  const named = account !== undefined && { account: accountName(account) ?? account };
  const { items, next } = await signInPage(read, { ...filter, ...named }, limit, cursor);
  return ok({ items: items.map(signInView), next });
});

function signInView(event: SignInEvent) {
  const { at, seq, kind, account, network, reason, wait, key } = event;
  const counted = 'count' in event ? { count: event.count, from: event.from } : { count: 1, from: at };
  return {
    day: localDate(at),
    seq,
    at,
    kind,
    account: account ?? null,
    network: network ?? null,
    reason: reason ?? null,
    wait: wait ?? null,
    key: key ?? null,
    ...counted,
  };
}
