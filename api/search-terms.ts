import { formatCode, parseCode } from '../domain/code';
import { Refusal } from '../domain/problem';
import { digits, searchKey } from '../domain/text';
import type { SearchFilter } from './reads/lists';

export type SearchQuery = { q?: string; name?: string; identityNumber?: string; phone?: string; code?: string };

type Terms = Pick<SearchFilter, 'code' | 'codePart' | 'words' | 'identityNumber' | 'phone' | 'digits'>;

/** What somebody typed, as the columns have it. @throws Refusal invalid-request for a text with nothing to search by */
export function searchTerms({ q, name, identityNumber, phone, code }: SearchQuery): Terms {
  return {
    ...(q !== undefined && guess(q)),
    ...(name !== undefined && { words: words(name, 'name') }),
    ...(identityNumber !== undefined && { identityNumber: number(identityNumber, 'identityNumber') }),
    ...(phone !== undefined && { phone: number(phone, 'phone') }),
    ...(code !== undefined && codeTerms(code)),
  };
}

/** One box for all: a code or a part of one, a number, or else a name. */
function guess(q: string): Terms {
  const squeezed = q.replace(/\s/g, '').toUpperCase();
  if (parseCode(q)) return codeTerms(q);
  if (/^[\d\s.+()-]+$/.test(q) && /\d/.test(q)) {
    // `201005-0001` is the end of a code, `0277-3898-989` a telephone.
    return /^\d{6}-\d{4,}$/.test(squeezed) ? { codePart: squeezed } : { digits: digits(q) };
  }
  return /^[\dA-Z.]*[A-Z]\d{2}[\d.]*(?:-[\d-]*)?$/.test(squeezed) ? { codePart: squeezed } : { words: words(q, 'q') };
}

function codeTerms(text: string): Terms {
  const parsed = parseCode(text);
  if (parsed) return { code: formatCode(parsed) };
  const part = text.replace(/\s/g, '').toUpperCase();
  if (!/^[\dA-Z.-]+$/.test(part)) throw nothing('code');
  return { codePart: part };
}

function words(text: string, parameter: string): string[] {
  const key = searchKey(text);
  if (!key) throw nothing(parameter);
  return key.split(' ');
}

function number(text: string, parameter: string): string {
  const found = digits(text);
  if (!found) throw nothing(parameter);
  return found;
}

function nothing(parameter: string): Refusal {
  const message = { vi: 'không có gì để tìm', en: 'holds nothing to search by' };
  return new Refusal('invalid-request', {}, [{ pointer: `/query/${parameter}`, rule: 'pattern', message }]);
}
