import type { Locator, Page, Route } from 'playwright-core';
import type { Gallery } from '../../support/gallery';
import { PAGES } from '../../support/pages';

/** How the API behaves while a page is looked at. */
type Mood = 'holds' | 'fails' | 'answers' | 'has nothing';

const FAILED = {
  type: '/problems/internal',
  title: 'internal',
  status: 500,
  code: 'internal',
  titles: { vi: 'Hệ thống gặp lỗi', en: 'The system failed' },
  instance: 'urn:uuid:00000000-0000-4000-8000-000000000000',
  params: {},
  errors: [],
};

/** What belongs to no page: who is here, and what is heard of changes. */
const OF_ALL = /\/(me|live|sign-in)$/;

/** Stands between a page and the API, which can be made to hold, to fail, and to have nothing. */
class Between {
  mood: Mood = 'holds';
  readonly #held: (() => Promise<void>)[] = [];

  constructor(private readonly page: Page) {}

  async stand(): Promise<void> {
    await this.page.route('**/api/v1/**', (route) => this.#answer(route));
  }

  /** Also answers what was held. */
  async turn(mood: Mood): Promise<void> {
    this.mood = mood;
    for (const answer of this.#held.splice(0)) await answer();
  }

  async go(): Promise<void> {
    await this.page.unrouteAll({ behavior: 'ignoreErrors' });
  }

  async #answer(route: Route): Promise<void> {
    if (OF_ALL.test(new URL(route.request().url()).pathname)) return route.continue();
    if (this.mood === 'holds') return void this.#held.push(() => this.#answer(route));
    if (this.mood === 'fails')
      return route.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify(FAILED) });
    if (this.mood === 'answers') return route.continue();
    const response = await route.fetch();
    const body: unknown = await response.json().catch(() => undefined);
    return route.fulfill(body === undefined ? { response } : { response, json: emptied(body) });
  }
}

function emptied(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body;
  const entries = Object.entries(body).map(([name, value]) => [name, Array.isArray(value) ? [] : (value as unknown)]);
  return { ...(Object.fromEntries(entries) as object), next: null };
}

/**
 * Every part of a page that failed has its own way on. The page reads anew by itself as soon as it hears of changes, so a
 * part may be gone before it is clicked, and one that was being read may fail a moment later.
 */
async function tryAllAgain(page: Page, failed: Locator): Promise<void> {
  const waiting = page.locator('main [aria-busy="true"]');
  for (;;) {
    const again = failed.first().getByRole('button', { name: 'Thử lại' });
    // Both in one look: between two of them the one would become the other.
    if ((await failed.or(waiting).count()) === 0) return;
    if (await failed.count()) await again.click({ timeout: 2000 }).catch(() => undefined);
    await page.waitForTimeout(50);
  }
}

export function facesOf(gallery: Gallery): void {
  const faced = Object.keys(PAGES).filter((path) => !PAGES[path]?.faceless);
  test.each(faced)('%s: waiting, failed, tried again, and with nothing in it', async (path) => {
    const sample = PAGES[path];
    if (!sample) throw new Error(`no sample of ${path}`);
    await gallery.speak(sample.as, 'vi');
    const page = gallery.windowOf(sample.as);
    const between = new Between(page);
    await between.stand();
    try {
      await page.goto(gallery.url + sample.at(gallery.made));
      if (!sample.form) await page.locator('main [aria-busy="true"]').first().waitFor();
      else await page.locator(sample.shown).waitFor();
      await between.turn('fails');
      const failed = page.getByRole('alert').filter({ hasText: FAILED.instance });
      await failed.first().waitFor();
      await between.turn(sample.empty ? 'has nothing' : 'answers');
      await tryAllAgain(page, failed);
      if (sample.empty) await page.locator('main [data-face="empty"]').first().waitFor();
    } finally {
      await between.go();
    }
  });

  test('without a network this is said, and what was typed stays', async () => {
    const sample = PAGES['/giao-nhan/moi'];
    if (!sample) throw new Error('no sample');
    const page = gallery.windowOf(sample.as);
    await page.goto(gallery.url + sample.at(gallery.made));
    const codes = page.getByRole('textbox', { name: 'Mã hồ sơ' });
    await codes.fill('H20-261124-0009');
    await page.context().setOffline(true);
    await page.getByText('Mất kết nối mạng').waitFor();
    expect(await codes.inputValue()).toBe('H20-261124-0009');
    await page.context().setOffline(false);
    await page.getByText('Mất kết nối mạng').waitFor({ state: 'detached' });
    expect(await codes.inputValue()).toBe('H20-261124-0009');
  });
}
