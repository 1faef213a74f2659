import { isIP } from 'node:net';
import type { Proxies } from '../api/security/address';

const HOPS_MOST = 8;

/** Parses TRUST_PROXY: `1`, or `10.0.0.7,10.1.0.0/16,fd00::/8`. Null when it has another form. */
export function trustedProxiesOf(text: string): Proxies | null {
  if (/^\d+$/.test(text)) return Number(text) >= 1 && Number(text) <= HOPS_MOST ? Number(text) : null;
  const parts = text.split(',').map((part) => part.trim());
  return parts.every(isNetwork) ? parts : null;
}

/** A network that contains everybody would let any sender claim any address. */
function isNetwork(text: string): boolean {
  const [address = '', width, ...rest] = text.split('/');
  const kind = /^[\da-f.:]+$/i.test(address) ? isIP(address) : 0;
  if (kind === 0 || rest.length > 0 || (kind === 6 && address.includes('.'))) return false;
  if (width === undefined) return true;
  return /^[1-9]\d{0,2}$/.test(width) && Number(width) <= (kind === 4 ? 32 : 128);
}
