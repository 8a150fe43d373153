import type { Page } from 'playwright-core';
import { cellsThatDiffer, SEEN } from '../support/approved';
import { axeFaults, describeInBrowser } from '../support/chromium';
import { Gallery, settled, type Language } from '../support/gallery';
import { PAGES, type Sample } from '../support/pages';
import { spentOn, timed } from '../support/timed';
import { wordsOfPages } from '../support/words';
import { boardOfThousands } from './look/board';
import { facesOf } from './look/faces';
import { onPaper } from './look/paper';

const SIZES = { desk: [1366, 768], tablet: [820, 1180], phone: [390, 844] } as const;
/** Cells of sixteen by sixteen points: a time or a code that is another each time moves some letters. */
const ALLOWED = 4;
const OTHER = { vi: 'en', en: 'vi' } as const;

/** What stands on a page, but for what says itself in which language it is. */
const textsOf = (page: Page) =>
  page.evaluate<string[]>(`(() => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walk.nextNode())
      if (!walk.currentNode.parentElement.closest('script, style, noscript, [lang]:not(html)'))
        texts.push(walk.currentNode.data.trim());
    return texts;
  })()`);

describeInBrowser('every page', () => {
  const gallery = new Gallery();
  const words = wordsOfPages();
  beforeAll(() => timed('opening', () => gallery.open([...new Set(Object.values(PAGES).map(({ as }) => as))])));
  afterAll(async () => {
    await gallery.close();
    console.warn(`every page: ${spentOn()}`);
  });

  const fileOf = (path: string) => path.slice(1).replace(/\W+/g, '-');

  /** What is wrong with a page as it stands there, in one language. */
  async function faultsOf({ as, raw }: Sample, language: Language): Promise<string[]> {
    const page = gallery.windowOf(as);
    const found = await timed('axe', () => axeFaults(page));
    if ((await page.locator('main h1').count()) !== 1) found.push('not one heading of the first level');
    if (!/^.+ – Một Cửa$/.test(await page.title())) found.push(`title ${await page.title()}`);
    if (raw) return found;
    const texts = await textsOf(page);
    const other = words[OTHER[language]];
    found.push(...texts.filter((text) => other.has(text)).map((text) => `not ${language}: ${text}`));
    found.push(...texts.filter((text) => /undefined|\[object|NaN|\{\w+\}/.test(text)));
    return found;
  }

  /** What is wrong with it at each size; in Vietnamese it is also held against the approved pictures. */
  async function faultsAtSizes({ as }: Sample, language: Language, name: string): Promise<string[]> {
    const page = gallery.windowOf(as);
    const found: string[] = [];
    for (const [size, [width, height]] of Object.entries(SIZES)) {
      await timed('sizes', () => page.setViewportSize({ width, height }).then(() => settled(page)));
      const wide = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      if (wide > 0) found.push(`${wide} points too wide on ${size}`);
      if (language === 'en') continue;
      const cells = await timed('pictures', () => cellsThatDiffer(page, `${name}-${size}`));
      if (cells > ALLOWED) found.push(`${cells} cells differ from the approved picture on ${size}: see ${SEEN}`);
      if (size === 'phone')
        found.push(...(await timed('axe', () => axeFaults(page))).map((fault) => `${fault} on ${size}`));
    }
    await page.setViewportSize({ width: SIZES.desk[0], height: SIZES.desk[1] });
    return found;
  }

  test.each(Object.entries(PAGES))('%s: both languages, three sizes, as it was approved', async (path, sample) => {
    const found: string[] = [];
    await timed('pages', () => gallery.speak(sample.as, 'en').then(() => gallery.show(sample)));
    for (const language of ['en', 'vi'] as const) {
      await timed('languages', () => gallery.speak(sample.as, language).then(() => gallery.stands(sample)));
      const faults = [...(await faultsOf(sample, language)), ...(await faultsAtSizes(sample, language, fileOf(path)))];
      found.push(...faults.map((fault) => `${language}: ${fault}`));
    }
    expect(found).toEqual([]);
  });

  test('a block that is missing, or has moved, is found', async () => {
    const sample = PAGES['/giao-nhan'];
    if (!sample) throw new Error('no sample');
    const page = await gallery.show(sample);
    const change = (how: string) => page.evaluate(`document.querySelector('main h1').style.${how}`);
    expect(await cellsThatDiffer(page, 'giao-nhan-desk', false)).toBeLessThanOrEqual(ALLOWED);
    for (const how of [
      "visibility = 'hidden'",
      "visibility = 'visible', document.querySelector('main table').style.marginTop = '24px'",
    ]) {
      await change(how);
      await settled(page);
      expect(await cellsThatDiffer(page, 'giao-nhan-desk', false)).toBeGreaterThan(ALLOWED);
    }
    await page.reload();
    await page.getByRole('navigation').waitFor();
  });

  test('the door has no fault either', async () => {
    const stranger = await gallery.browser.newPage();
    await stranger.goto(gallery.url);
    await stranger.getByRole('button', { name: /Đăng nhập|Sign in/ }).waitFor();
    expect(await axeFaults(stranger)).toEqual([]);
    await stranger.getByRole('button', { name: /Đăng nhập|Sign in/ }).click();
    await stranger.locator('#account').waitFor();
    expect(await axeFaults(stranger)).toEqual([]);
    await stranger.close();
  });

  onPaper(gallery);
  boardOfThousands(gallery);
  facesOf(gallery);
});
