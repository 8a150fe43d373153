import { widthOf, type FontName } from './print-fonts';

/** A stretch of text in one font. A line break in it is a line break on paper. */
export type Run = { text: string; font: FontName };
/** A line that fits, as stretches with their places from its left edge. Lengths in points. */
export type Line = { parts: { text: string; font: FontName; x: number }[]; width: number };

/**
 * Breaks text into lines at blanks; a word that is wider than a whole line is broken inside.
 * @param indent how far in the first line begins
 */
export function breakLines(runs: Run[], size: number, width: number, indent = 0): Line[] {
  const lines: Line[] = [];
  let line: Line = { parts: [], width: indent };
  const next = () => {
    lines.push(line);
    line = { parts: [], width: 0 };
  };
  for (const { text, font } of runs) {
    for (const [i, paragraph] of text.split(/\r?\n/).entries()) {
      if (i > 0) next();
      for (const word of paragraph.split(/\s+/).filter(Boolean)) {
        for (const piece of pieces(word, font, size, width)) {
          const gap = line.parts.length > 0 ? widthOf(' ', font, size) : 0;
          if (line.width + gap + widthOf(piece, font, size) > width && line.parts.length > 0) next();
          append(line, piece, font, size);
        }
      }
    }
  }
  next();
  return lines;
}

/** Words of one font are one stretch, so that a search in the document finds them together. */
function append(line: Line, word: string, font: FontName, size: number): void {
  const last = line.parts.at(-1);
  const gap = last ? widthOf(' ', font, size) : 0;
  if (last?.font === font) last.text += ` ${word}`;
  else line.parts.push({ text: word, font, x: line.width + gap });
  line.width += gap + widthOf(word, font, size);
}

function pieces(word: string, font: FontName, size: number, width: number): string[] {
  if (widthOf(word, font, size) <= width) return [word];
  const found: string[] = [];
  let piece = '';
  let used = 0;
  for (const letter of word) {
    const wide = widthOf(letter, font, size);
    if (piece !== '' && used + wide > width) {
      // Codes and dates have places where they are read in parts.
      const cut = Math.max(piece.lastIndexOf('-'), piece.lastIndexOf('/')) + 1;
      found.push(cut > 0 ? piece.slice(0, cut) : piece);
      piece = cut > 0 ? piece.slice(cut) : '';
      used = widthOf(piece, font, size);
    }
    piece += letter;
    used += wide;
  }
  return [...found, piece];
}
