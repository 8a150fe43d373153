import { isAscii } from 'node:buffer';
import type { Knex } from 'knex';
import { isSqlite } from '../dialect';

/**
 * Many rows read as one text. A row that a driver hands over costs several times what its hashing costs, and every column of
 * it again; the engines join texts for next to nothing.
 */

const [ROW, FIELD] = ['\u001e', '\u001f'];

/** A row of a packed answer: its fields as texts, and the bytes of the last one as they are stored. */
export type Line = { fields: string[]; last: Buffer };

/**
 * Reads rows of a query, in its order, each as its fields.
 * @param query says from where, which and in what order, and selects nothing
 * @param fields SQL expressions of texts or numbers that are never null; the last one may be long
 */
export async function linesOf(db: Knex, query: Knex.QueryBuilder, fields: string[]): Promise<Line[]> {
  const sqlite = isSqlite(db);
  const char = sqlite ? 'char' : 'chr';
  const rows = query.clone().select(db.raw(`${fields.join(` || ${char}(31) || `)} as line`));
  const joined = sqlite
    ? 'cast(group_concat(q.line, char(30)) as blob) as text'
    : 'string_agg(q.line, chr(30)) as text';
  const [answer]: Answer[] = await db.from(rows.as('q')).select(db.raw(`count(*) as n, ${joined}`));
  const n = Number(answer?.n ?? 0);
  if (n === 0) return [];
  const lines = unpacked(toBuffer(answer?.text ?? ''), fields.length);
  if (lines.length === n) return lines;
  // Somebody wrote the sign between rows into a column: then each row is read by itself.
  const alone: { line: string | null }[] = await rows;
  return alone.map(({ line }) => lineOf(toBuffer(line ?? ''), fields.length));
}

type Answer = { n: number | string; text: Buffer | string | null };

const toBuffer = (text: Buffer | string) => (typeof text === 'string' ? Buffer.from(text) : text);

/** Where fields end is looked for in a text of one letter a byte, so that places in it are places in the bytes. */
function unpacked(bytes: Buffer, count: number): Line[] {
  const text = bytes.toString('latin1');
  const plain = isAscii(bytes);
  const lines: Line[] = [];
  for (let start = 0; start <= text.length;) {
    const found = text.indexOf(ROW, start);
    const end = found < 0 ? text.length : found;
    lines.push(lineIn(bytes, text, plain, { start, end, count }));
    start = end + 1;
  }
  return lines;
}

function lineOf(bytes: Buffer, count: number): Line {
  return lineIn(bytes, bytes.toString('latin1'), isAscii(bytes), { start: 0, end: bytes.length, count });
}

type Span = { start: number; end: number; count: number };

function lineIn(bytes: Buffer, text: string, plain: boolean, { start, end, count }: Span): Line {
  const fields: string[] = [];
  let from = start;
  // A million rows pass here: no function is made for each of them.
  while (fields.length < count - 1) {
    const found = text.indexOf(FIELD, from);
    const to = found < 0 || found > end ? end : found;
    fields.push(plain ? text.slice(from, to) : bytes.toString('utf8', from, to));
    from = Math.min(to + 1, end);
  }
  fields.push(plain ? text.slice(from, end) : bytes.toString('utf8', from, end));
  return { fields, last: bytes.subarray(from, end) };
}
