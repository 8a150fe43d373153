import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import {
  axeFaults,
  describeInBrowser,
  differsFromApproved,
  openBrowser,
  passwordsIn,
  signIn,
} from '../support/chromium';
import { freePort } from '../support/postgres';
import { Program } from '../support/program';
import { DIPLOMA_COPY } from '../support/samples';

const SIZES = { desk: [1366, 768], tablet: [820, 1180], phone: [390, 844] } as const;
/** Letters are drawn a little differently by another version of the browser. */
const TOLERANCE = 0.01;

describeInBrowser('the pages of the counter', () => {
  const home = mkdtempSync(join(tmpdir(), 'mot-cua-look-'));
  let program: Program;
  let browser: Browser;
  let page: Page;
  let pages: Record<string, { path: string; shown: string }>;

  beforeAll(async () => {
    program = new Program({
      MOTCUA_HOME: home,
      PORT: String(await freePort()),
      MOTCUA_TEMPORAL_PORT: String(await freePort()),
      MOTCUA_CLOCK: '2026-11-25T02:00:00Z',
    });
    await program.start();
    browser = await openBrowser();
    page = await (await browser.newContext({ locale: 'vi-VN' })).newPage();
    await signIn(page, program.url, 'cong-chuc.mot-cua', passwordsIn(program.said));
    const { body } = await program.as('government-clerk', '82').post('/dossiers', DIPLOMA_COPY);
    const code = body.dossier.code as string;
    pages = {
      work: { path: '/cong-viec', shown: `a:text("${code}")` },
      choose: { path: '/tiep-nhan', shown: 'input[aria-haspopup="listbox"]' },
      receive: { path: '/tiep-nhan?thu-tuc=3.000465', shown: '#receive_submitter_name' },
      dossier: { path: `/ho-so/${code}`, shown: 'section[aria-labelledby="actions"] button' },
      search: { path: '/tim?q=nguyen', shown: `a:text("${code}")` },
      nowhere: { path: '/khong-co', shown: 'main a[href="/"]' },
    };
  });
  afterAll(async () => {
    await browser?.close();
    await program?.end('SIGINT');
    rmSync(home, { recursive: true, force: true });
  });

  async function show(name: string): Promise<void> {
    const wanted = pages[name];
    if (!wanted) throw new Error(`no page ${name}`);
    await page.goto(program.url + wanted.path);
    await page.locator(wanted.shown).first().waitFor();
  }

  test.each(['vi', 'en'])('have no fault that axe-core finds, in %s', async (language) => {
    await page.setViewportSize({ width: 1366, height: 768 });
    await page.evaluate(`localStorage.setItem('mot-cua.language', '${language}')`);
    const found: string[] = [];
    for (const name of Object.keys(pages)) {
      await show(name);
      found.push(...(await axeFaults(page)).map((fault) => `${name}: ${fault}`));
    }
    expect(found).toEqual([]);
  });

  test.each(['work', 'choose', 'receive', 'dossier'])('%s looks as it was approved, at every size', async (name) => {
    await page.evaluate(`localStorage.setItem('mot-cua.language', 'vi')`);
    for (const [size, [width, height]] of Object.entries(SIZES)) {
      await page.setViewportSize({ width, height });
      await show(name);
      await page.evaluate('document.fonts.ready');
      expect({ size, differs: (await differsFromApproved(page, `${name}-${size}`)) > TOLERANCE }).toEqual({
        size,
        differs: false,
      });
    }
  });

  test('the door has no fault either', async () => {
    const stranger = await browser.newPage();
    await stranger.goto(program.url);
    await stranger.getByRole('button', { name: /Đăng nhập|Sign in/ }).waitFor();
    expect(await axeFaults(stranger)).toEqual([]);
    await stranger.close();
  });
});
