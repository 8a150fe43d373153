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

type Position = { xAdvance: number; yAdvance: number; xOffset: number; yOffset: number };
type Shaped = { glyphs: unknown[]; positions: Position[]; advanceWidth: number };
/** A font as pdfkit has parsed it: it takes one in the place of a file. */
type Parsed = { layout(text: string): Shaped; unitsPerEm: number };

let parsed: Record<FontName, Parsed> | undefined;

/** The fonts, parsed once: reading them anew would take most of the time of a document. */
export function fonts(): Record<FontName, Parsed> {
  parsed ??= Object.fromEntries(FONT_NAMES.map((name) => [name, remembering(parse(FILES[name]))])) as Record<
    FontName,
    Parsed
  >;
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

const MOST_WORDS = 20_000;

/** The same font, which shapes every word once: forms say the same words again and again. */
function remembering(font: Parsed): Parsed {
  const known = new Map<string, Shaped>();
  const layout = (text: string): Shaped => {
    let shaped = known.get(text);
    if (!shaped) {
      if (known.size >= MOST_WORDS) known.clear();
      shaped = font.layout(text);
      known.set(text, shaped);
    }
    // pdfkit changes the positions that it is given, and then asks how wide they are.
    const positions = shaped.positions.map((position) => ({ ...position }));
    return {
      glyphs: shaped.glyphs,
      positions,
      get advanceWidth() {
        return positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0);
      },
    };
  };
  return Object.assign(Object.create(font) as Parsed, { layout });
}

const widths = new Map<string, number>();

/** Width of a text without line breaks, in points. */
export function widthOf(text: string, font: FontName, size: number): number {
  const key = `${font} ${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    if (widths.size >= MOST_WORDS) widths.clear();
    const face = fonts()[font];
    width = face.layout(text).advanceWidth / face.unitsPerEm;
    widths.set(key, width);
  }
  return width * size;
}
