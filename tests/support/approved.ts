import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';

const APPROVED = resolve(__dirname, '../e2e/approved');
/** Where a picture is left that was not as it was approved. */
export const SEEN = join(tmpdir(), 'mot-cua-look-seen');
/** Kept in grey at half the size: small, and still to be looked at. */
const SHRUNK = 2;
const APPROVE = process.env.MOTCUA_APPROVE === '1';
/** Points of a kept picture in a cell. Within one, letters may be drawn otherwise and a digit may be another. */
const CELL = 8;
/** How much lighter or darker a cell may be, of 255. */
const TOLERANCE = 24;

type Grey = { width: number; height: number; points: Uint8Array };

/**
 * How many cells of what stands right of the menu and below the head differ from the approved picture. With
 * MOTCUA_APPROVE=1 it becomes the approved one, to be looked at; without, one that is not there is a fault.
 */
export async function cellsThatDiffer(page: Page, name: string, approve = APPROVE): Promise<number> {
  await steady(page);
  const now = shrink(PNG.sync.read(await pictureOf(page)));
  const file = join(APPROVED, `${name}.png`);
  if (approve) {
    if (!existsSync(file) || differing(now, greyOf(PNG.sync.read(readFileSync(file)))) > 0)
      writeFileSync(file, encoded(now));
    return 0;
  }
  if (!existsSync(file))
    throw new Error(`${name} has no approved picture: MOTCUA_APPROVE=1 npx jest tests/e2e/web-look`);
  const cells = differing(now, greyOf(PNG.sync.read(readFileSync(file))));
  if (cells > 0) {
    mkdirSync(SEEN, { recursive: true });
    writeFileSync(join(SEEN, `${name}.png`), encoded(now));
  }
  return cells;
}

/**
 * What is another each time becomes the same: the minutes that have passed since nine, codes made at random, roots of
 * hashes. Their digits are not equally wide, and a column that is a little wider moves the others.
 */
async function steady(page: Page): Promise<void> {
  await page.evaluate(`(() => {
    const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const text = walk.currentNode.data;
      const same = text
        .replace(/\\b09:\\d\\d\\b/g, '09:00')
        .replace(/T02:[\\d:.]+Z/g, 'T02:00:00.000Z')
        .replace(/[\\da-f]{8}(-[\\da-f]{4}){3}-[\\da-f]{12}/g, (code) => code.replace(/[\\da-f]/g, '0'))
        .replace(/[\\da-f]{64}/g, '0'.repeat(64));
      if (same !== text) walk.currentNode.data = same;
    }
  })()`);
}

async function pictureOf(page: Page): Promise<Buffer> {
  const { width = 0, height = 0 } = page.viewportSize() ?? {};
  const [left, top] = await page.evaluate<[number, number]>(`(() => {
    const style = getComputedStyle(document.querySelector('main'));
    return [parseInt(style.paddingLeft) - 16, parseInt(style.paddingTop) - 16];
  })()`);
  const clip = { x: left, y: top, width: width - left, height: height - top };
  return page.screenshot({ animations: 'disabled', caret: 'hide', clip });
}

function shrink({ width, height, data }: PNG): Grey {
  const [across, down] = [Math.floor(width / SHRUNK), Math.floor(height / SHRUNK)];
  const points = new Uint8Array(across * down);
  const at = (x: number, y: number, colour: number) => data[(y * width + x) * 4 + colour] ?? 0;
  for (let y = 0; y < down; y++)
    for (let x = 0; x < across; x++) {
      let sum = 0;
      for (let dy = 0; dy < SHRUNK; dy++)
        for (let dx = 0; dx < SHRUNK; dx++)
          for (let colour = 0; colour < 3; colour++) sum += at(x * SHRUNK + dx, y * SHRUNK + dy, colour);
      points[y * across + x] = Math.round(sum / (3 * SHRUNK * SHRUNK));
    }
  return { width: across, height: down, points };
}

function encoded({ width, height, points }: Grey): Buffer {
  const png = new PNG({ width, height });
  points.forEach((value, i) => png.data.set([value, value, value, 255], i * 4));
  return PNG.sync.write(png, { colorType: 0, deflateLevel: 9 });
}

function greyOf({ width, height, data }: PNG): Grey {
  return { width, height, points: Uint8Array.from({ length: width * height }, (_, i) => data[i * 4] ?? 0) };
}

/** Cells that differ more than letters do; all of them where the sizes are not the same. */
export function differing(one: Grey, other: Grey): number {
  const [across, down] = [Math.floor(one.width / CELL), Math.floor(one.height / CELL)];
  if (one.width !== other.width || one.height !== other.height) return across * down;
  let found = 0;
  for (let y = 0; y < down; y++)
    for (let x = 0; x < across; x++)
      if (Math.abs(meanOf(one, x * CELL, y * CELL) - meanOf(other, x * CELL, y * CELL)) > TOLERANCE) found += 1;
  return found;
}

function meanOf({ width, points }: Grey, left: number, top: number): number {
  let sum = 0;
  for (let y = top; y < top + CELL; y++) for (let x = left; x < left + CELL; x++) sum += points[y * width + x] ?? 0;
  return sum / (CELL * CELL);
}
