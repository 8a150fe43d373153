import { buffer } from 'node:stream/consumers';
import type { PrintDocument } from '../domain/print-document';
import { drawBlock } from './print-blocks';
import { Sheet } from './print-sheet';

/** A document as PDF. The same document always gives the same bytes. */
export async function renderPdf(document: PrintDocument): Promise<Buffer> {
  const sheet = new Sheet(document);
  const logo = document.logo ? Buffer.from(document.logo.replace(/^[^,]*,/, ''), 'base64') : undefined;
  for (const block of document.blocks) await drawBlock(sheet, block, logo);
  drawFeet(sheet, document.footer);
  sheet.doc.end();
  return buffer(sheet.doc);
}

/** `1/2` at the foot of every page, with what tells to which paper a lost page belongs. */
function drawFeet(sheet: Sheet, footer: string): void {
  const { start, count } = sheet.doc.bufferedPageRange();
  const size = sheet.size * 0.84;
  for (let i = 0; i < count; i++) {
    sheet.doc.switchToPage(start + i);
    const y = sheet.doc.page.height - sheet.margin - sheet.lineHeight(size) * 0.6;
    const [own] = sheet.lines([{ text: footer, font: 'plain' }], sheet.width * 0.8, size);
    if (own) sheet.drawLine(own, y, { size });
    const [number] = sheet.lines([{ text: `${i + 1}/${count}`, font: 'plain' }], sheet.width, size);
    if (number) sheet.drawLine(number, y, { size, align: 'right' });
  }
}
