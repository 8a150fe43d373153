import fc from 'fast-check';
import { SchemaCheck } from '../../../config/schema-check';
import { checkFormSchema } from '../../../domain/check-forms';
import { MOST_MATCHED, patternFault } from '../../../domain/pattern';

test.each([
  ['^(a+)+$', 'repeats-what-varies'],
  ['^(a|aa)+$', 'repeats-what-varies'],
  ['^(a?){30}a{30}$', 'repeats-what-varies'],
  ['^(?:(?:ab)*c)*$', 'repeats-what-varies'],
  ['(x+x+)+y', 'repeats-what-varies'],
  ['^([a-z]+\\.?)*@$', 'repeats-what-varies'],
  ['\\s*\\s*\\s*$', 'open-ended'],
  ['(a*)(b*)(c*)', 'open-ended'],
  ['(.)\\1', 'looks-around'],
  ['(?=a)b', 'looks-around'],
  ['(?<!a)b', 'looks-around'],
  ['(?<n>a)', 'looks-around'],
  ['a'.repeat(301), 'too-long'],
  ['(', 'invalid'],
])('%s is refused: %s', (pattern, fault) => {
  expect(patternFault(pattern)).toBe(fault);
  const faults = checkFormSchema({}, { type: 'string', pattern, additionalProperties: false }, '/schema');
  expect(faults.map(({ path }) => path)).toContain('/schema/pattern');
});

test.each([
  '^[0-9]{9}([0-9]{3})?$',
  '^[0-9+ .-]{8,20}$',
  '\\S',
  '^[^\\]]+$',
  '^\\p{L}+$',
  '^\\d{4}-\\d{2}-\\d{2}$',
  '^(?:tai|cho)-[a-z]*$',
  '^[\\]()|*+?{}]+$',
])('%s is accepted', (pattern) => {
  expect(patternFault(pattern)).toBeUndefined();
});

test('whatever is accepted takes no time on any text that reaches it', () => {
  const letter = fc.constantFrom('a', 'b', '[ab]', '.', '\\w', '(?:ab)', '(a|b)', '(a)', 'a?');
  const sign = fc.constantFrom('', '*', '+', '?', '{2}', '{1,3}', '{2,}', '+?');
  const part = fc.tuple(letter, sign).map((pair) => pair.join(''));
  const group = fc.tuple(fc.array(part, { maxLength: 3 }), sign).map(([parts, end]) => `(?:${parts.join('')})${end}`);
  const pattern = fc.array(fc.oneof(part, group), { minLength: 1, maxLength: 4 }).map((parts) => `^${parts.join('')}$`);
  const texts = [`${'a'.repeat(2000)}!`, `${'ab'.repeat(1000)}!`, `${'b'.repeat(2000)}!`];
  fc.assert(
    fc.property(pattern, (one) => {
      if (patternFault(one)) return;
      const began = process.cpuUsage().user;
      for (const text of texts) new RegExp(one, 'u').test(text);
      // A pattern that doubles with each letter would not end at all.
      expect(process.cpuUsage().user - began).toBeLessThan(2_000_000);
    }),
    { numRuns: 300 },
  );
});

test('a text longer than any answer fits no pattern of a form, and costs nothing', () => {
  const checks = new SchemaCheck();
  const schema = { type: 'string', pattern: '^[a-z ]+$' };
  expect(checks.fits('one', schema, 'a'.repeat(MOST_MATCHED))).toBe(true);
  expect(checks.faults('one', schema, 'a'.repeat(MOST_MATCHED + 1)).map(({ rule }) => rule)).toEqual(['pattern']);
});
