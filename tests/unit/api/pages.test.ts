import { PAGES } from '../../support/pages';
import { webRoutes } from '../../support/routes';

test('every page of the web application has a sample by which it is looked at', () => {
  const routes = webRoutes().map(({ path }) => path);
  expect(routes.length).toBeGreaterThan(20);
  const without = routes.filter((path) => !(path in PAGES));
  expect(without.map((path) => `page ${path} has no sample: give it one in tests/support/pages.ts`)).toEqual([]);
  expect(Object.keys(PAGES).filter((path) => !routes.includes(path))).toEqual([]);
});
