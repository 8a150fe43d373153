import type { RequestHandler } from 'express';
import express from 'express';
import { printParseErrorCode, visit, type JSONPath } from 'jsonc-parser';
import { Refusal, type FieldFault } from '../domain/problem';
import { normalise, textFault, type Text } from '../domain/text';

export const BODY_LIMIT = 256 * 1024;
export const MAX_DEPTH = 32;

/** Reads the bytes of a body; what they mean is `parseBody`'s. Compressed bodies are refused: 256 kB could unfold to gigabytes. */
export const readBody: RequestHandler = express.raw({ type: () => true, limit: BODY_LIMIT, inflate: false });

/** The value of a request body, its texts in NFC. @throws Refusal unsupported-media-type, invalid-json, invalid-request */
export function parseBody(contentType: string | undefined, bytes: Buffer): unknown {
  if (!isJson(contentType)) throw new Refusal('unsupported-media-type');
  const text = decode(bytes);
  checkSyntax(text);
  const faults: FieldFault[] = [];
  const value = clean(parse(text), '', faults);
  if (faults.length > 0) throw new Refusal('invalid-request', {}, faults.slice(0, 50));
  return value;
}

function isJson(contentType: string | undefined): boolean {
  const [type = '', ...parameters] = (contentType ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='));
  return type === 'application/json' && (!charset || /^charset="?utf-8"?$/.test(charset));
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw invalid('', 'utf-8', { vi: 'không phải UTF-8', en: 'is not UTF-8' });
  }
}

/** What JSON.parse would let pass: names given twice, names that reach into the language, and endless nesting. */
function checkSyntax(text: string): void {
  const names: Set<string>[] = [];
  let depth = 0;
  // Thrown from inside the visit, so that a parser that calls itself never gets deep.
  const enter = (path: JSONPath) => {
    depth += 1;
    if (depth > MAX_DEPTH) throw invalid(pointerOf(path), 'depth', TOO_DEEP);
  };
  visit(
    text,
    {
      onObjectBegin: (_o, _l, _line, _char, path) => {
        enter(path());
        names.push(new Set());
      },
      onArrayBegin: (_o, _l, _line, _char, path) => enter(path()),
      onObjectEnd: () => {
        depth -= 1;
        names.pop();
      },
      onArrayEnd: () => {
        depth -= 1;
      },
      onObjectProperty: (name, _o, _l, _line, _char, path) => checkName(name, names.at(-1), path),
      onError: (error, _o, _l, line, character) => {
        const what = `${printParseErrorCode(error)} (${line + 1}:${character + 1})`;
        throw invalid('', 'syntax', { vi: `sai cú pháp: ${what}`, en: `wrong syntax: ${what}` });
      },
    },
    { disallowComments: true, allowTrailingComma: false },
  );
}

const FORBIDDEN_NAMES = new Set(['__proto__', 'constructor', 'prototype']);
const TOO_DEEP: Text = { vi: `lồng nhau quá ${MAX_DEPTH} lớp`, en: `is nested more than ${MAX_DEPTH} deep` };

function checkName(name: string, names: Set<string> | undefined, path: () => JSONPath): void {
  const key = normalise(name);
  const pointer = () => pointerOf([...path(), key]);
  if (FORBIDDEN_NAMES.has(key))
    throw invalid(pointer(), 'name', { vi: 'tên không được dùng', en: 'is not an allowed name' });
  if (names?.has(key)) throw invalid(pointer(), 'duplicate', { vi: 'có hai lần', en: 'is given twice' });
  names?.add(key);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid('', 'syntax', { vi: 'sai cú pháp', en: 'wrong syntax' });
  }
}

function clean(value: unknown, pointer: string, faults: FieldFault[]): unknown {
  if (typeof value === 'string') return cleanText(value, pointer, faults);
  if (typeof value === 'number') return cleanNumber(value, pointer, faults);
  if (Array.isArray(value)) return value.map((item, i) => clean(item, `${pointer}/${i}`, faults));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const here = `${pointer}/${escaped(name)}`;
      return [cleanText(name, here, faults), clean(inner, here, faults)];
    }),
  );
}

/** A text in NFC; what must not be stored is noted as a fault. */
export function cleanText(text: string, pointer: string, faults: FieldFault[]): string {
  const fault = textFault(text);
  if (fault) faults.push({ pointer: pointer.toWellFormed(), rule: fault, message: TEXT_FAULTS[fault] });
  return normalise(text);
}

const TEXT_FAULTS: Record<NonNullable<ReturnType<typeof textFault>>, Text> = {
  'control-character': { vi: 'có ký tự điều khiển', en: 'holds a control character' },
  'lone-surrogate': { vi: 'có ký tự bị hỏng', en: 'holds half a character' },
};

/** A number that would be stored as another one than was sent is a fault. */
function cleanNumber(value: number, pointer: string, faults: FieldFault[]): number {
  const exact = Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER;
  if (!exact) faults.push({ pointer, rule: 'number', message: { vi: 'số quá lớn', en: 'the number is too large' } });
  return value;
}

function invalid(pointer: string, rule: string, message: Text): Refusal {
  return new Refusal('invalid-json', {}, [{ pointer: pointer.toWellFormed(), rule, message }]);
}

function pointerOf(path: JSONPath): string {
  return path.map((part) => `/${escaped(String(part))}`).join('');
}

function escaped(name: string): string {
  return name.replace(/~/g, '~0').replace(/\//g, '~1');
}
