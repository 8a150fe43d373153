import type { DocumentBlock, DocumentField } from '../domain/print-document';
import { qrSquares } from './print-qr';
import { mm, type Sheet } from './print-sheet';
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
      const shift = indent ? mm(7) : 0;
      const place = { x: sheet.left + shift, width: sheet.width - shift };
      return sheet.write(sheet.lines([{ text, font: style }], place.width), { ...place, align });
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
  }
}

type Heading = Extract<DocumentBlock, { is: 'heading' }>;

function drawHeading(sheet: Sheet, { left, right, mark }: Heading, logo: Buffer | undefined): void {
  const small = sheet.size * 0.84;
  if (mark)
    sheet.write(sheet.lines([{ text: mark, font: 'italic' }], sheet.width, small), { size: small, align: 'right' });
  const size = sheet.size * 0.92;
  const top = sheet.y;
  const column = (texts: string[], x: number, width: number, y: number, plain: (i: number) => boolean) => {
    sheet.y = y;
    for (const [i, text] of texts.entries()) {
      const lines = sheet.lines([{ text, font: plain(i) ? 'plain' : 'bold' }], width, size);
      sheet.write(lines, { x, width, size, align: 'center' });
    }
    sheet.rule(x + width * 0.32, sheet.y + 1.5, width * 0.36);
    return sheet.y;
  };
  const wide = sheet.width * 0.43;
  if (logo) sheet.doc.image(logo, sheet.left, top, { fit: [wide, mm(12)], align: 'center' });
  const ends = [
    column(left, sheet.left, wide, top + (logo ? mm(13) : 0), (i) => i < left.length - 1),
    column(right, sheet.left + wide, sheet.width - wide, top, () => false),
  ];
  sheet.y = Math.max(...ends) + sheet.lineHeight() * 0.5;
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
    name: sheet.lines([{ text: name, font: 'bold' }], width),
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
  const side = mm(24);
  sheet.ensure(side);
  const { squares, across } = qrSquares(value);
  const unit = side / across;
  for (const { x, y, length } of squares) {
    sheet.doc.rect(sheet.left + x * unit, sheet.y + y * unit, length * unit, unit);
  }
  sheet.doc.fill('#000');
  const place = { x: sheet.left + side + mm(2), width: sheet.width - side - mm(2) };
  const lines = caption.flatMap((text) => sheet.lines([{ text, font: 'plain' }], place.width));
  const top = sheet.y + Math.max(0, (side - lines.length * sheet.lineHeight()) / 2);
  for (const [i, line] of lines.entries()) sheet.drawLine(line, top + i * sheet.lineHeight(), place);
  sheet.y += Math.max(side, lines.length * sheet.lineHeight());
}

function drawNote(sheet: Sheet, lines: string[]): void {
  const size = sheet.size * 0.88;
  sheet.y += sheet.lineHeight() * 0.2;
  sheet.write(sheet.lines([{ text: 'Ghi chú:', font: 'bold' }], sheet.width, size), { size });
  for (const text of lines)
    sheet.write(sheet.lines([{ text: `- ${text}`, font: 'italic' }], sheet.width, size), { size });
}
