import { MAX_DEPTH, parseBody } from '../../../api/json';
import { Refusal } from '../../../domain/problem';

const JSON_TYPE = 'application/json';
const read = (text: string, type = JSON_TYPE) => parseBody(type, Buffer.from(text));

function refusal(work: () => unknown): Refusal {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('was not refused');
}

test('texts and names come in NFC', () => {
  expect(read('{"te\u0302n":"Nguye\u0302\u0303n"}')).toEqual({ tên: 'Nguyễn' });
});

test.each([
  ['{"a":1,"a":2}', '/a', 'duplicate'],
  ['{"x":{"te\u0302n":1,"t\u00ean":2}}', '/x/tên', 'duplicate'],
  ['{"a":[{"__proto__":{}}]}', '/a/0/__proto__', 'name'],
  ['{"\\u005f_proto__":1}', '/__proto__', 'name'],
  ['{"constructor":1}', '/constructor', 'name'],
  ['{"a":1,}', '', 'syntax'],
  ['{"a":1} // x', '', 'syntax'],
  ["{'a':1}", '', 'syntax'],
  ['{"a":01}', '', 'syntax'],
  ['{"a":NaN}', '', 'syntax'],
  ['', '', 'syntax'],
  ['{"a":1}{}', '', 'syntax'],
])('%s is not JSON', (text, pointer, rule) => {
  const { code, faults } = refusal(() => read(text));
  expect(code).toBe('invalid-json');
  expect(faults).toMatchObject([{ pointer, rule }]);
});

test('nesting ends at its limit, however deep it goes', () => {
  const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
  expect(() => read(nested(MAX_DEPTH))).not.toThrow();
  expect(refusal(() => read(nested(MAX_DEPTH + 1))).faults).toMatchObject([{ rule: 'depth' }]);
  expect(refusal(() => read('['.repeat(200_000))).faults).toMatchObject([{ rule: 'depth' }]);
});

test.each([
  ['{"a":"x\\u0000"}', '/a', 'control-character'],
  ['{"a":"\\u202e"}', '/a', 'control-character'],
  ['{"a":["\\ud800"]}', '/a/0', 'lone-surrogate'],
  ['{"a\\u0007":1}', '/a\u0007', 'control-character'],
  ['{"a":1e400}', '/a', 'number'],
  ['{"a":9007199254740993}', '/a', 'number'],
])('%s must not be stored', (text, pointer, rule) => {
  const { code, faults } = refusal(() => read(text));
  expect(code).toBe('invalid-request');
  expect(faults).toMatchObject([{ pointer, rule }]);
});

test('bytes that are no UTF-8 are refused, a byte order mark is not', () => {
  expect(refusal(() => parseBody(JSON_TYPE, Buffer.from([0x22, 0xc3, 0x28, 0x22]))).faults).toMatchObject([
    { rule: 'utf-8' },
  ]);
  expect(read('\ufeff{"a":1}')).toEqual({ a: 1 });
});

test.each([undefined, 'text/plain', 'application/json; charset=utf-16', 'application/jsonx'])(
  'media type %s is refused',
  (type) => {
    expect(refusal(() => parseBody(type, Buffer.from('{}'))).code).toBe('unsupported-media-type');
  },
);

test('application/json with its usual parameter is taken', () => {
  expect(read('{}', 'application/json; charset=UTF-8')).toEqual({});
});
