import { resolve } from 'node:path';
import { checkContent } from '../../../config/content-check';
import { loadConfig } from '../../../config/load';
import { SchemaCheck } from '../../../config/schema-check';
import { Catalogue } from '../../../domain/catalogue';
import { handing, fromSchema } from '../../../scripts/demo/content';
import { placesOn, proceduresOn } from '../../../scripts/demo/orders';
import { mulberry32 } from '../../../scripts/demo/random';

const catalogue = new Catalogue(loadConfig(resolve('config/dong-thap')));
const checks = new SchemaCheck();
const DATES = ['2018-08-01', '2019-08-01', '2020-10-05'];
const procedures = DATES.flatMap((date) => proceduresOn(catalogue, date).map((procedure) => ({ date, procedure })));

describe('what applicants of the demo bring', () => {
  it('is for every procedure of the time, each received somewhere', () => {
    expect(procedures.length).toBeGreaterThanOrEqual(3 * 11);
    for (const date of DATES) {
      const places = placesOn(catalogue, date);
      const received = new Set(places.map(({ procedure }) => procedure.code));
      expect([...received].sort()).toEqual(
        proceduresOn(catalogue, date)
          .map(({ code }) => code)
          .sort(),
      );
      expect(places.some(({ unit }) => unit.level === 'district')).toBe(true);
    }
  });

  it.each(procedures.map(({ date, procedure }) => [procedure.code, date, procedure] as const))(
    'answers the questions of %s on %s',
    (code, date, procedure) => {
      for (let seed = 1; seed <= 100; seed++) {
        const { content } = handing(procedure, checks, { random: mulberry32(seed), date });
        const form = catalogue.form('receive@1');
        const schema = form && catalogue.formSchema(form, procedure);
        expect(checks.faults(`demo/${code}@${procedure.version}`, schema ?? {}, content)).toEqual([]);
      }
    },
  );

  it.each(procedures.map(({ date, procedure }) => [procedure.code, date, procedure] as const))(
    'has all papers that %s asks for on %s, for receiving and for answering at once',
    (_code, date, procedure) => {
      for (let seed = 1; seed <= 100; seed++) {
        const { content, documents } = handing(procedure, checks, { random: mulberry32(seed), date });
        for (const name of ['receive', 'answer-at-once']) {
          const action = catalogue.actionOf(procedure.process, 'new', name);
          if (!action) throw new Error(`no action ${name}`);
          const full = name === 'receive' ? content : { ...content, result: 'Đã trả' };
          expect(() => checkContent(checks, catalogue, procedure, action, full, documents, 'direct')).not.toThrow();
        }
      }
    },
  );

  it('fits schemas that no procedure has yet', () => {
    const schema = {
      type: 'object',
      additionalProperties: false,
      required: ['list', 'grade', 'code'],
      properties: {
        list: { type: 'array', minItems: 2, items: { type: 'object', properties: { n: { type: 'integer' } } } },
        grade: { enum: ['a', 'b'] },
        code: { type: 'string', minLength: 30, maxLength: 40 },
        heavy: { type: 'number', minimum: 2, maximum: 3 },
      },
    };
    for (let seed = 1; seed <= 50; seed++) {
      const value = fromSchema(schema, { random: mulberry32(seed), date: '2019-02-28' });
      expect(checks.faults('made-up', schema, value)).toEqual([]);
    }
  });
});
