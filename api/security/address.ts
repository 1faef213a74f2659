import { isIP, isIPv4 } from 'node:net';
import type { Request } from 'express';

/** Our own proxies: how many hops, or their addresses and networks. What they report about a sender is trusted. */
export type Proxies = number | readonly string[];

/**
 * The address that rate limits count. A home or a phone gets a whole /64 of IPv6, so that is one sender; an IPv4
 * address inside an IPv6 one counts as IPv4. If the value is no address (a proxy may send anything), the socket's
 * address is used.
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

/** Whether this machine itself asks, by one of its own names and without a proxy in between. */
export function isOwnMachine(request: Request): boolean {
  return OWN.includes(request.socket.remoteAddress ?? '') && isOwnName(request.headers.host) && !isForwarded(request);
}
