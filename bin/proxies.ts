import { isIP } from 'node:net';
import type { Proxies } from '../api/security/address';

const HOPS_MOST = 8;

/** As TRUST_PROXY is written: `1`, or `10.0.0.7,10.1.0.0/16,fd00::/8`. Null when it is written otherwise. */
export function trustedProxiesOf(text: string): Proxies | null {
  if (/^\d+$/.test(text)) return Number(text) >= 1 && Number(text) <= HOPS_MOST ? Number(text) : null;
  const parts = text.split(',').map((part) => part.trim());
  return parts.every(isNetwork) ? parts : null;
}

/** A network of everybody would let a sender call himself anything. */
function isNetwork(text: string): boolean {
  const [address = '', width, ...rest] = text.split('/');
  const kind = /^[\da-f.:]+$/i.test(address) ? isIP(address) : 0;
  if (kind === 0 || rest.length > 0 || (kind === 6 && address.includes('.'))) return false;
  if (width === undefined) return true;
  return /^[1-9]\d{0,2}$/.test(width) && Number(width) <= (kind === 4 ? 32 : 128);
}
