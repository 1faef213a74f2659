import { isIP, isIPv4 } from 'node:net';
import type { Request } from 'express';

/** Own proxies before us: how many hops, or their addresses and networks. What they say of a sender is believed. */
export type Proxies = number | readonly string[];

/**
 * Whom a limit by address is counted for. A home or a phone is given a whole /64 of IPv6, so that is one sender; an
 * IPv4 address inside of an IPv6 one is itself. What is no address (a proxy may say anything) is the socket's.
 */
export function senderOf(request: Request): string {
  return networkOf(request.ip ?? '') ?? networkOf(request.socket.remoteAddress ?? '') ?? 'unknown';
}

const GROUPS = 8;
const GROUPS_OF_A_HOME = 4;

export function networkOf(address: string): string | null {
  const bare = address.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/i, '');
  if (isIPv4(bare)) return bare;
  if (isIP(bare) === 0) return null;
  const [head = '', tail] = bare.toLowerCase().split('::');
  const groups = (text: string): string[] => text.split(':').filter(Boolean);
  const [first, last] = [groups(head), groups(tail ?? '')];
  const zeros = tail === undefined ? 0 : GROUPS - first.length - last.length;
  const all = [...first, ...Array.from({ length: Math.max(0, zeros) }, () => '0'), ...last];
  const short = all.slice(0, GROUPS_OF_A_HOME).map((group) => parseInt(group, 16).toString(16));
  return `${short.join(':')}::/64`;
}

const OWN = ['127.0.0.1', '::1', '::ffff:127.0.0.1'];
const FORWARDED =
  /^(x-forwarded(-.+)?|forwarded|via|x-real-ip|x-original-.+|(x-)?(true-)?client-ip|x-cluster-client-ip|cf-.+)$/;

export const isForwarded = ({ headers }: Pick<Request, 'headers'>): boolean =>
  Object.keys(headers).some((name) => FORWARDED.test(name));

export const isOwnName = (host: string | undefined): boolean =>
  /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host ?? '');

/** Whether this very machine asks, under a name of its own, and nobody stands between. */
export function isOwnMachine(request: Request): boolean {
  return OWN.includes(request.socket.remoteAddress ?? '') && isOwnName(request.headers.host) && !isForwarded(request);
}
