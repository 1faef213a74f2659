import type { Request, Response } from 'express';
import { sameText, type Cookies } from './cookies';

const A_MINUTE_MS = 60_000;

/** One sentence carried over a redirect in a signed cookie, so that nobody else can put text on our page. */
export function setFlash(cookies: Cookies, response: Response, say: string): void {
  const words = Buffer.from(say).toString('base64url');
  cookies.set(response, 'say', `${words}.${cookies.sign(`say:${words}`)}`, A_MINUTE_MS);
}

export function takeFlash(cookies: Cookies, request: Request, response: Response): string | undefined {
  const held = cookies.read(request, 'say');
  if (!held) return undefined;
  cookies.clear(response, 'say');
  const [words = '', signature = ''] = held.split('.');
  return sameText(signature, cookies.sign(`say:${words}`))
    ? Buffer.from(words, 'base64url').toString('utf8')
    : undefined;
}
