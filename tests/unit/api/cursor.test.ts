import { decodeCursor, encodeCursor, pageOf } from '../../../api/cursor';

test.each([
  { after: null, id: 'd1' },
  { after: '2026-11-25T02:30:00.000Z', id: 'đ' },
  { after: null, then: '2026-11-25T02:30:00.000Z', id: 'd1' },
])('a cursor comes back as it was', (cursor) => {
  const text = encodeCursor(cursor);
  expect(text).toMatch(/^[\w-]+$/);
  expect(decodeCursor(text)).toEqual(cursor);
});

test.each([
  '',
  'x',
  'bnVsbA',
  Buffer.from('[1,"a"]').toString('base64url'),
  Buffer.from('["a","b",1]').toString('base64url'),
  Buffer.from('["a","b","c","d"]').toString('base64url'),
  Buffer.from('{}').toString('base64url'),
])('%p is refused', (text) => {
  expect(() => decodeCursor(text)).toThrow(expect.objectContaining({ code: 'invalid-request' }));
});

test('a page that is the last one has no next', () => {
  const place = (id: string) => ({ after: null, id });
  expect(pageOf(['a', 'b'], 2, place)).toEqual({ items: ['a', 'b'], next: null });
  expect(pageOf(['a', 'b', 'c'], 2, place)).toEqual({ items: ['a', 'b'], next: encodeCursor(place('b')) });
});
