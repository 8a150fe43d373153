import type { CatalogueData } from '../../../domain/catalogue';
import { checkShippedNumbers } from '../../../domain/check-versions';
import type { Procedure } from '../../../domain/procedure';
import { inForce, latest, nextOwn, OWN_FROM } from '../../../domain/versions';

const version = (number: number, validFrom: string, validTo?: string, replacedBy?: string) =>
  ({
    code: '1',
    version: number,
    validFrom,
    ...(validTo && { validTo }),
    ...(replacedBy && { replacedBy }),
  }) as Procedure;
const periods = (...versions: Procedure[]) =>
  inForce(versions).map(({ version: number, validFrom, validTo }) => `${number}: ${validFrom} – ${validTo ?? ''}`);
const own = (nth: number, validFrom: string) => version(OWN_FROM + nth - 1, validFrom);

test('without own versions everything is as the files say', () => {
  const shipped = [version(1, '2020-01-01', '2025-01-01'), version(2, '2025-01-01')];
  expect(inForce(shipped)).toEqual(shipped);
  expect(latest(inForce(shipped))?.version).toBe(2);
});

test('an own version ends the shipped one, and each own one the one before', () => {
  expect(periods(version(1, '2020-01-01'), own(2, '2026-03-01'), own(1, '2026-01-01'))).toEqual([
    '1: 2020-01-01 – 2026-01-01',
    '1001: 2026-01-01 – 2026-03-01',
    '1002: 2026-03-01 – ',
  ]);
});

test('of two from the same day the later number holds', () => {
  const versions = inForce([version(1, '2020-01-01'), own(1, '2026-01-01'), own(2, '2026-01-01')]);
  expect(latest(versions)?.version).toBe(1002);
  expect(versions[1]).toMatchObject({ version: 1001, validTo: '2026-01-01' });
});

test('what is shipped later does not undo what an owner published', () => {
  const all = [version(1, '2020-01-01', '2027-01-01'), version(2, '2027-01-01'), own(1, '2026-06-01')];
  expect(periods(...all)).toEqual(['1: 2020-01-01 – 2026-06-01', '2: 2027-01-01 – 2027-01-01', '1001: 2026-06-01 – ']);
  expect(latest(inForce(all))?.version).toBe(1001);
});

test('where the law ends a procedure, its own versions end with it', () => {
  const all = [version(1, '2020-01-01', '2027-01-01', '2'), own(1, '2026-06-01'), own(2, '2027-06-01')];
  expect(periods(...all)).toEqual([
    '1: 2020-01-01 – 2026-06-01',
    '1001: 2026-06-01 – 2027-01-01',
    '1002: 2027-06-01 – 2027-06-01',
  ]);
  expect(inForce(all)[1]).toMatchObject({ replacedBy: '2' });
});

test('own numbers are given once and never meet those of a file', () => {
  expect([nextOwn([]), nextOwn([1, 2]), nextOwn([1, 1001, 1002])]).toEqual([1001, 1001, 1003]);
});

test('a file may not take such a number', () => {
  const data = { procedures: [version(1, '2020-01-01'), own(1, '2026-01-01')], processes: [], forms: [] };
  const faults = checkShippedNumbers(data as unknown as CatalogueData);
  expect(faults.map(({ row, path }) => [row, path])).toEqual([[data.procedures[1], '/version']]);
});
