import { isLookupKey, lookupKey } from '../../../api/lookup-key';

const secret = Buffer.alloc(32, 1);

test('a key is ten letters in two groups, and belongs to one dossier under one secret', () => {
  const key = lookupKey(secret, 'd1');
  expect(key).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
  expect(lookupKey(secret, 'd1')).toBe(key);
  expect(lookupKey(secret, 'd2')).not.toBe(key);
  expect(lookupKey(Buffer.alloc(32, 2), 'd1')).not.toBe(key);
});

test('it is taken as people type it', () => {
  for (let i = 0; i < 200; i++) {
    const key = lookupKey(secret, `d${i}`);
    for (const typed of [
      key.toLowerCase(),
      key.replace('-', ''),
      ` ${key.split('').join(' ')} `,
      key.replace(/0/g, 'o').replace(/1/g, i % 2 ? 'l' : 'I'),
    ]) {
      expect(isLookupKey(secret, `d${i}`, typed)).toBe(true);
    }
  }
});

test.each(['', '-', 'AAAAA-AAAAA', '😀'])('%p is not the key', (typed) => {
  expect(isLookupKey(secret, 'd1', typed)).toBe(false);
});
