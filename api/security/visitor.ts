import { randomBytes, randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Knex } from 'knex';
import { Refusal } from '../../law/base/refusal';
import { readClock, type Clock } from '../../store/clock/clock';
import { findDelegation } from '../../store/access/delegations';
import { actorOf } from '../../store/registry/people';
import { hashOf, newSecret } from '../../store/access/secrets';
import { findSession, type Session } from '../../store/access/sessions';
import { visitorByToken, type TokenVisitor } from '../../store/access/visitors';
import type { Actor } from './actor';
import type { Cookies } from './cookies';

/** What is known of a request before any route handles it. */
export interface Visitor {
  requestId: string;
  nonce: string;
  routeId: string | null;
  /** The code of the refusal, if any: for the log. */
  refused?: string;
  /** The person who has just signed in: for the log. */
  entered?: string;
  clock: Clock;
  actor: Actor | null;
  session: Session | null;
  /** A program with a token; it has no cookies, so it needs no CSRF token. */
  program: boolean;
  csrf: string;
  /** Hash of the browser's own secret; empty for a program. */
  mark: string;
}

export const visitorOf = (response: Response): Visitor => response.locals['visitor'] as Visitor;

export function greet(response: Response): void {
  const visitor: Partial<Visitor> = {
    requestId: randomUUID(),
    nonce: randomBytes(16).toString('base64'),
    routeId: null,
  };
  response.locals['visitor'] = visitor;
  response.set('X-Request-Id', visitor.requestId);
}

/** The actor is read again for each request: a role taken away has effect at the next one. */
export async function recognise(db: Knex, cookies: Cookies, request: Request, response: Response): Promise<void> {
  const visitor = visitorOf(response);
  Object.assign(visitor, { actor: null, session: null, program: false, csrf: '', mark: '' });
  const bearer = bearerOf(request);
  if (bearer !== null) {
    const found = await visitorByToken(db, bearer);
    Object.assign(visitor, { program: true, clock: found.clock });
    visitor.actor = actorByToken(found);
    return;
  }
  visitor.clock = await readClock(db);
  const secret = cookies.read(request, 'session');
  visitor.session = secret ? await findSession(db, secret) : null;
  if (visitor.session) visitor.actor = await actorBySession(db, visitor.session, dayOf(visitor.clock));
  const own = (visitor.session && secret) || browserSecret(cookies, request, response);
  visitor.csrf = cookies.csrfOf(own);
  visitor.mark = hashOf(own).toString('base64url');
}

const dayOf = ({ now }: Clock): string => now.toISOString().slice(0, 10);

function bearerOf(request: Request): string | null {
  const header = request.headers.authorization;
  if (header === undefined) return null;
  const [scheme, token] = header.split(' ');
  if (scheme?.toLowerCase() === 'bearer' && token) return token;
  throw new Refusal('token-wrong', 'Ключ программы передают заголовком Authorization: Bearer.', 401);
}

/** A browser that has not signed in gets a secret too, because sign-in forms need a CSRF token as well. */
function browserSecret(cookies: Cookies, request: Request, response: Response): string {
  const held = cookies.read(request, 'visitor');
  if (held && /^[\w-]{43}$/.test(held)) return held;
  const secret = newSecret();
  cookies.set(response, 'visitor', secret);
  return secret;
}

async function actorBySession(db: Knex, session: Session, day: string): Promise<Actor | null> {
  if (!session.delegationId) return actor(db, session.personId, day);
  const delegation = await findDelegation(db, session.delegationId);
  // When a delegation has ended, the guest acts in their own name again.
  if (delegation?.state !== 'valid') return actor(db, session.personId, day);
  const principal = await actor(db, delegation.fromPerson, day);
  return principal && { ...principal, posts: [], scopes: delegation.scopes, delegationId: delegation.id };
}

function actorByToken({ token, standing }: TokenVisitor): Actor {
  if (!token || !standing)
    throw new Refusal('token-wrong', 'Ключ не действует: истёк, отозван или записан с ошибкой.', 401);
  const { organisationId, scopes } = token;
  const person = { ...standing, self: standing.personId, scopes, delegationId: null };
  if (!organisationId) return person;
  // An organisation's key acts by its maker's post and by nothing personal; when the post ends, the key ends.
  const posts = person.posts.filter((post) => post.organisationId === organisationId);
  return { ...person, self: null, posts, houses: [] };
}

async function actor(db: Knex, personId: string, day: string): Promise<Actor | null> {
  const standing = await actorOf(db, personId, day);
  return standing && { ...standing, self: standing.personId, scopes: null, delegationId: null };
}
