import { isIP } from 'node:net';
import type { Reach } from '../../shared/diagnostics.ts';

const order: readonly Extract<Reach, 'nothing' | 'thisMachine' | 'homeNetwork' | 'internet'>[] = ['nothing', 'thisMachine', 'homeNetwork', 'internet'];

const isPrivate4 = (ip: string): boolean => /^(?:10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/.test(ip);

/** Of one cable only: another network card of the same home does not know it. */
export const isLinkLocal = (multiaddr: string): boolean => /^\/ip4\/169\.254\.|^\/ip6\/fe[89ab]/i.test(multiaddr);

/** How far one address reaches: a multiaddr's host by the ranges of RFC 1918, 3927, 4193, 4291 and 6598. */
export function reachOf(multiaddr: string): (typeof order)[number] {
  const [, kind, host = ''] = multiaddr.split('/');
  if (kind === 'dns' || kind === 'dns4' || kind === 'dns6' || kind === 'dnsaddr') return 'internet';
  const version = isIP(host);
  if (version === 4) return host.startsWith('127.') ? 'thisMachine' : host === '0.0.0.0' ? 'nothing' : isPrivate4(host) ? 'homeNetwork' : 'internet';
  if (version === 6) return host === '::1' ? 'thisMachine' : host === '::' ? 'nothing' : /^(?:f[cd]|fe[89ab])/i.test(host) ? 'homeNetwork' : 'internet';
  return 'nothing';
}

/** How far the farthest of them reaches. Whether a router or a firewall lets anybody through is not known from here. */
export const farthestReach = (multiaddrs: readonly string[]): (typeof order)[number] => order[Math.max(0, ...multiaddrs.map((address) => order.indexOf(reachOf(address))))]!;
