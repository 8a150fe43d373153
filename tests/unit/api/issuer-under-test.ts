import pino from 'pino';
import { AccountDirectory } from '../../../api/account-directory';
import { signInNotes, type SignInNotes } from '../../../api/issuer/sign-in-notes';
import { guessGuard } from '../../../api/limits';
import { embeddedSource } from '../../../api/token-source';
import { insertAccount } from '../../../activities/stores/accounts';
import { hashPassword } from '../../../config/password';
import type { Account } from '../../../domain/account';
import { SYSTEM } from '../../../domain/actor';
import { Browser, pkce } from '../../support/browser';
import { ApiUnderTest, KEYS, NOW } from './api-under-test';

export const URL_HERE = 'http://localhost:3000';
export const FIRST = 'mot-hai-ba-bon';
export const CHOSEN = 'trời xanh mây trắng nắng vàng';

export const QUIET = pino({ level: 'silent' });

export let api: ApiUnderTest;
let hash: string;
let count = 0;
export let notes: SignInNotes;

/** Has a program with the embedded issuer ready for the tests of a file. */
export function withIssuer(): void {
  beforeAll(async () => {
    hash = await hashPassword(FIRST);
    api = await ApiUnderTest.start(undefined, undefined, (db) => ({
      publicUrl: URL_HERE,
      tokens: embeddedSource(KEYS, URL_HERE, new AccountDirectory(db, () => Date.now() + 10_000 * count++).find),
      issuer: {
        db,
        keys: KEYS,
        cookieKey: Buffer.alloc(32, 3),
        publicUrl: URL_HERE,
        proxied: false,
        logger: pino({ level: 'silent' }),
        notes: (notes = signInNotes(db, () => NOW, QUIET)),
        guesses: guessGuard({ perMinute: 0, freeGuesses: 1000 }),
      },
    }));
  });
  afterAll(async () => {
    await notes.stop();
    await api.stop();
  });
}

export async function account(id: string, more: Partial<Account> = {}): Promise<void> {
  const made: Account = {
    ...{ id, subject: id, name: `Người ${id}`, kind: 'person', role: 'government-clerk', unit: '87', state: 'active' },
    ...more,
  };
  await api.db.transaction((trx) => insertAccount(trx, made, hash, { by: SYSTEM, now: NOW, commandId: id }));
}

export type Begun = { browser: Browser; page: string; path: string; verifier: string };

export const authorize = (challenge: string, more: Record<string, string> = {}) =>
  `/oidc/auth?${new URLSearchParams({
    client_id: 'web',
    response_type: 'code',
    scope: 'openid api',
    redirect_uri: `${api.url.replace('127.0.0.1', 'localhost')}/signed-in`,
    state: 'abc',
    ...(challenge && { code_challenge: challenge, code_challenge_method: 'S256' }),
    ...more,
  })}`;

export async function begin(browser = new Browser(api.url)): Promise<Begun> {
  const { verifier, challenge } = pkce();
  const page = (await browser.follow(await browser.get(authorize(challenge)))) as Response;
  const html = await page.text();
  return { browser, page: html, path: /action="([^"]+)"/.exec(html)?.[1] ?? '', verifier };
}

/** Everything up to the code: signing in with a first password, changing it, and back to the application. */
export async function codeFor(id: string): Promise<Begun & { back: URL }> {
  const begun = await begin();
  await begun.browser.post(begun.path, { account: id, password: FIRST });
  const change = { account: id, password: FIRST, new: CHOSEN, repeat: CHOSEN };
  const back = (await begun.browser.follow(await begun.browser.post(begun.path, change))) as URL;
  return { ...begun, back };
}

export async function tokens({ browser, back, verifier }: Begun & { back: URL }) {
  const answer = await browser.post('/oidc/token', {
    grant_type: 'authorization_code',
    client_id: 'web',
    code: back.searchParams.get('code') ?? '',
    redirect_uri: `${back.origin}/signed-in`,
    code_verifier: verifier,
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, string> };
}

export async function codeOf(browser: Browser) {
  const { verifier, challenge } = pkce();
  const back = (await browser.follow(await browser.get(authorize(challenge)))) as URL;
  return { browser, page: '', path: '', verifier, back };
}
