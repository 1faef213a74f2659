import type { Request, Response } from 'express';
import type { Knex } from 'knex';
import { closeSession, openSession } from '../../store/access/sessions';
import type { Framing } from '../view/frame';
import type { Answer } from '../http/route';
import { rememberDevice } from './devices';
import { visitorOf } from './visitor';

/**
 * What an answer does to the session: opened or closed in the caller's transaction; only the browser gets its secret.
 */
export async function openedSession(
  db: Knex,
  answer: Answer,
  request: Request,
  response: Response,
): Promise<string | null> {
  const { session } = visitorOf(response);
  if (!answer.session) return null;
  // Signing in ends the old session as well: an identifier known before must be worthless afterwards.
  if (session) await closeSession(db, session.personId, session.id);
  if (answer.session === 'close') return null;
  visitorOf(response).entered = answer.session.personId;
  return openSession(db, { ...answer.session, agent: request.headers['user-agent'] ?? '' });
}

/** The browser gets the session's cookie once the session is stored. */
export function sendSessionCookie(
  { cookies }: Framing,
  { session }: Answer,
  secret: string | null,
  request: Request,
  response: Response,
): void {
  if (!session) return;
  cookies.clear(response, 'visitor');
  if (secret) cookies.set(response, 'session', secret);
  else cookies.clear(response, 'session');
  if (session !== 'close') rememberDevice(cookies, session.personId, request, response);
}

export async function applySession(
  db: Knex,
  framing: Framing,
  answer: Answer,
  request: Request,
  response: Response,
): Promise<void> {
  if (!answer.session) return;
  sendSessionCookie(framing, answer, await openedSession(db, answer, request, response), request, response);
}
