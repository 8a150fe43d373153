import ipaddr from 'ipaddr.js';

/**
 * Whether an IP address is one of the open internet: not of this machine, of a private network or a link, not multicast,
 * and no IPv6 form that carries such an IPv4 address inside (mapped, NAT64, 6to4, Teredo).
 */
export function isPublicAddress(address: string): boolean {
  // `process` unwraps ::ffff:10.0.0.1; the other forms are ranges of their own and so not `unicast`.
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}

/** What is wrong with the URL of a webhook as it is written, before its name is looked up. */
export type UrlFault = 'not-a-url' | 'not-https' | 'credentials' | 'private';

export function urlFault(text: string, allowPrivate: boolean): UrlFault | undefined {
  if (!URL.canParse(text)) return 'not-a-url';
  const url = new URL(text);
  if (url.protocol !== 'https:' && !(allowPrivate && url.protocol === 'http:')) return 'not-https';
  if (url.username || url.password) return 'credentials';
  return allowPrivate || !isPrivateHost(hostOf(url)) ? undefined : 'private';
}

/** The host without the brackets of IPv6. The parser has already made 127.0.0.1 of 2130706433, 0x7f.1 and the like. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}

function isPrivateHost(host: string): boolean {
  if (ipaddr.isValid(host)) return !isPublicAddress(host);
  const name = host.toLowerCase().replace(/\.$/, '');
  return name === 'localhost' || name.endsWith('.localhost') || name.endsWith('.local') || !name.includes('.');
}
