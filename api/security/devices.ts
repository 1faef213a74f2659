import type { Request, Response } from 'express';
import { newSecret } from '../../store/access/secrets';
import { sameText, type Cookies } from './cookies';

/** Longer than the pause of people who sign in once a season; most people share a browser with one or two others. */
const KEPT_MS = 180 * 86_400_000;
const PEOPLE_MOST = 5;

/**
 * A browser that has signed in once is known to that account (OWASP: device cookie): its number and a signature per
 * person, the last one first. It grants no access; it only keeps attempts of strangers from slowing down the owner.
 */
interface Device {
  number: string;
  signatures: string[];
}

function read(cookies: Cookies, request: Request): Device | null {
  const [number = '', ...signatures] = (cookies.read(request, 'device') ?? '').split('.');
  return /^[\w-]{43}$/.test(number) ? { number, signatures: signatures.slice(0, PEOPLE_MOST) } : null;
}

const signature = (cookies: Cookies, number: string, personId: string): string =>
  cookies.sign(`device:${number}:${personId}`);

/** The number of this browser, if this person has signed in from it before. */
export function knownDevice(cookies: Cookies, request: Request, personId: string): string | null {
  const device = read(cookies, request);
  if (!device) return null;
  const wanted = signature(cookies, device.number, personId);
  return device.signatures.some((one) => sameText(one, wanted)) ? device.number : null;
}

export function rememberDevice(cookies: Cookies, personId: string, request: Request, response: Response): void {
  const { number, signatures } = read(cookies, request) ?? { number: newSecret(), signatures: [] };
  const mine = signature(cookies, number, personId);
  const all = [mine, ...signatures.filter((one) => one !== mine)].slice(0, PEOPLE_MOST);
  cookies.set(response, 'device', [number, ...all].join('.'), KEPT_MS);
}
