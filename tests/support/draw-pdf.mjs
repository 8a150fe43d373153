// Draws the pages of PDFs and reads their text, with pdf.js: an ES module with workers, so this is a program of its own.
// Usage: node draw-pdf.mjs OUT-FOLDER SCALE FILE.pdf …
// Writes OUT-FOLDER/FILE-1.png …, and on stdout, for each file, its pages with size (points) and texts with their places.
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

const [, , folder, scale, ...files] = process.argv;

async function pageOf(page, picture) {
  const viewport = page.getViewport({ scale: Number(scale) });
  const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
  await page.render({ canvas, canvasContext: canvas.getContext('2d'), viewport }).promise;
  writeFileSync(picture, canvas.toBuffer('image/png'));
  const { items } = await page.getTextContent();
  const [, , width, height] = page.view;
  const texts = items
    .filter(({ str }) => str.trim() !== '')
    .map(({ str, transform, width: wide }) => ({ text: str, x: transform[4], y: transform[5], width: wide }));
  return { picture, width, height, texts };
}

const documents = [];
for (const file of files) {
  // Glyphs are drawn as paths of the embedded fonts: the same picture on every machine.
  const data = new Uint8Array(readFileSync(file));
  const document = await getDocument({ data, disableFontFace: true, verbosity: 0 }).promise;
  const { info } = await document.getMetadata();
  const pages = [];
  for (let number = 1; number <= document.numPages; number++) {
    const picture = join(folder, `${basename(file, '.pdf')}-${number}.png`);
    pages.push(await pageOf(await document.getPage(number), picture));
  }
  documents.push({ file, title: info.Title, created: info.CreationDate, pages });
}
process.stdout.write(JSON.stringify(documents));
