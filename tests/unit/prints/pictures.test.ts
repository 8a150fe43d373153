import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { renderPdf } from '../../../config/print-pdf';
import type { DocumentBlock } from '../../../domain/print-document';
import { picturesOf, textOf, type PdfDocument } from '../../support/pdf-pictures';
import { sampleOf, shipped } from '../../support/print-samples';

const APPROVED = join(__dirname, 'approved');
const approving = process.env.APPROVE_PICTURES === '1';
/** Points to pixels: an A5 page is 315 × 447. */
const SCALE = 0.75;
/** Share of pixels that may differ, edges of letters not counted: less than a letter. */
const TOLERANCE = 0.0001;

const templates = shipped.data.templates ?? [];
const nameOf = ({ kind, regulation }: (typeof templates)[number]) =>
  [kind, /\/(\d{4})\//.exec(regulation)?.[1]].filter(Boolean).join('-');

const folder = mkdtempSync(join(tmpdir(), 'mot-cua-pictures-'));
let drawn: Record<string, PdfDocument> = {};
beforeAll(async () => {
  const pdfs: Record<string, Buffer> = {};
  for (const template of templates) pdfs[nameOf(template)] = await renderPdf(sampleOf(template));
  drawn = picturesOf(folder, pdfs, SCALE);
});
let kept = false;
afterAll(() => {
  if (!kept) rmSync(folder, { recursive: true, force: true });
});

test.each(templates.map(nameOf))('%s looks as it was approved', (name) => {
  const pages = drawn[name]?.pages ?? [];
  expect(pages.length).toBeGreaterThan(0);
  for (const [i, { picture }] of pages.entries()) compare(picture, join(APPROVED, `${name}-${i + 1}.png`));
  if (approving) return;
  const approved = readdirSync(APPROVED).filter((file) => file.replace(/-\d+\.png$/, '') === name);
  expect(approved).toHaveLength(pages.length);
});

function compare(picture: string, approved: string): void {
  if (approving || !existsSync(approved)) {
    if (!approving) throw new Error(`${approved} is not there; APPROVE_PICTURES=1 writes it`);
    writeFileSync(approved, PNG.sync.write(PNG.sync.read(readFileSync(picture)), { colorType: 0 }));
    return;
  }
  const [is, was] = [PNG.sync.read(readFileSync(picture)), PNG.sync.read(readFileSync(approved))];
  expect([is.width, is.height]).toEqual([was.width, was.height]);
  const difference = new PNG({ width: is.width, height: is.height });
  const pixels = pixelmatch(is.data, was.data, difference.data, is.width, is.height, { threshold: 0.1 });
  if (pixels <= is.width * is.height * TOLERANCE) return;
  kept = true;
  const red = picture.replace(/\.png$/, '-difference.png');
  writeFileSync(red, PNG.sync.write(difference));
  throw new Error(`${pixels} pixels differ from ${approved}: see ${picture} and ${red}`);
}

test.each(templates.map((template) => [nameOf(template), template] as const))(
  '%s can be read and searched: its whole text, in NFC',
  (name, template) => {
    const document = drawn[name];
    if (!document) throw new Error(`${name} was not drawn`);
    const text = textOf(document);
    expect(text).toBe(text.normalize('NFC'));
    const model = sampleOf(template);
    for (const said of model.blocks.flatMap(textsOf)) expect(text).toContain(said.replace(/\s+/g, ''));
    expect(document.title).toBe(template.title.vi);
  },
);

/** Every text of a block that is drawn as text, cell by cell: lines of one cell follow each other. */
function textsOf(block: DocumentBlock): string[] {
  switch (block.is) {
    case 'heading':
      return [...block.left, ...block.right, block.number, block.day, block.mark];
    case 'title':
      return [block.text, ...block.under];
    case 'paragraph':
      return [block.text];
    case 'fields':
      return block.lines.flatMap((line) => line.flatMap(({ label, value }) => [label, value]));
    case 'table':
      return [...block.columns.map(({ head }) => head), ...block.rows.flat()];
    case 'signatures':
      return block.places.flatMap(({ role, note, name }) => [role, note, name]);
    case 'qr':
      return block.caption;
    case 'note':
      return block.lines;
    case 'together':
      return block.blocks.flatMap(textsOf);
  }
}
