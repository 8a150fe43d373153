import { readFileSync } from 'node:fs';
import { readEnv } from '../../../config/env';

test('every variable that is read is documented, and no other', () => {
  const asked = new Set<string>();
  // Set, so that what is read only beside them is asked for as well.
  const given: Record<string, string> = {
    SMTP_URL: 'smtp://a:25',
    SMS_URL: 'https://a.vn/',
    ZALO_URL: 'https://a.vn/',
  };
  const variables = new Proxy(given, {
    get: (all, name: string) => {
      asked.add(name);
      return all[name];
    },
  });
  expect(() => readEnv(variables)).toThrow('MAIL_FROM');
  const table = readFileSync('config/ENVIRONMENT.md', 'utf8');
  const documented = [...table.matchAll(/^\| (`[^|]+`) +\|/gm)].flatMap(([, names = '']) =>
    [...names.matchAll(/`(\w+)`/g)].map(([, name]) => name),
  );
  expect([...documented].sort()).toEqual([...asked].sort());
});
