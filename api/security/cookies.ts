import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { CookieOptions, Request, Response } from 'express';

/** Names and signatures of our cookies; with https the prefix `__Host-` ties them to this exact host. */
export class Cookies {
  readonly #secure: boolean;
  readonly #secret: string;

  constructor(publicUrl: string, secret: string) {
    this.#secure = publicUrl.startsWith('https:');
    this.#secret = secret;
  }

  read(request: Request, cookie: CookieName): string | null {
    const name = this.#name(cookie);
    for (const pair of (request.headers.cookie ?? '').split(';')) {
      const at = pair.indexOf('=');
      if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim() || null;
    }
    return null;
  }

  set(response: Response, cookie: CookieName, value: string, maxAgeMs?: number): void {
    response.cookie(this.#name(cookie), value, { ...this.#options(), maxAge: maxAgeMs, encode: String });
  }

  clear(response: Response, cookie: CookieName): void {
    response.clearCookie(this.#name(cookie), this.#options());
  }

  /** CSRF token: made from the browser's own secret, so it changes at every sign-in. */
  csrfOf(secret: string): string {
    return this.sign(`csrf:${secret}`);
  }

  sign(value: string): string {
    return createHmac('sha256', this.#secret).update(value).digest('base64url');
  }

  #name(cookie: CookieName): string {
    return `${this.#secure ? '__Host-' : ''}domovoy-${cookie}`;
  }

  #options(): CookieOptions {
    return { httpOnly: true, secure: this.#secure, sameSite: 'lax', path: '/' };
  }
}

export type CookieName = 'session' | 'visitor' | 'device' | 'say';

/** Compares two texts in a time that does not depend on their content or length. */
export function sameText(one: string, other: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
