import type { DocumentBlock, DocumentField } from '../domain/print-document';
import { qrSquares } from './print-qr';
import { mm, Sheet } from './print-sheet';
import { drawTable } from './print-table';

/** Draws a block of a document where the pen is. */
export async function drawBlock(sheet: Sheet, block: DocumentBlock, logo: Buffer | undefined): Promise<void> {
  switch (block.is) {
    case 'heading':
      return drawHeading(sheet, block, logo);
    case 'title':
      return drawTitle(sheet, block);
    case 'paragraph': {
      const { text, style, align, indent } = block;
      return sheet.write(sheet.lines([{ text, font: style }], sheet.width, sheet.size, indent ? mm(8) : 0), { align });
    }
    case 'fields':
      for (const line of block.lines) drawFields(sheet, line);
      return;
    case 'table':
      return drawTable(sheet, block);
    case 'signatures':
      return drawSignatures(sheet, block.places);
    case 'qr':
      return drawQr(sheet, block);
    case 'note':
      return drawNote(sheet, block.lines);
    case 'together':
      sheet.ensure(await heightOf(sheet, block.blocks));
      for (const inner of block.blocks) await drawBlock(sheet, inner, logo);
  }
}

/** How much of a page some blocks take, found by drawing them on a page of their own that is thrown away. */
async function heightOf(sheet: Sheet, blocks: DocumentBlock[]): Promise<number> {
  const scratch = new Sheet(sheet.document);
  for (const block of blocks) await drawBlock(scratch, block, undefined);
  return scratch.y - scratch.margin;
}

type Heading = Extract<DocumentBlock, { is: 'heading' }>;

function drawHeading(sheet: Sheet, block: Heading, logo: Buffer | undefined): void {
  const { left, right, number, day, mark } = block;
  const small = sheet.size * 0.84;
  if (mark)
    sheet.write(sheet.lines([{ text: mark, font: 'italic' }], sheet.width, small), { size: small, align: 'right' });
  const top = sheet.y + sheet.lineHeight() * 0.2;
  const wide = sheet.width * 0.46;
  if (logo) sheet.doc.image(logo, sheet.left, top, { fit: [wide, mm(12)], align: 'center' });
  const columns = [
    { x: sheet.left, width: wide, y: top + (logo ? mm(13) : 0), texts: left, bold: left.length - 1, under: number },
    { x: sheet.left + wide, width: sheet.width - wide, y: top, texts: right, bold: 0, under: day },
  ];
  sheet.y = Math.max(...columns.map((column) => drawColumn(sheet, column))) + sheet.lineHeight() * 0.3;
}

type HeadColumn = { x: number; width: number; y: number; texts: string[]; bold: number; under: string };

/** A column of the heading: its lines, bold from one of them on, a short rule, and a line under it. @returns where it ends */
function drawColumn(sheet: Sheet, { x, width, y, texts, bold, under }: HeadColumn): number {
  const size = sheet.size * 0.86;
  const place = { x, width, size, align: 'center' as const };
  sheet.y = y;
  for (const [i, text] of texts.entries()) {
    sheet.write(sheet.lines([{ text, font: i < bold ? 'plain' : 'bold' }], width, size), place);
  }
  sheet.rule(x + width * 0.34, sheet.y + 1.5, width * 0.32);
  if (!under) return sheet.y;
  sheet.y += sheet.lineHeight() * 0.35;
  sheet.write(sheet.lines([{ text: under, font: 'italic' }], width), { x, width, align: 'center' });
  return sheet.y;
}

function drawTitle(sheet: Sheet, { text, under }: Extract<DocumentBlock, { is: 'title' }>): void {
  const size = sheet.size * 1.3;
  sheet.y += sheet.lineHeight() * 0.3;
  sheet.write(sheet.lines([{ text, font: 'bold' }], sheet.width, size), { size, align: 'center' });
  for (const line of under) sheet.write(sheet.lines([{ text: line, font: 'bold' }]), { align: 'center' });
  sheet.y += sheet.lineHeight() * 0.3;
}

/** Places side by side; where nothing is known, dots for the pen. */
function drawFields(sheet: Sheet, parts: DocumentField[]): void {
  const width = sheet.width / parts.length;
  const inner = parts.length > 1 ? width - mm(2) : width;
  const columns = parts.map(({ label, value, strong }) =>
    sheet.lines(
      [
        { text: label, font: 'plain' },
        { text: value, font: strong ? 'bold' : 'plain' },
      ],
      inner,
    ),
  );
  const count = Math.max(...columns.map((lines) => lines.length));
  for (let i = 0; i < count; i++) {
    sheet.ensure(sheet.lineHeight());
    for (const [k, lines] of columns.entries()) {
      const line = lines[i];
      const x = sheet.left + k * width;
      if (line) sheet.drawLine(line, sheet.y, { x, width: inner });
      const blank = parts[k]?.value === '' && i === lines.length - 1;
      if (blank && line) sheet.dots(x + line.width + 3, sheet.y, inner - line.width - 3);
    }
    sheet.y += sheet.lineHeight();
  }
}

function drawSignatures(sheet: Sheet, places: { role: string; note: string; name: string }[]): void {
  // One signature stands on the right side, as Vietnamese papers have it.
  const count = Math.max(2, places.length);
  const width = sheet.width / count;
  const columns = places.map(({ role, note, name }) => ({
    role: sheet.lines([{ text: role, font: 'bold' }], width),
    note: sheet.lines([{ text: note, font: 'italic' }], width),
    name: name ? sheet.lines([{ text: name, font: 'bold' }], width) : [],
  }));
  const most = (of: 'role' | 'note' | 'name') => Math.max(...columns.map((column) => column[of].length));
  const [head, ink] = [(most('role') + most('note')) * sheet.lineHeight(), mm(sheet.size > 10 ? 20 : 13)];
  sheet.ensure(head + ink + most('name') * sheet.lineHeight());
  sheet.y += sheet.lineHeight() * 0.4;
  for (const [i, { role, note, name }] of columns.entries()) {
    const x = sheet.left + (i + count - places.length) * width;
    const draw = (lines: typeof role, y: number) =>
      lines.forEach((line, k) => sheet.drawLine(line, y + k * sheet.lineHeight(), { x, width, align: 'center' }));
    draw(role, sheet.y);
    draw(note, sheet.y + role.length * sheet.lineHeight());
    draw(name, sheet.y + head + ink);
  }
  sheet.y += head + ink + most('name') * sheet.lineHeight() + sheet.lineHeight() * 0.3;
}

function drawQr(sheet: Sheet, { value, caption }: Extract<DocumentBlock, { is: 'qr' }>): void {
  const side = mm(21);
  const size = sheet.size * 0.88;
  sheet.ensure(side);
  const { squares, across } = qrSquares(value);
  const unit = side / across;
  for (const { x, y, length } of squares) {
    sheet.doc.rect(sheet.left + x * unit, sheet.y + y * unit, length * unit, unit);
  }
  sheet.doc.fill('#000');
  const place = { x: sheet.left + side + mm(2), width: sheet.width - side - mm(2) };
  const lines = caption.flatMap((text) => sheet.lines([{ text, font: 'plain' }], place.width, size));
  const leading = sheet.lineHeight(size);
  const top = sheet.y + Math.max(0, (side - lines.length * leading) / 2);
  for (const [i, line] of lines.entries()) sheet.drawLine(line, top + i * leading, { ...place, size });
  sheet.y += Math.max(side, lines.length * leading);
}

function drawNote(sheet: Sheet, lines: string[]): void {
  const size = sheet.size * 0.88;
  sheet.y += sheet.lineHeight() * 0.2;
  sheet.write(sheet.lines([{ text: 'Ghi chú:', font: 'bold' }], sheet.width, size), { size });
  for (const text of lines)
    sheet.write(sheet.lines([{ text: `- ${text}`, font: 'italic' }], sheet.width, size), { size });
}
