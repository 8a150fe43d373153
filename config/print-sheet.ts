import PDFDocument from 'pdfkit';
import type { PrintDocument } from '../domain/print-document';
import type { Align } from '../domain/print-template';
import { FONT_NAMES, fonts, type FontName } from './print-fonts';
import { breakLines, type Line, type Run } from './print-lines';

const POINTS = 72 / 25.4;
export const mm = (length: number): number => length * POINTS;

/** Lines are this many times as high as their letters: Vietnamese has marks above marks. */
const LEADING = 1.34;

type Place = { x?: number; width?: number; size?: number; align?: Align };

/** Paper under the pen: knows how far down it is, and turns to a new page when something does not fit. Lengths in points. */
export class Sheet {
  readonly doc: PDFKit.PDFDocument;
  readonly margin: number;
  readonly size: number;
  y: number;

  constructor(readonly document: PrintDocument) {
    const { page, title, printedAt } = document;
    this.margin = mm(page.margin);
    this.size = page.fontSize;
    this.doc = new PDFDocument({
      size: page.size,
      layout: page.landscape ? 'landscape' : 'portrait',
      margin: 0,
      // None of the built-in fonts, which would be read for nothing.
      font: '',
      bufferPages: true,
      lang: 'vi-VN',
      displayTitle: true,
      // The file's own id is made from these, so that the same document always has the same bytes.
      info: { Title: title, Creator: 'Một Cửa', Producer: 'Một Cửa', CreationDate: new Date(printedAt) },
    });
    // The types know files only; a parsed font does as well.
    for (const name of FONT_NAMES) this.doc.registerFont(name, fonts()[name] as unknown as string);
    this.y = this.margin;
  }

  get left(): number {
    return this.margin;
  }

  get width(): number {
    return this.doc.page.width - 2 * this.margin;
  }

  /** Where the page ends; below it is the foot. */
  get bottom(): number {
    return this.doc.page.height - this.margin - this.lineHeight();
  }

  lineHeight(size = this.size): number {
    return size * LEADING;
  }

  /** Begins a new page unless so much is left on this one. @returns whether it did */
  ensure(height: number): boolean {
    if (this.y + height <= this.bottom || this.y <= this.margin) return false;
    this.newPage();
    return true;
  }

  newPage(): void {
    this.doc.addPage();
    this.y = this.margin;
  }

  lines(runs: Run[], width = this.width, size = this.size, indent = 0): Line[] {
    return breakLines(runs, size, width, indent);
  }

  /** Draws lines downwards from where the pen is, over as many pages as they need. */
  write(lines: Line[], place: Place = {}): void {
    for (const line of lines) {
      this.ensure(this.lineHeight(place.size));
      this.drawLine(line, this.y, place);
      this.y += this.lineHeight(place.size);
    }
  }

  drawLine({ parts, width: wide }: Line, y: number, place: Place = {}): void {
    const { x = this.left, width = this.width, size = this.size, align = 'left' } = place;
    const shift = align === 'right' ? width - wide : align === 'center' ? (width - wide) / 2 : 0;
    for (const part of parts) this.text(part.text, part.font, x + shift + part.x, y, size);
  }

  text(text: string, font: FontName, x: number, y: number, size = this.size): void {
    this.doc.font(font, size).text(text, x, y, { lineBreak: false });
  }

  /** A dotted line for the pen. */
  dots(x: number, y: number, width: number): void {
    if (width <= 0) return;
    const base = y + this.size * 1.02;
    this.doc
      .lineWidth(0.7)
      .dash(0.7, { space: 1.6 })
      .moveTo(x, base)
      .lineTo(x + width, base)
      .stroke()
      .undash();
  }

  rule(x: number, y: number, width: number): void {
    this.doc
      .lineWidth(0.6)
      .moveTo(x, y)
      .lineTo(x + width, y)
      .stroke();
  }
}
