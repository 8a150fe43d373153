import type { Answer } from './caller';
import { PERSON } from './samples';
import type { Stack } from './stack';

/** Looks at what of a stack is on record, in some tables. */
export type Witness = {
  /** How much is on record; a refused command may stay as refused. */
  trace(): Promise<Record<string, unknown>>;
  /**
   * What was refused, in one line: status, code, and each place with the rule that it breaks, where the code does not say
   * it. It leaves no trace, is told in both languages, and says nothing personal.
   */
  refusal(send: () => Promise<Answer>): Promise<string>;
};

/** @param tables their names, in one line */
export function witness(stack: () => Stack, tables: string): Witness {
  const trace: Witness['trace'] = async () => {
    const { db } = stack();
    const commands = await db('commands').whereNot({ status: 'refused' }).select('id', 'status');
    const rows = tables.split(' ').map(async (table) => [table, Number((await db(table).count({ n: '*' }))[0]?.n)]);
    return { ...Object.fromEntries(await Promise.all(rows)), commands };
  };
  const refusal: Witness['refusal'] = async (send) => {
    const before = await trace();
    const { status, headers, body } = await send();
    expect(await trace()).toEqual(before);
    expect(headers.get('content-type')).toMatch('application/problem+json');
    const errors: { pointer: string; rule: string; message: object }[] = body.errors;
    for (const text of [body.titles, ...errors.map(({ message }) => message)])
      expect(text).toEqual({ vi: expect.stringMatching(/\S/), en: expect.stringMatching(/\S/) });
    expect(body.titles.vi).not.toBe(body.titles.en);
    expect(JSON.stringify(body)).not.toMatch(/\{\w+\}/);
    expect(JSON.stringify(body)).not.toContain(PERSON.name);
    const places = errors.map(({ pointer, rule }) => {
      const short = pointer.replace(/(\/0){20,}/, '/0…');
      return rule === body.code ? short : `${short} ${rule}`;
    });
    return [status, body.code, ...places.sort()].join(' ');
  };
  return { trace, refusal };
}
