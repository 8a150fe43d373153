import { create } from 'qrcode';

/** A stretch of dark squares in a row of the code; lengths in squares, the quiet border of four counted in. */
export type QrSquares = { across: number; squares: { x: number; y: number; length: number }[] };

const QUIET = 4;

/** The squares of a QR code (ISO/IEC 18004, level M), to be drawn as they are: sharp at any size. */
export function qrSquares(text: string): QrSquares {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const squares: QrSquares['squares'] = [];
  for (let y = 0; y < modules.size; y++) {
    for (let x = 0; x < modules.size; x++) {
      if (!modules.get(y, x)) continue;
      const last = squares.at(-1);
      if (last && last.y === y + QUIET && last.x + last.length === x + QUIET) last.length += 1;
      else squares.push({ x: x + QUIET, y: y + QUIET, length: 1 });
    }
  }
  return { across: modules.size + 2 * QUIET, squares };
}
