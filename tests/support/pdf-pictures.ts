import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type PdfPage = {
  picture: string;
  width: number;
  height: number;
  texts: { text: string; x: number; y: number; width: number }[];
};
export type PdfDocument = { title: string; created: string; pages: PdfPage[] };

/** Draws PDFs and reads their text, in one run of pdf.js for all. */
export function picturesOf(folder: string, pdfs: Record<string, Buffer>, scale: number): Record<string, PdfDocument> {
  mkdirSync(folder, { recursive: true });
  const names = Object.keys(pdfs);
  const files = names.map((name) => join(folder, `${name}.pdf`));
  for (const [i, name] of names.entries()) writeFileSync(files[i] ?? '', pdfs[name] ?? '');
  const program = join(__dirname, 'draw-pdf.mjs');
  const out = execFileSync(process.execPath, [program, folder, String(scale), ...files], { maxBuffer: 64 << 20 });
  const documents = JSON.parse(out.toString('utf8')) as PdfDocument[];
  return Object.fromEntries(documents.map((document, i) => [names[i] ?? '', document]));
}

/** All text of a document in the order in which it was drawn, without blanks. */
export function textOf({ pages }: PdfDocument): string {
  return pages
    .flatMap(({ texts }) => texts.map(({ text }) => text))
    .join('')
    .replace(/\s+/g, '');
}
