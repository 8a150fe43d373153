import { setImmediate } from 'node:timers/promises';
import type { DocumentBlock } from '../domain/print-document';
import type { Line } from './print-lines';
import type { Sheet } from './print-sheet';

type Table = Extract<DocumentBlock, { is: 'table' }>;
type Place = { x: number; width: number };

const PAD = 2.2;

/**
 * Draws a table; its head comes again on every page. A row goes to the next page as a whole, unless it is longer than a
 * page: names of procedures have up to 1,192 characters.
 */
export async function drawTable(sheet: Sheet, { columns, rows }: Table): Promise<void> {
  const total = columns.reduce((sum, { width }) => sum + width, 0);
  const size = sheet.size * 0.94;
  let x = sheet.left;
  const places = columns.map(({ width }) => {
    const place = { x, width: (sheet.width * width) / total };
    x += place.width;
    return place;
  });
  const cells = (texts: string[], font: 'plain' | 'bold') =>
    texts.map((text, i) => sheet.lines([{ text, font }], (places[i]?.width ?? 0) - 2 * PAD, size));
  const head = cells(
    columns.map((column) => column.head),
    'bold',
  );
  const draw = (row: Line[][], from: number, count: number, centred: boolean) =>
    drawRow(sheet, places, row, {
      from,
      count,
      size,
      align: (i) => (centred ? 'center' : (columns[i]?.align ?? 'left')),
    });
  const drawHead = () => draw(head, 0, longest(head), true);
  sheet.ensure(heightOf(sheet, longest(head) + 1, size));
  drawHead();
  for (const [index, texts] of rows.entries()) {
    // A ledger has thousands of lines, and others want to be served in between.
    if (index % 50 === 49) await setImmediate();
    const row = cells(texts, 'plain');
    const count = longest(row);
    if (sheet.y + heightOf(sheet, count, size) > sheet.bottom && count <= pageLines(sheet, head, size)) {
      sheet.newPage();
      drawHead();
    }
    for (let from = 0; from < count;) {
      const room = Math.floor((sheet.bottom - sheet.y - 2 * PAD) / sheet.lineHeight(size));
      if (room < 1) {
        sheet.newPage();
        drawHead();
        continue;
      }
      const part = Math.min(room, count - from);
      draw(row, from, part, false);
      from += part;
    }
  }
  sheet.y += sheet.lineHeight() * 0.3;
}

const longest = (row: Line[][]) => Math.max(1, ...row.map((lines) => lines.length));
const heightOf = (sheet: Sheet, lines: number, size: number) => lines * sheet.lineHeight(size) + 2 * PAD;

/** How many lines a row may have to fit on a page of its own, under the head. */
function pageLines(sheet: Sheet, head: Line[][], size: number): number {
  const room = sheet.bottom - sheet.margin - heightOf(sheet, longest(head), size);
  return Math.max(1, Math.floor((room - 2 * PAD) / sheet.lineHeight(size)));
}

type Part = { from: number; count: number; size: number; align: (column: number) => 'left' | 'center' | 'right' };

function drawRow(sheet: Sheet, places: Place[], row: Line[][], { from, count, size, align }: Part): void {
  const height = heightOf(sheet, count, size);
  sheet.doc.lineWidth(0.5);
  for (const { x, width } of places) sheet.doc.rect(x, sheet.y, width, height);
  sheet.doc.stroke();
  for (const [i, { x, width }] of places.entries()) {
    const lines = (row[i] ?? []).slice(from, from + count);
    const place = { x: x + PAD, width: width - 2 * PAD, size, align: align(i) };
    for (const [k, line] of lines.entries()) {
      sheet.drawLine(line, sheet.y + PAD + k * sheet.lineHeight(size), place);
    }
  }
  sheet.y += height;
}
