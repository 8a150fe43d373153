// Draws the pages of a PDF and reads its text, with pdf.js. A program of its own: pdf.js is an ES module with workers.
// Usage: node pdf-pictures.mjs FILE.pdf OUT-PREFIX SCALE  →  OUT-PREFIX-1.png …, and {pages: [{width, height, text}]} on stdout.
import { readFileSync, writeFileSync } from 'node:fs';
import { createCanvas } from '@napi-rs/canvas';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

const [, , file, prefix, scale = '1'] = process.argv;
const data = new Uint8Array(readFileSync(file));
const document = await getDocument({ data, disableFontFace: true, verbosity: 0 }).promise;
const pages = [];
for (let number = 1; number <= document.numPages; number++) {
  const page = await document.getPage(number);
  const viewport = page.getViewport({ scale: Number(scale) });
  const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
  await page.render({ canvas, canvasContext: canvas.getContext('2d'), viewport }).promise;
  writeFileSync(`${prefix}-${number}.png`, canvas.toBuffer('image/png'));
  const { items } = await page.getTextContent();
  const [, , width, height] = page.view;
  pages.push({ width, height, text: items.map((item) => item.str + (item.hasEOL ? '\n' : '')).join('') });
}
process.stdout.write(JSON.stringify({ pages }));
