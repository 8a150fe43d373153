import { existsSync, readFileSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';

const PLACES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/** The browser of this machine; nothing where there is none. */
export function chromiumPath(): string | undefined {
  return PLACES.find((place) => place && existsSync(place));
}

/** Tests that need a browser: skipped with a reason where there is none, a failure where there must be one. */
export function describeInBrowser(name: string, tests: () => void): void {
  if (chromiumPath()) return describe(name, tests);
  if (process.env.MOTCUA_REQUIRE_CHROMIUM === '1')
    throw new Error('MOTCUA_REQUIRE_CHROMIUM=1, but there is no Chromium: install it, or set CHROMIUM_PATH');
  console.warn(`${name}: skipped, there is no Chromium (install it, or set CHROMIUM_PATH)`);
  describe.skip(name, tests);
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath(),
    // Without motion nothing is drawn again and again while a test waits.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--force-prefers-reduced-motion',
    ],
  });
}

const PASSWORD = 'con thuyền sang sông lúc bình minh';

/** Signs in as an account of the first start, with its printed password, or with the one that this chose instead. */
export async function signIn(page: Page, url: string, account: string, given: Map<string, string>): Promise<void> {
  // On a busy machine a page may take long.
  page.context().setDefaultTimeout(120_000);
  await page.goto(url);
  await page.getByRole('button', { name: /Đăng nhập|Sign in/ }).click();
  const first = given.get(account);
  if (first === undefined) throw new Error(`no password was printed for ${account}`);
  await page.locator('#account').fill(account);
  await page.locator('#password').fill(first);
  await page.locator('button[type=submit]').click();
  if (first !== PASSWORD) {
    // The first password is for one use.
    await page.locator('#new').waitFor();
    await page.locator('#password').fill(first);
    await page.locator('#new').fill(PASSWORD);
    await page.locator('#repeat').fill(PASSWORD);
    await page.locator('button[type=submit]').click();
    given.set(account, PASSWORD);
  }
  await page.getByRole('navigation').waitFor();
}

/** The accounts and passwords that a first start prints. */
export function passwordsIn(said: string): Map<string, string> {
  return new Map(
    [...said.matchAll(/^ {2}([a-z][a-z0-9.-]+) +(\S+) +[a-z-]+ \(/gm)].map(([, id = '', word = '']) => [id, word]),
  );
}

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds wrong on a page, each with where. */
export async function axeFaults(page: Page): Promise<string[]> {
  // Evaluated by the debugger, which the page's policy does not bind; once for each load of the application.
  if (!(await page.evaluate(`'axe' in window`))) await page.evaluate(AXE);
  return page.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + ' ' + target + ' ' + failureSummary)))`);
}
