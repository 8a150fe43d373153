import { readdirSync, readFileSync } from 'node:fs';

test('a code stands for one problem: a second one would quietly take its place', () => {
  const codes = readdirSync('domain')
    .filter((file) => /^problem(-\w+)?\.ts$/.test(file))
    .flatMap((file) => [...readFileSync(`domain/${file}`, 'utf8').matchAll(/^ {2}'?([a-z][\w-]*)'?: \{/gm)])
    .map(([, code = '']) => code);
  expect(codes.length).toBeGreaterThan(100);
  expect(codes.filter((code, i) => codes.indexOf(code) !== i)).toEqual([]);
});
