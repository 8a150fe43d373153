import { networkOf, SignInWindow, type SignInNote } from '../../../domain/sign-in';

const AT = '2026-11-25T02:00:00.000Z';
const refused = (account: string | undefined, network = '203.0.113.0/24'): SignInNote => ({
  ...{ kind: 'refused', network, reason: account === undefined ? 'unknown' : 'wrong' },
  ...(account !== undefined && { account }),
});

test('the first of its sort is told at once, the others are counted until the window ends', () => {
  const window = new SignInWindow(10);
  expect(window.add(refused('an'), AT)).toEqual(refused('an'));
  for (let i = 0; i < 500; i++) expect(window.add(refused('an'), AT)).toBeUndefined();
  expect(window.add(refused('binh'), AT)).toEqual(refused('binh'));
  expect(window.end()).toEqual([{ ...refused('an'), count: 500, from: AT }]);
  expect([window.end(), window.add(refused('an'), AT)]).toEqual([[], refused('an')]);
});

test('a flood from everywhere on everybody stays a few lines, and none of it is lost in number', () => {
  const window = new SignInWindow(40);
  let told = 0;
  for (let i = 0; i < 100_000; i++) if (window.add(refused(`a${i % 5000}`, `10.${i % 250}.0.0/24`), AT)) told += 1;
  const counted = window.end();
  expect([told, counted.length]).toEqual([40, 41]);
  expect(told + counted.reduce((sum, { count }) => sum + count, 0)).toBe(100_000);
  expect(counted.at(-1)).toEqual({ kind: 'refused', reason: 'wrong', count: expect.any(Number), from: AT });
});

test.each([
  ['203.0.113.77', '203.0.113.0/24'],
  ['::ffff:203.0.113.77', '203.0.113.0/24'],
  ['2001:0db8:00ab:1:2:3:4:5', '2001:db8:ab::/48'],
  ['2001:db8::1', '2001:db8:0::/48'],
  ['::1', '0:0:0::/48'],
  ['', undefined],
  ['not an address', undefined],
])('of the address %s the network is kept: %s', (address, network) => expect(networkOf(address)).toBe(network));
