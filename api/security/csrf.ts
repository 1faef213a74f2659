import type { Request } from 'express';
import { Refusal } from '../../law/refusal';
import type { Visitor } from '../visitor';
import { sameText } from './cookies';

/** A write that leans on cookies must carry the token of this very browser. A program's key is no cookie. */
export function checkCsrf(visitor: Visitor, request: Request, sent: unknown): void {
  if (visitor.program) return;
  const origin = request.headers.origin;
  if (origin !== undefined && origin !== 'null' && hostOf(origin) !== request.headers.host) {
    throw new Refusal('foreign-origin', 'Форма отправлена с чужого сайта. Откройте её у нас.', 403);
  }
  const token = sent ?? request.headers['x-csrf-token'];
  if (typeof token === 'string' && visitor.csrf !== '' && sameText(token, visitor.csrf)) return;
  throw new Refusal('csrf-wrong', 'Страница устарела. Обновите её и отправьте ещё раз.', 403);
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
