import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Gallery } from '../../support/gallery';
import { PAGES } from '../../support/pages';
import { picturesOf, textOf } from '../../support/pdf-pictures';

/** What goes onto paper from the pages themselves, with something that must be read there. */
const PRINTED = {
  '/ho-so/:ref': ['H20-261124-0003', 'Đăng ký nội quy lao động'],
  '/tinh-hinh': ['Tình hình hôm nay', 'Đang giải quyết'],
  '/do-bao-phu': ['Độ bao phủ – 25/11/2026', 'Mọi chỉ tiêu'],
  '/so-lieu': ['Hồ sơ của số liệu', 'H20-261124-0003', 'Có kết quả'],
  '/chuyen-giao': ['Bảng đơn vị × lĩnh vực', 'Tài chính', '01/12/2026'],
  '/giao-nhan/:id': ['Phiếu giao nhận', 'H20-261124-0003'],
  '/kiem-tra/niem-phong': ['Niêm phong', '24/11/2026'],
};
/** Points of PostScript: A4, and A5 for slips. */
const WIDTHS = { A4: 595, A5: 420 };

/** Letters alone, composed: the font draws `ỉ` from a dotless one and its mark, and the document says so. */
const written = (text: string) => text.replace(/\s+/g, '').replaceAll('ı', 'i').normalize('NFC');

export function onPaper(gallery: Gallery): void {
  test('on A4 and A5 there is no menu, and nothing is cut off', async () => {
    const pdfs: Record<string, Buffer> = {};
    const headings: Record<string, string[]> = {};
    for (const path of Object.keys(PRINTED)) {
      const sample = PAGES[path];
      if (!sample) throw new Error(`no sample of ${path}`);
      await gallery.speak(sample.as, 'vi');
      // Opened straight: what another page brought along is not there.
      const page = gallery.windowOf(sample.as);
      await page.goto(gallery.url + sample.at(gallery.made));
      await gallery.stands(sample);
      // Of a table that is wider than the sheet the last columns are not in the document at all.
      headings[path] = await page.locator('main th').allInnerTexts();
      for (const format of ['A4', 'A5'] as const)
        pdfs[`${path.replace(/\W+/g, '-')}${format}`] = await page.pdf({ format, printBackground: true });
    }
    const folder = mkdtempSync(join(tmpdir(), 'mot-cua-paper-'));
    try {
      const read = picturesOf(folder, pdfs, 0.2);
      for (const [path, expected] of Object.entries(PRINTED))
        for (const format of ['A4', 'A5'] as const) {
          const document = read[`${path.replace(/\W+/g, '-')}${format}`];
          if (!document) throw new Error(`${path} was not read`);
          const text = written(textOf(document));
          const missing = [...expected, ...(headings[path] ?? [])].filter((part) => !text.includes(written(part)));
          const unwanted = ['Đăngxuất', 'TảiCSV', 'English', 'Hồsơtiếptheo', 'Rúthồsơ'].filter((part) =>
            text.includes(part),
          );
          const cut = document.pages.flatMap(({ texts }) =>
            texts.filter(({ x, width }) => x < 0 || x + width > WIDTHS[format] + 1).map((one) => one.text),
          );
          expect({ path, format, missing, unwanted, cut }).toEqual({
            path,
            format,
            missing: [],
            unwanted: [],
            cut: [],
          });
        }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}
