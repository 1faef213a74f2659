import type { Request } from 'express';
import { Refusal } from '../../law/base/refusal';
import type { Visitor } from './visitor';
import { sameText } from './cookies';

/** A write authorised by cookies must carry the token of this browser. A program's key is not a cookie. */
export function checkCsrf(visitor: Visitor, request: Request, sent: unknown, publicUrl: string): void {
  if (visitor.program) return;
  if (!isOurs(request, publicUrl)) {
    throw new Refusal('foreign-origin', 'Форма отправлена с чужого сайта. Откройте её у нас.', 403);
  }
  const token = sent ?? request.headers['x-csrf-token'];
  if (typeof token === 'string' && visitor.csrf !== '' && sameText(token, visitor.csrf)) return;
  throw new Refusal('csrf-wrong', 'Страница устарела. Обновите её и отправьте ещё раз.', 403);
}

/**
 * What the browser says about the origin of the form. A proxy may pass another Host than people see, so our public
 * address is accepted as well. Without an origin (older browsers, or one that hides it) only the token decides.
 */
function isOurs({ headers }: Request, publicUrl: string): boolean {
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  if (origin === undefined || origin === 'null') return true;
  return origin === new URL(publicUrl).origin || hostOf(origin) === host;
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
