/** Longer texts than this never reach a pattern of a form. */
export const MOST_MATCHED = 4096;

export type PatternFault = 'invalid' | 'too-long' | 'looks-around' | 'repeats-what-varies' | 'open-ended';

const LONGEST = 300;
/** With one `*`, `+` or `{n,}` a match takes time in line with the text, with two by its square; three are refused. */
const MOST_OPEN = 2;

type Group = { varies: boolean; open: number };
type Repeat = { least: number; most: number; length: number };

/**
 * Why a pattern of a form is not accepted: on a text made for it, it could keep a server busy for years. What is repeated
 * must be of one shape: `(a+)+`, `(a|aa)*` and the like are refused, as are references back and looks ahead or behind.
 */
export function patternFault(pattern: string): PatternFault | undefined {
  if (pattern.length > LONGEST) return 'too-long';
  try {
    new RegExp(pattern, 'u');
  } catch {
    return 'invalid';
  }
  const groups: Group[] = [{ varies: false, open: 0 }];
  for (let at = 0; at < pattern.length;) {
    let atom: Group | undefined;
    const here = groups.at(-1) as Group;
    if (pattern[at] === '(') {
      const [opening, kind] = /^\((\?:|\?)?/.exec(pattern.slice(at)) ?? ['('];
      if (kind === '?') return 'looks-around';
      groups.push({ varies: false, open: 0 });
      at += opening.length;
      continue;
    }
    if (pattern[at] === '|') {
      here.varies = true;
      at += 1;
      continue;
    }
    if (pattern[at] === ')') {
      atom = groups.pop();
      at += 1;
    } else {
      const length = atomLength(pattern, at);
      if (length === 0) return 'looks-around';
      at += length;
    }
    const outer = groups.at(-1) as Group;
    const repeat = repeatAt(pattern, at);
    at += repeat.length;
    if (repeat.most > 1 && atom?.varies) return 'repeats-what-varies';
    outer.open += (atom?.open ?? 0) + (repeat.most === Infinity ? 1 : 0);
    outer.varies ||= Boolean(atom?.varies) || repeat.least !== repeat.most;
    if (outer.open > MOST_OPEN) return 'open-ended';
  }
  return undefined;
}

/** The length of a letter, an escape or a class; 0 for a reference back. */
function atomLength(pattern: string, at: number): number {
  if (pattern[at] === '[') {
    let end = at + 1;
    while (pattern[end] !== ']') end += pattern[end] === '\\' ? 2 : 1;
    return end + 1 - at;
  }
  if (pattern[at] !== '\\') return 1;
  if (/[1-9k]/.test(pattern[at + 1] ?? '')) return 0;
  return /^\\[pPu]\{[^}]*\}/.exec(pattern.slice(at))?.[0].length ?? 2;
}

function repeatAt(pattern: string, at: number): Repeat {
  const [text = '', sign, least, comma, most] = /^(?:([*+?])|\{(\d+)(,)?(\d*)\})\??/.exec(pattern.slice(at)) ?? [];
  const length = text.length;
  if (sign) return { least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : Infinity, length };
  if (least === undefined) return { least: 1, most: 1, length: 0 };
  return { least: Number(least), most: most ? Number(most) : comma ? Infinity : Number(least), length };
}
