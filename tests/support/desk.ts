import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Caller } from './caller';
import { openBrowser, passwordsIn, signIn } from './chromium';
import { freePort } from './postgres';
import { Program } from './program';
import { DEPARTMENTS, type Crew } from './samples';

export const CLERK = 'cong-chuc.mot-cua';

/** A counter as a clerk sits at it: the real program, a browser, and the clerk signed in. */
export class Desk {
  readonly home = mkdtempSync(join(tmpdir(), 'mot-cua-web-'));
  /** What no page may do: a style or script that the policy stops, an error that nobody caught. */
  readonly faults: string[] = [];
  program!: Program;
  browser!: Browser;
  /** The accounts of the first start, with the password that each has now. */
  given!: Map<string, string>;
  page!: Page;
  /** The same clerk without a browser. */
  clerk!: Caller;

  #variables: Record<string, string> = {};

  /** @param more variables of the program beside those that every desk has */
  async open(more: Record<string, string> = {}): Promise<void> {
    this.#variables = {
      MOTCUA_HOME: this.home,
      PORT: String(await freePort()),
      MOTCUA_TEMPORAL_PORT: String(await freePort()),
      MOTCUA_CLOCK: '2026-11-25T02:00:00Z',
      ...more,
    };
    this.program = new Program(this.#variables);
    await this.program.start();
    this.given = passwordsIn(this.program.said);
    this.browser = await openBrowser();
    this.page = await this.seat(CLERK);
    this.clerk = this.program.as('government-clerk', '82');
  }

  async close(): Promise<void> {
    await this.browser?.close();
    await this.program?.end('SIGINT');
    rmSync(this.home, { recursive: true, force: true });
  }

  /** Ends the program and starts it at the same place with other variables: who is signed in stays so. */
  async restart(more: Record<string, string>): Promise<void> {
    await this.program.end('SIGINT');
    this.#variables = { ...this.#variables, ...more };
    this.program = new Program(this.#variables);
    await this.program.start();
  }

  newContext(): Promise<BrowserContext> {
    return this.browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'vi-VN' });
  }

  watch(page: Page): Page {
    page.on('pageerror', (error) => this.faults.push(error.message));
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) this.faults.push(message.text());
    });
    return page;
  }

  /** Another computer, with somebody signed in. */
  async seat(account: string): Promise<Page> {
    const page = this.watch(await (await this.newContext()).newPage());
    await signIn(page, this.program.url, account, this.given);
    return page;
  }

  /** Those who handle what a department decides. */
  crew(department: string = DEPARTMENTS.education): Crew {
    return {
      clerk: this.clerk,
      head: this.program.as('head-of-unit', department),
      specialist: this.program.as('specialist', department),
      signatory: this.program.as('signatory', department),
    };
  }

  /** A new dossier, by its code. */
  async received(order: object): Promise<string> {
    const { status, body } = await this.clerk.post('/dossiers', order);
    if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`);
    return body.dossier.code as string;
  }

  /** Opens the form of the shortest procedure by some letters without diacritics. */
  async choose(on: Page = this.page): Promise<void> {
    await on.goto(`${this.program.url}/tiep-nhan`);
    const box = on.getByRole('textbox', { name: 'Thủ tục' });
    await box.waitFor();
    await box.fill('ban sao van bang');
    await on.keyboard.press('Enter');
    await on.getByRole('textbox', { name: 'Họ và tên' }).first().waitFor();
  }

  async fill(name: string, on: Page = this.page): Promise<void> {
    await on.getByRole('textbox', { name: 'Họ và tên' }).first().fill(name);
    await on.getByRole('textbox', { name: 'Loại văn bằng' }).fill('Bằng tốt nghiệp THPT');
    await on.getByRole('textbox', { name: 'Năm tốt nghiệp' }).fill('2010');
    await on.keyboard.press('Alt+a');
  }

  /** The code on the page that says that a dossier was received. */
  async code(on: Page = this.page): Promise<string> {
    await on.getByRole('heading', { level: 1, name: 'Đã tiếp nhận' }).waitFor();
    return (await on.locator('[data-code]').textContent()) ?? '';
  }
}
