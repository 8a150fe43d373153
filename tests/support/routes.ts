import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const WEB = resolve(__dirname, '../../web/src');

/** The pages of the web application, as its own tables name them; they are read as text, since the web is never imported. */
export function webRoutes(): { path: string; may: string }[] {
  const tables = readdirSync(WEB).filter((file) => /^routes.*\.tsx$/.test(file));
  const texts = tables.map((file) => readFileSync(resolve(WEB, file), 'utf8'));
  const found = texts.flatMap((text) => [...text.matchAll(/path: '([^']+)',.*?may: '([^']+)'/gs)]);
  return found.map(([, path = '', may = '']) => ({ path, may }));
}
