import { fill, PROBLEMS, type FieldFault, type ProblemCode, type ProblemParams, type Refusal } from '../domain/problem';
import type { Language, Text } from '../domain/text';

/** A problem document (RFC 9457). `code` is for programs, `title` for people, `instance` for whoever reads the log. */
export type ProblemDocument = {
  type: string;
  title: string;
  status: number;
  detail?: string;
  code: ProblemCode;
  titles: Text;
  params: ProblemParams;
  errors: FieldFault[];
  instance?: string;
};

export const PROBLEM_TYPE = 'application/problem+json';

type Refused = Pick<Refusal, 'code' | 'params' | 'faults'>;

/** @param id names the one request, as in the log; a refused command that is told later has none */
export function problemDocument({ code, params, faults }: Refused, language: Language, id?: string): ProblemDocument {
  const { status, title } = PROBLEMS[code];
  const titles = fill(title, params);
  const detail = faults
    .map((fault) => `${fault.pointer ? `${fault.pointer}: ` : ''}${fault.message[language]}`)
    .join('; ');
  return {
    type: `/problems/${code}`,
    title: titles[language],
    status,
    ...(detail && { detail: detail.slice(0, 1000) }),
    code,
    titles,
    params,
    errors: faults,
    ...(id && { instance: `urn:uuid:${id}` }),
  };
}

/** When it is worth asking again, in seconds. */
export function retryAfter(status: number): number | undefined {
  if (status === 429) return 2;
  return status === 503 ? 5 : undefined;
}

export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(PROBLEMS, code);
}
