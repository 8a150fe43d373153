import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page, Route } from 'playwright-core';
import { Caller } from './caller';
import { openBrowser, passwordsIn, signIn } from './chromium';
import { makeFirstDay, makeSecondDay, type Made } from './page-data';
import type { Sample } from './pages';
import { freePort } from './postgres';
import { Program } from './program';
import { timed } from './timed';

const FIRST_DAY = '2026-11-24T02:00:00Z';
const SECOND_DAY = '2026-11-25T02:00:00Z';
/** For one page on a busy machine: a fault of each is told, not only that of the first. */
const PATIENCE_MS = 45_000;

export type Language = 'vi' | 'en';

/** The real program with something of every kind in it, and a window for each account that looks at its pages. */
export class Gallery {
  readonly #home = mkdtempSync(join(tmpdir(), 'mot-cua-look-'));
  readonly #tokens = new Map<string, string>();
  readonly #windows = new Map<string, Page>();
  #program: Program | undefined;
  #browser: Browser | undefined;
  #given = new Map<string, string>();
  #ports: Record<string, string> = {};
  made!: Made;

  get url(): string {
    return this.#program?.url ?? '';
  }

  get browser(): Browser {
    if (!this.#browser) throw new Error('not open');
    return this.#browser;
  }

  /** Two days pass, so that there is what is late and what is sealed. */
  async open(accounts: readonly string[]): Promise<void> {
    this.#ports = { PORT: String(await freePort()), MOTCUA_TEMPORAL_PORT: String(await freePort()) };
    this.#browser = await openBrowser();
    this.#given = passwordsIn((await this.#start(FIRST_DAY)).said);
    for (const account of accounts) await timed('signing in', () => this.#sit(account));
    const as = (account: string) => new Caller(this.url, this.#tokens.get(account));
    const first = await timed('first day', () => makeFirstDay(as));
    await this.#program?.end('SIGINT');
    await this.#start(SECOND_DAY);
    const windows = [...this.#windows.values()].map((page) => this.#toSecondDay(page));
    const [second] = await timed('second day', () => Promise.all([makeSecondDay(as, first), ...windows]));
    this.made = { ...first, ...second };
  }

  async close(): Promise<void> {
    await this.#browser?.close();
    await this.#program?.end('SIGINT');
    rmSync(this.#home, { recursive: true, force: true });
  }

  async #start(clock: string): Promise<Program> {
    this.#program = new Program({ MOTCUA_HOME: this.#home, ...this.#ports, MOTCUA_CLOCK: clock });
    await timed('starting', () => this.#program?.start() ?? Promise.resolve());
    return this.#program;
  }

  async #toSecondDay(page: Page): Promise<void> {
    // What a page itself takes for today is the same whenever this runs.
    await page.clock.setFixedTime(SECOND_DAY);
    await page.reload();
    await page.getByRole('navigation').waitFor();
    page.context().setDefaultTimeout(PATIENCE_MS);
  }

  async #sit(account: string): Promise<void> {
    const context = await this.browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'vi-VN' });
    await context.route('**/api/v1/me/sessions', sessionsOfThatDay);
    const page = await context.newPage();
    page.on('request', (request) => {
      const [, token] = /^Bearer (.+)$/.exec(request.headers().authorization ?? '') ?? [];
      if (token) this.#tokens.set(account, token);
    });
    await signIn(page, this.url, account, this.#given);
    this.#windows.set(account, page);
  }

  windowOf(account: string): Page {
    const page = this.#windows.get(account);
    if (!page) throw new Error(`${account} was not signed in`);
    return page;
  }

  /** Goes to a page without loading the application anew, and waits until all of it is there. */
  async show(sample: Sample): Promise<Page> {
    const place = JSON.stringify(sample.at(this.made));
    await this.windowOf(sample.as).evaluate(
      `history.pushState(null, '', ${place}); dispatchEvent(new PopStateEvent('popstate'));`,
    );
    return this.stands(sample);
  }

  /** Waits until all of a page is there. */
  async stands({ as, shown }: Sample): Promise<Page> {
    const page = this.windowOf(as);
    await page.locator(shown).first().waitFor();
    await settled(page);
    return page;
  }

  /** By the switch of the page, as somebody would. */
  async speak(account: string, language: Language): Promise<void> {
    const page = this.windowOf(account);
    const other = page.locator(`header button[lang="${language}"]`);
    if (await other.count()) await other.click();
    await page.locator(`html[lang="${language}"]`).waitFor();
  }
}

/** Sessions go by the machine's clock, and pictures of them must not. */
async function sessionsOfThatDay(route: Route): Promise<void> {
  const response = await route.fetch();
  const body = (await response.json()) as { items: object[] };
  const items = body.items.map((item) => ({ ...item, since: FIRST_DAY, until: SECOND_DAY }));
  await route.fulfill({ response, json: { ...body, items } });
}

/** Nothing is being waited for, fonts are there, and the page was drawn since. */
export async function settled(page: Page): Promise<void> {
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  await page.evaluate(`document.fonts.ready`);
  await page.evaluate(`new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))`);
}
