import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { describeInBrowser, openBrowser } from '../support/chromium';
import { ForeignIssuer } from '../support/foreign-issuer';
import { freePort } from '../support/postgres';
import { Program } from '../support/program';

describeInBrowser('signing in at an issuer elsewhere', () => {
  const home = mkdtempSync(join(tmpdir(), 'mot-cua-oidc-'));
  let issuer: ForeignIssuer;
  let program: Program;
  let browser: Browser;
  let variables: Record<string, string>;

  beforeAll(async () => {
    const port = await freePort();
    issuer = await ForeignIssuer.start(`http://127.0.0.1:${port}`);
    variables = {
      MOTCUA_HOME: home,
      PORT: String(port),
      MOTCUA_TEMPORAL_PORT: String(await freePort()),
      OIDC_ISSUER: issuer.url,
    };
    program = new Program(variables);
    await program.start();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await program?.end('SIGINT');
    await issuer?.stop();
    rmSync(home, { recursive: true, force: true });
  });

  test('whoever has no account is told so; with one he works, stays in after a reload, is renewed, and leaves', async () => {
    expect(program.said).not.toMatch(/First accounts/);
    const page = await browser.newPage({ locale: 'vi-VN' });
    const signIn = async () => {
      await page.getByRole('button', { name: 'Đăng nhập' }).click();
      await page.locator('input[name=login]').fill('3f2a-an');
      await page.locator('input[name=password]').fill('x');
      await page.locator('button[type=submit]').click();
    };
    await page.goto(program.url);
    await signIn();
    await page.getByRole('alert').getByText('chưa có tài khoản cho «3f2a-an»').waitFor();

    const order = ['--id', 'an', '--role', 'government-clerk', '--unit', '82', '--subject', '3f2a-an'];
    expect((await new Program(variables, 'scripts/account.ts', order).run()).code).toBe(0);
    await signIn();
    await page.getByRole('navigation').getByText('Công chức Một cửa').waitFor();
    await page.getByText('an · Trung tâm Phục vụ hành chính công tỉnh Đồng Tháp').waitFor();

    const renewed = page.waitForRequest((request) => /grant_type=refresh_token/.test(request.postData() ?? ''));
    await page.reload();
    await page.getByRole('heading', { name: 'Việc cần làm' }).waitFor();
    expect((await (await renewed).response())?.status()).toBe(200);

    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    // The issuer asks whether to leave it too.
    await page.getByRole('button', { name: /sign me out/i }).click();
    await page.getByRole('button', { name: 'Đăng nhập' }).waitFor();
    expect(await page.evaluate('JSON.stringify({ ...localStorage })')).not.toMatch(/eyJ/);
  });
});
