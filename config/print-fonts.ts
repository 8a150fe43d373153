import { dirname, join } from 'node:path';
import PDFDocument from 'pdfkit';

/** Be Vietnam Pro (SIL Open Font License): whole TrueType files, which hold every Vietnamese letter. */
const FILES = {
  plain: '400Regular/BeVietnamPro_400Regular.ttf',
  bold: '700Bold/BeVietnamPro_700Bold.ttf',
  italic: '400Regular_Italic/BeVietnamPro_400Regular_Italic.ttf',
} as const;

export type FontName = keyof typeof FILES;
export const FONT_NAMES = Object.keys(FILES) as FontName[];

/** A font as pdfkit has parsed it: it takes one in the place of a file. */
type Parsed = { layout(text: string): { advanceWidth: number }; unitsPerEm: number };

let parsed: Record<FontName, Parsed> | undefined;

/** The fonts, parsed once: reading them anew would take most of the time of a document. */
export function fonts(): Record<FontName, Parsed> {
  parsed ??= Object.fromEntries(FONT_NAMES.map((name) => [name, parse(FILES[name])])) as Record<FontName, Parsed>;
  return parsed;
}

function parse(file: string): Parsed {
  const folder = dirname(require.resolve('@expo-google-fonts/be-vietnam-pro/package.json'));
  // pdfkit has no way to parse a font but to use it in a document; what it keeps of it has no part of that document.
  const { _font } = new PDFDocument({ autoFirstPage: false }).font(join(folder, file)) as unknown as {
    _font: { font: Parsed };
  };
  return _font.font;
}

const MOST_WIDTHS = 20_000;
const widths = new Map<string, number>();

/** Width of a text without line breaks, in points. Remembered by word: forms say the same words again and again. */
export function widthOf(text: string, font: FontName, size: number): number {
  const key = `${font} ${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    if (widths.size >= MOST_WIDTHS) widths.clear();
    const face = fonts()[font];
    width = face.layout(text).advanceWidth / face.unitsPerEm;
    widths.set(key, width);
  }
  return width * size;
}
