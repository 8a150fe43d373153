import type { Gallery } from '../../support/gallery';
import { PAGES } from '../../support/pages';

const [UNITS, FIELDS] = [100, 40];
/** From the answer of the API to 4,000 cells on the screen, on a machine that has other things to do. */
const PATIENCE_MS = 8000;
/** Elements of a cell; with components of the library in each there would be some forty. */
const ELEMENTS = 8;

type Cell = { field: string };
type Row = { unit: { id: string; name: object }; cells: Cell[] };
type Board = { units: Row[]; fields: { code: string; name: { vi: string; en: string } }[] };

/** The board as it is, with its own first row and field many times. */
function manifold({ units, fields }: Board): Board {
  const [row, field] = [units[0], fields[0]];
  if (!row?.cells[0] || !field) throw new Error('the board is empty');
  const [cell, name] = [row.cells[0], field.name];
  const many = Array.from({ length: FIELDS }, (_, i) => ({
    code: `f-${i}`,
    name: { vi: `${name.vi} ${i}`, en: `${name.en} ${i}` },
  }));
  const cells = many.map(({ code }) => ({ ...cell, field: code, transfer: `${code}-of` }));
  return {
    fields: many,
    units: Array.from({ length: UNITS }, (_, i) => ({ ...row, unit: { ...row.unit, id: `u-${i}` }, cells })),
  };
}

export function boardOfThousands(gallery: Gallery): void {
  test('the board of transfers draws 4,000 cells at once, lightly, and narrows them as one types', async () => {
    const sample = PAGES['/chuyen-giao'];
    if (!sample) throw new Error('no sample');
    await gallery.speak(sample.as, 'vi');
    const page = gallery.windowOf(sample.as);
    let answered = 0;
    await page.route('**/api/v1/board', async (route) => {
      const response = await route.fetch();
      const json = manifold((await response.json()) as Board);
      answered = Date.now();
      await route.fulfill({ response, json });
    });
    try {
      await page.goto(gallery.url + sample.at(gallery.made));
      await page
        .locator('.board td a')
        .nth(UNITS * FIELDS - 1)
        .waitFor({ state: 'attached' });
      await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
      expect(Date.now() - answered).toBeLessThan(PATIENCE_MS);
      const elements = await page.evaluate<number>(`document.querySelectorAll('.board *').length`);
      expect(elements).toBeLessThan(UNITS * FIELDS * ELEMENTS);
      await page.getByRole('textbox', { name: 'Tìm đơn vị' }).fill('không có đơn vị nào như thế');
      await page.locator('main [data-face="empty"]').waitFor();
    } finally {
      await page.unrouteAll({ behavior: 'ignoreErrors' });
    }
  });
}
