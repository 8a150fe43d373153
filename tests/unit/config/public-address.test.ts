import { isPublicAddress, urlFault } from '../../../config/public-address';

test.each([
  '127.0.0.1',
  '127.8.8.8',
  '10.1.2.3',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '192.0.2.1',
  '::',
  '::1',
  'fe80::1',
  'fc00::1',
  'fd12:3456::1',
  '::ffff:10.0.0.1',
  '::ffff:7f00:1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  '2001:0:53aa:64c:0:0:80ff:fffe',
  'ff02::1',
  'not an address',
  '',
])('%s is not of the open internet', (address) => expect(isPublicAddress(address)).toBe(false));

test.each(['8.8.8.8', '172.32.0.1', '203.162.0.181', '2606:4700:4700::1111', '::ffff:8.8.8.8'])(
  '%s is of the open internet',
  (address) => expect(isPublicAddress(address)).toBe(true),
);

test.each([
  ['https://127.0.0.1/x', 'private'],
  // The same address as a program may write it.
  ['https://2130706433/', 'private'],
  ['https://0x7f000001/', 'private'],
  ['https://0177.0.0.1/', 'private'],
  ['https://127.1/', 'private'],
  ['https://[::1]/', 'private'],
  ['https://[::ffff:169.254.169.254]/latest', 'private'],
  ['https://[fc00::1]/', 'private'],
  ['https://localhost/', 'private'],
  ['https://LOCALHOST./', 'private'],
  ['https://api.localhost/', 'private'],
  ['https://may-chu.local/', 'private'],
  ['https://intranet/', 'private'],
  ['http://example.com/', 'not-https'],
  ['ftp://example.com/', 'not-https'],
  ['https://u:p@example.com/', 'credentials'],
  ['example.com', 'not-a-url'],
])('%s is refused: %s', (url, fault) => expect(urlFault(url, false)).toBe(fault));

test('an address of the open internet is taken, and in an intranet any', () => {
  expect(urlFault('https://example.com/hook?a=1', false)).toBeUndefined();
  expect(urlFault('http://10.0.0.5:8080/hook', true)).toBeUndefined();
  expect(urlFault('https://u:p@10.0.0.5/', true)).toBe('credentials');
});
