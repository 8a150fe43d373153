import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { renderHtml } from '../../../config/print-html';
import { renderPdf } from '../../../config/print-pdf';
import { qrSquares } from '../../../config/print-qr';
import { resolveTemplate } from '../../../domain/print-document';
import { dossierVariables, type DossierFacts } from '../../../domain/print-dossier';
import { ledgerVariables } from '../../../domain/print-ledger';
import { picturesOf, textOf, type PdfDocument } from '../../support/pdf-pictures';
import { fullFacts, ledgerFacts, sampleOf, shipped, SUBMITTER } from '../../support/print-samples';

const rules = shipped.rules('2026');
const slip = required(shipped.template('appointment-slip', rules?.forms['appointment-slip']));
const ledger = required(shipped.template('ledger', rules?.forms.ledger));
const AT = '2026-11-25T02:05:00.000Z';
const folder = mkdtempSync(join(tmpdir(), 'mot-cua-layout-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A name as long as the longest of the national list of procedures: 1,192 characters. */
const LONG = 'Thủ tục cấp đổi, điều chỉnh giấy chứng nhận đăng ký đầu tư '.repeat(21).slice(0, 1192);
const UNBROKEN = 'Nghĩa'.repeat(240).slice(0, 1192);

const appointment = (more: Partial<DossierFacts>) =>
  resolveTemplate(slip, dossierVariables('appointment-slip', { ...fullFacts('appointment-slip'), ...more }, slip), AT);
const withProcedure = (name: string, count: number) => {
  const { procedure, papers } = fullFacts('appointment-slip');
  const documents = Array.from({ length: count }, (_, i) => ({
    ...required(procedure.documents[0]),
    code: `giay-${i}`,
    name: { vi: `Giấy tờ số ${i + 1} theo quy định của pháp luật về lao động`, en: '' },
  }));
  const handed = documents.map(({ code }) => ({ ...required(papers[0]), code }));
  return appointment({ procedure: { ...procedure, name: { vi: name, en: '' }, documents }, papers: handed });
};

test('the same document has the same bytes, and its own date; another has others', async () => {
  const [one, again, other] = [sampleOf(slip), sampleOf(slip), sampleOf(slip, { officer: 'Trần Thị Đường' })];
  expect((await renderPdf(one)).equals(await renderPdf(again))).toBe(true);
  expect((await renderPdf(one)).equals(await renderPdf(other))).toBe(false);
  const { created } = required(picturesOf(folder, { dated: await renderPdf(one) }, 0.2).dated);
  expect(created).toBe('D:20261125020500Z');
});

test('60 papers go over several pages, the head on each, every paper once, pages numbered', async () => {
  const pdf = await renderPdf(withProcedure('Đăng ký nội quy lao động', 60));
  const document = required(picturesOf(folder, { papers: pdf }, 0.3).papers);
  const { pages } = document;
  expect(pages.length).toBeGreaterThan(2);
  const text = textOf(document);
  for (let i = 1; i <= 60; i++) expect(text.split(`Giấytờsố${i}theo`)).toHaveLength(2);
  for (const [i, page] of pages.entries()) {
    const own = page.texts.map((part) => part.text).join('');
    expect(own).toContain(`${i + 1}/${pages.length}`);
    expect(own.includes('Tên giấy tờ')).toBe(own.includes('Giấy tờ số'));
  }
  expectInside(document, slip.page.margin);
});

test.each([
  ['with blanks', LONG],
  ['without', UNBROKEN],
])('a name of 1,192 characters %s wraps, on A5 and in a column of the ledger', async (_how, name) => {
  const facts = ledgerFacts(3, { procedure: name, owner: { name, address: name } });
  const pdfs = {
    slip: await renderPdf(withProcedure(name, 2)),
    ledger: await renderPdf(resolveTemplate(ledger, ledgerVariables(facts, ledger), AT)),
  };
  const drawn = picturesOf(folder, pdfs, 0.3);
  expect(textOf(required(drawn.slip))).toContain(name.replace(/\s/g, ''));
  expectInside(required(drawn.slip), slip.page.margin);
  expectInside(required(drawn.ledger), ledger.page.margin);
  expect(required(drawn.ledger).pages.length).toBeGreaterThan(1);
});

test('a ledger of 300 lines has every one, in order, under a repeated head', async () => {
  const pdf = await renderPdf(resolveTemplate(ledger, ledgerVariables(ledgerFacts(300), ledger), AT));
  const document = required(picturesOf(folder, { long: pdf }, 0.2).long);
  const codes = [...textOf(document).matchAll(/H20-261125-(\d{4})/g)].map(([, no]) => Number(no));
  expect(codes).toEqual(Array.from({ length: 300 }, (_, i) => i + 1));
  for (const { texts } of document.pages.slice(0, -1)) expect(texts.some(({ text }) => text === 'STT')).toBe(true);
  expectInside(document, ledger.page.margin);
});

test('the squares on paper are those of the address: the picture holds the code module by module', async () => {
  const document = sampleOf(slip);
  const qr = required(document.blocks.find((block) => block.is === 'qr'));
  expect(qr.value).toBe('https://motcua.example.vn/tra-cuu?code=H20-261125-0007&key=3F7K2-9QXWM');
  const { across, squares } = qrSquares(qr.value);
  const only = { ...document, blocks: [qr] };
  const scale = 6;
  const { pages } = required(picturesOf(folder, { qr: await renderPdf(only) }, scale).qr);
  const { data, width } = PNG.sync.read(readFileSync(required(pages[0]).picture));
  const [margin, side] = [(slip.page.margin * 72) / 25.4, (21 * 72) / 25.4];
  const dark = new Set(squares.flatMap(({ x, y, length }) => Array.from({ length }, (_, i) => `${x + i} ${y}`)));
  for (let y = 0; y < across; y++) {
    for (let x = 0; x < across; x++) {
      const at = (n: number) => Math.floor((margin + ((n + 0.5) * side) / across) * scale);
      const black = (data[(at(y) * width + at(x)) * 4] ?? 255) < 128;
      if (black !== dark.has(`${x} ${y}`)) throw new Error(`the square ${x},${y} is ${black ? 'dark' : 'light'}`);
    }
  }
});

test('a logo is drawn on paper and stands in the page', async () => {
  const image = new PNG({ width: 20, height: 20 });
  image.data.fill(0);
  for (let i = 3; i < image.data.length; i += 4) image.data[i] = 255;
  const logo = `data:image/png;base64,${PNG.sync.write(image).toString('base64')}`;
  const [plain, own] = [sampleOf(slip), { ...sampleOf(slip), logo }];
  const drawn = picturesOf(folder, { plain: await renderPdf(plain), own: await renderPdf(own) }, 0.5);
  const hasBlock = ({ pages }: PdfDocument) => {
    const { data, width, height } = PNG.sync.read(readFileSync(required(pages[0]).picture));
    const black = (x: number, y: number) => (data[(y * width + x) * 4] ?? 255) < 20;
    const tens = Array.from({ length: 100 }, (_, i) => [i % 10, Math.floor(i / 10)] as const);
    for (let y = 0; y < height - 10; y++) {
      for (let x = 0; x < width - 10; x++) if (tens.every(([dx, dy]) => black(x + dx, y + dy))) return true;
    }
    return false;
  };
  expect([hasBlock(required(drawn.own)), hasBlock(required(drawn.plain))]).toEqual([true, false]);
  expect(renderHtml(own).html).toContain(`<img src="${logo}"`);
});

test('the page for the browser has its size, and no text of a person can become markup or style', () => {
  const evil = '</style><script>alert(1)</script>"\'&';
  const contents = new Map([[1, { submitter: { ...SUBMITTER, name: evil }, summary: evil }]]);
  const { html, policy } = renderHtml({ ...appointment({ contents, officer: evil }), footer: evil });
  expect(html).toContain('@page{size:A5;margin:10mm');
  expect(html).not.toContain('<script');
  expect(html.split('</style>')).toHaveLength(2);
  expect(html).not.toMatch(/ style=|<link|https?:\/\/(?!motcua)/);
  expect(html).toContain('&lt;/style&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;');
  expect(policy).toMatch(/^default-src 'none'; img-src data:; style-src 'sha256-[A-Za-z0-9+/=]+'/);
  expect(renderHtml(sampleOf(ledger)).html).toContain('@page{size:A4 landscape');
});

/** Nothing is drawn outside of the margins; half a point is for the rounding of letters. */
function expectInside({ pages }: PdfDocument, margin: number): void {
  const edge = (margin * 72) / 25.4 - 0.5;
  for (const { width, height, texts } of pages) {
    const outside = texts.filter(
      ({ x, y, width: wide }) => x < edge || x + wide > width - edge || y < edge - 3 || y > height - edge,
    );
    expect(outside).toEqual([]);
  }
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('not there');
  return value;
}
