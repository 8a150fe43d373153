/** A text in both languages of the product: Vietnamese first, English second. */
export type Text = { vi: string; en: string };
export type Language = keyof Text;

/** C0 controls except tab and line breaks, DEL, C1 controls, and the bidirectional overrides that can disguise a name. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u;

/**
 * Says why a text must not be stored, or nothing.
 * Lone surrogates cannot be written as UTF-8, so they would come back as another text than was typed.
 */
export function textFault(text: string): 'control-character' | 'lone-surrogate' | undefined {
  if (!text.isWellFormed()) return 'lone-surrogate';
  return FORBIDDEN.test(text) ? 'control-character' : undefined;
}

/** The one form in which text is stored and compared: Unicode NFC, as typed otherwise. */
export function normalise(text: string): string {
  return text.normalize('NFC');
}

/**
 * The key under which a name is written to the search column and looked up in it.
 * Marks go, đ becomes d (it has no decomposition), y becomes i (quý/quí and Mỹ/Mĩ are one word), blanks are squeezed.
 */
export function searchKey(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/đ/g, 'd')
    .replace(/y/g, 'i')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Whether every word that was asked for occurs, whatever its marks and case. */
export function hasWords(asked: string | undefined, text: string): boolean {
  if (asked === undefined) return true;
  const key = searchKey(text);
  return searchKey(asked)
    .split(' ')
    .every((word) => key.includes(word));
}

/** Digits only, for phones and identity numbers as people write them (`0277 3898 989`, `+84 …`). */
export function digits(text: string): string {
  return text.replace(/\D/g, '').replace(/^84(?=\d{9}$)/, '0');
}
