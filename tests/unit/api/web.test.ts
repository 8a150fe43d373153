import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import type { SignInPlace } from '../../../api/token-source';
import { webApplication } from '../../../api/web';

const PAGE = '<meta name="style-nonce" content="%STYLE_NONCE%" /><meta name="sign-in" content="%SIGN_IN%" />';
const PLACE: SignInPlace = {
  issuer: 'https://issuer.example/"><script>&amp;$&',
  client: 'web',
  scope: 'openid',
  endpoints: { authorization: 'https://issuer.example/auth?a=1&b=2', token: '/token', endSession: null, password: null },
};

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mot-cua-web-page-'));
  writeFileSync(join(folder, 'index.html'), PAGE);
});

afterAll(() => rmSync(folder, { recursive: true }));

async function pageOf(place: () => Promise<SignInPlace>): Promise<{ html: string; policy: string }> {
  const server = express().use(webApplication(folder, place)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/cong-viec`, {
      headers: { accept: 'text/html' },
    });
    return { html: await answer.text(), policy: answer.headers.get('content-security-policy') ?? '' };
  } finally {
    server.close();
  }
}

const attributes = (html: string) => [...html.matchAll(/content="([^"]*)"/g)].map(([, value]) => value);
const unescaped = (text = '') => text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));

test('the page says where to sign in, whatever stands in an address of the issuer', async () => {
  const { html } = await pageOf(() => Promise.resolve(PLACE));
  expect(html).not.toContain('<script>');
  expect(attributes(html)).toHaveLength(2);
  expect(JSON.parse(unescaped(attributes(html)[1]))).toEqual(PLACE);
});

test('while the issuer is away there is a page, which has to ask', async () => {
  const { html } = await pageOf(() => Promise.reject(new Error('away')));
  expect(attributes(html)[1]).toBe('');
});

test('every page has its own nonce, and the policy names it', async () => {
  const [first, second] = [await pageOf(() => Promise.resolve(PLACE)), await pageOf(() => Promise.resolve(PLACE))];
  const nonce = attributes(first.html)[0] ?? '';
  expect(nonce).toMatch(/^[A-Za-z0-9+/]{24}$/);
  expect(first.policy).toContain(`'nonce-${nonce}'`);
  expect(attributes(second.html)[0]).not.toBe(nonce);
});
