import type { SchemaCheck } from '../../config/schema-check';
import type { HandedIn } from '../../domain/documents';
import type { JsonSchema, Procedure } from '../../domain/procedure';
import { addDays, type LocalDate } from '../../domain/time';
import { address, MARK, organisation, person, personName } from './names';
import { pick, whole, type Random } from './random';

type Node = JsonSchema & { [keyword: string]: unknown };
type Told = { random: Random; date: LocalDate };

/** How a question of a procedure is recognised by the name of its property; all others are answered by their type. */
const BY_NAME: [RegExp, (told: Told) => unknown][] = [
  [/address/i, ({ random }) => address(random)],
  [/(workerName|personName|fullName)$/, ({ random }) => personName(random)],
  [/(Name|employer)$/, ({ random }) => organisation(random)],
  [/^year$/, ({ random, date }) => whole(random, 1975, Number(date.slice(0, 4)) - 1)],
  [/^nationality$/, ({ random }) => pick(random, ['Hàn Quốc', 'Nhật Bản', 'Thái Lan', 'Đài Loan'])],
  [/^serial$/, ({ random }) => `MAU-${whole(random, 100_000, 999_999)}`],
  [/^diploma$/, ({ random }) => pick(random, ['Bằng tốt nghiệp THCS', 'Bằng tốt nghiệp THPT', 'Chứng chỉ nghề'])],
  [/^language$/, ({ random }) => pick(random, ['Tiếng Việt', 'Tiếng Anh', 'Tiếng Pháp'])],
];
/** However large a number may be, made-up ones stay near to its least. */
const NEAR = 500;

/** Something that a schema accepts: all that it requires, and most of what it allows. */
export function fromSchema(schema: JsonSchema, told: Told, name = ''): unknown {
  const { type, enum: options, format, minimum, maximum, properties, required, items, minItems } = schema as Node;
  const { random, date } = told;
  if (Array.isArray(options)) return pick(random, options as unknown[]);
  if (type === 'object') {
    const asked = (required as string[] | undefined) ?? [];
    const all = Object.entries((properties as Record<string, JsonSchema> | undefined) ?? {});
    const answered = all.filter(([key]) => asked.includes(key) || random() < 0.6);
    return Object.fromEntries(answered.map(([key, inner]) => [key, fromSchema(inner, told, key)]));
  }
  if (type === 'array')
    return Array.from({ length: Number(minItems ?? 1) }, () => fromSchema(items as JsonSchema, told, name));
  if (type === 'boolean') return random() < 0.1;
  if (type === 'string' && format === 'date') return addDays(date, whole(random, -20, 40));
  const known = BY_NAME.find(([pattern]) => pattern.test(name));
  if (known) return known[1](told);
  if (type === 'integer' || type === 'number') {
    const least = Number(minimum ?? 0);
    return whole(random, least, Math.min(Number(maximum ?? least + NEAR), least + NEAR));
  }
  return text(schema, name);
}

function text({ 'x-title': title, minLength, maxLength }: Node, name: string): string {
  const label = (title as { vi?: string } | undefined)?.vi ?? name;
  return `${label} ${MARK}`.padEnd(Number(minLength ?? 0), '.').slice(0, Number(maxLength ?? 200));
}

export type Handing = { content: Record<string, unknown>; documents: HandedIn[] };

/** What an applicant brings to the counter for a procedure: the answers to its questions, and the papers on its list. */
export function handing(procedure: Procedure, checks: SchemaCheck, told: Told): Handing {
  const { random } = told;
  const details = fromSchema(procedure.details ?? { type: 'object' }, told);
  const content = {
    submitter: person(random),
    summary: `${procedure.name.vi} ${MARK}`.slice(-500),
    sets: 1,
    returnBy: 'desk',
    ...(procedure.details && { details }),
  };
  const groups = new Set<string>();
  const documents = procedure.documents
    .filter(({ code, required, when, oneOf }) => {
      const key = `${procedure.code}@${procedure.version}/documents/${code}`;
      if (when && !checks.fits(key, when, content)) return false;
      if (oneOf) return !groups.has(oneOf) && groups.add(oneOf);
      return required || random() < 0.4;
    })
    .map(({ code, originals, copies }) => ({ code, originals, copies, uploads: [] }));
  return { content, documents };
}
