import { Router, type Request, type RequestHandler, type Response } from 'express';
import { Refusal } from '../../law/base/refusal';
import { putAhead } from '../../store/files/port';
import { idFrom } from '../../store/sql/ids';
import type { Subject } from '../security/actor';
import { frameOf, page, send } from './answer';
import { readBody } from './body';
import { bodyMemory } from './body/body-memory';
import { demandDeclared } from './declared';
import type { Framing } from '../view/frame';
import { opensFor } from '../view/navigation';
import { shapeOf } from './negotiate';
import type { Answer, Call, Route, Services, Visit } from './route';
import { senderOf } from '../security/address';
import { checked, writableFields } from '../security/check';
import { checkCsrf } from '../security/csrf';
import { knownDevice } from '../security/devices';
import { carriedOut, fingerprintOf, once } from '../security/once';
import { checkEntry, checkRelation, notFound } from '../security/permission';
import type { RateLimit } from '../security/rates';
import { turnsOfAskers, type InTurn } from '../security/turns';
import { applySession, openedSession, sendSessionCookie } from '../security/session';
import { claimOf, signerOf } from '../security/signature';
import { visitorOf } from '../security/visitor';

export interface Mounting {
  services: Services;
  framing: Framing;
  limit: RateLimit;
  publicUrl: string;
}

type Mounted = Mounting & { inTurn: InTurn };

type Input = Pick<Call, 'params' | 'query' | 'as'> & { subject: Subject | null };

/**
 * Makes a router of the route table. A known path with another method answers 405; an unknown one goes on to the next
 * handler.
 */
export function mount(routes: readonly Route[], mounting: Mounting): Router {
  demandDeclared(routes);
  const router = Router({ caseSensitive: true, strict: true });
  const inTurn = turnsOfAskers();
  const ordered = [...routes].sort((a, b) => vagueness(a.path).localeCompare(vagueness(b.path)));
  for (const route of ordered) router[route.method](route.path, handlerOf(route, { ...mounting, inTurn }));
  for (const path of new Set(ordered.map((route) => route.path))) router.all(path, otherMethod(path, routes));
  return router;
}

/** `/appeals/new` must win over `/appeals/:id`, at every depth and in whatever order they are declared. */
const vagueness = (path: string): string =>
  path
    .split('/')
    .map((step) => (step.startsWith(':') ? '1' : '0'))
    .join('');

function otherMethod(path: string, routes: readonly Route[]): RequestHandler {
  const methods = routes.filter((route) => route.path === path).map((route) => route.method.toUpperCase());
  const allow = (methods.includes('GET') ? ['HEAD', ...methods] : methods).join(', ');
  return (request, response) => {
    response.set('Allow', allow);
    if (request.method === 'OPTIONS') {
      response.status(204).end();
      return;
    }
    throw new Refusal('method-wrong', `Этот адрес понимает только ${allow}.`, 405);
  };
}

function handlerOf(route: Route, mounting: Mounted): RequestHandler {
  return async (request, response) => {
    visitorOf(response).routeId = route.id;
    await mounting.limit(route.rate ?? (route.method === 'get' ? 'read' : 'write'), whoAsks(request, response));
    const input = await admitted(route, mounting, request, response);
    if (route.method === 'post') await write(route, mounting, input, request, response);
    else {
      await mounting.inTurn(askerOf(request, response), async () => {
        // A client that left while waiting needs no answer.
        if (!response.destroyed) await read(route, mounting, input, request, response);
      });
    }
  };
}

const whoAsks = (request: Request, response: Response): string =>
  visitorOf(response).actor?.personId ?? `ip:${senderOf(request)}`;

const askerOf = (request: Request, response: Response) => ({
  name: whoAsks(request, response),
  signedIn: visitorOf(response).actor !== null,
});

/** Who asks, for what, and whether they may; the body is read only after that. */
async function admitted(route: Route, { services }: Mounting, request: Request, response: Response): Promise<Input> {
  const { actor } = visitorOf(response);
  checkEntry(route, actor);
  const as = shapeOf(route, request);
  const params = checkedParams(route, request);
  const subject = route.subject ? await route.subject(services.db, params, actor) : null;
  if (route.subject && !subject) throw notFound();
  checkRelation(route, actor, subject);
  const query: Record<string, unknown> = { ...request.query };
  delete query['as'];
  return { as, params, subject, query };
}

/** A malformed id cannot exist, so it is «not found», not «wrong». */
function checkedParams(route: Route, request: Request): unknown {
  try {
    return checked(route.params, request.params);
  } catch {
    throw notFound();
  }
}

async function read(
  route: Route,
  mounting: Mounting,
  input: Input,
  request: Request,
  response: Response,
): Promise<void> {
  const { services } = mounting;
  const call = callOf(mounting, input, { body: undefined, files: [], key: '', signer: null }, request, response);
  try {
    call.query = checked(route.query, input.query);
    const answer = await route.handle(call);
    if ('order' in answer) throw new Error(`${route.id} is a read: it may not order anything`);
    await applySession(services.db, mounting.framing, answer, request, response);
    await send(mounting.framing, { route, answer, call, as: input.as }, request, response);
  } catch (error) {
    const fields = input.query as Record<string, unknown>;
    if (!(await drawnAgain(route, mounting, { call, error, fields }, request, response))) throw error;
  }
}

async function write(
  route: Route,
  mounting: Mounted,
  input: Input,
  request: Request,
  response: Response,
): Promise<void> {
  const claim = route.signed && claimOf(request);
  let signer: Call['signer'] = null;
  const sent = await readBody(request, {
    route,
    share: bodyMemory.share(whoAsks(request, response), response),
    admit: (token) => checkCsrf(visitorOf(response), request, token, mounting.publicUrl),
    prove: claim && (async (bytes) => void (signer = await signerOf(mounting.services.db, claim, bytes))),
  });
  const { key: formKey, ...fields } = sent.fields;
  const call = callOf(mounting, input, { body: fields, files: sent.files, key: '', signer }, request, response);
  let key: string | undefined;
  try {
    call.query = checked(route.query, input.query);
    const sentKey = (key = keyOf(route, formKey, request));
    call.body = checked(route.body, fields);
    const run = async () => {
      call.prepared = await route.prepare?.(call);
      await putAhead(
        mounting.services.db,
        call.files.map(({ bytes }) => bytes),
      );
      return runOnce(route, mounting, call, sentKey, request, response);
    };
    const answer = await mounting.inTurn(askerOf(request, response), run);
    await send(mounting.framing, { route, answer, call, as: input.as }, request, response);
  } catch (error) {
    if (!(await drawnAgain(route, mounting, { call, error, fields, key }, request, response))) throw error;
  }
}

async function runOnce(
  route: Route,
  { services, framing }: Mounting,
  call: Call,
  key: string,
  request: Request,
  response: Response,
): Promise<Answer> {
  const { params, query, body, files } = call;
  const actor = nameOfAsker(call);
  const plan = {
    key: { actor, route: route.id, key },
    fingerprint: fingerprintOf({ params, query, body: lasting(body, route.passing) }, files),
    keep: route.kept === undefined,
    whileTravelling: route.whileTravelling ?? false,
  };
  // The id of a new record cannot be chosen: it is derived from the actor and the route, so another's key or id leads
  // to nothing of theirs.
  call.key = idFrom(actor, route.id, key);
  let secret: string | null = null;
  const reply = await once(services.db, plan, async (tx) => {
    const made = await route.handle({ ...call, db: tx, services: { ...services, db: tx } });
    if ('order' in made) return made;
    if (made.file) throw new Error(`${route.id} is a write: it may not answer with a file`);
    secret = await openedSession(tx, made, request, response);
    return made;
  });
  const answer = await carriedOut(services, plan.key, reply);
  sendSessionCookie(framing, answer, secret, request, response);
  return answer;
}

function nameOfAsker({ actor, signer, visit }: Call): string {
  if (signer) return `exchange ${signer.organisationId}`;
  return actor ? `${actor.personId} ${actor.delegationId ?? ''}` : `visitor ${visit.visitor}`;
}

/** The body without what differs between two copies of one write. */
function lasting(body: unknown, passing: readonly string[] = []): unknown {
  if (passing.length === 0) return body;
  return Object.fromEntries(Object.entries(body ?? {}).filter(([name]) => !passing.includes(name)));
}

/** Every write has a key made by its form or program, except writes whose answers are never stored. */
function keyOf(route: Route, formKey: unknown, request: Request): string {
  const key = formKey ?? request.headers['idempotency-key'];
  if (typeof key === 'string' && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(key)) return key.toLowerCase();
  if (key === undefined && route.kept === 'never') return crypto.randomUUID();
  const say = 'Нужен ключ отправки (UUID): поле key или заголовок Idempotency-Key.';
  throw new Refusal(key === undefined ? 'key-missing' : 'key-malformed', say, 400);
}

interface Made {
  body: unknown;
  files: Call['files'];
  key: string;
  signer: Call['signer'];
}

function callOf(mounting: Mounting, input: Input, made: Made, request: Request, response: Response): Call {
  const { actor, clock, session, mark, requestId } = visitorOf(response);
  const visit: Visit = {
    sessionId: session?.id ?? null,
    visitor: mark,
    agent: request.headers['user-agent'] ?? '',
    sender: senderOf(request),
    device: (personId) => knownDevice(mounting.framing.cookies, request, personId),
    publicUrl: mounting.publicUrl,
    kind: clock.kind,
  };
  return {
    ...input,
    ...made,
    prepared: undefined,
    services: mounting.services,
    db: mounting.services.db,
    actor,
    now: clock.now,
    visit,
    opens: opensFor(mounting.framing.mounted, actor),
    requestId,
    sender: whoAsks(request, response),
  };
}

/** Shows a refused form again as it was typed, with its errors; false when the route has no such page. */
async function drawnAgain(
  route: Route,
  { framing }: Mounting,
  failed: { call: Call; error: unknown; fields: Record<string, unknown>; key?: string },
  request: Request,
  response: Response,
): Promise<boolean> {
  const { error, key: sent } = failed;
  const fields = writableFields(failed.fields);
  // The form is drawn from values that no schema has accepted.
  const [body, query] = [writableFields(failed.call.body), writableFields(failed.call.query)];
  const call = { ...failed.call, body: route.method === 'get' ? undefined : body, query };
  if (!(error instanceof Refusal) || !route.form || call.as !== 'page' || ![400, 409, 413, 422].includes(error.status))
    return false;
  visitorOf(response).refused = error.code;
  const view = await route.form.data(call);
  const key = error.code === 'key-reused' || !sent ? crypto.randomUUID() : sent;
  response.status(error.status).set('Cache-Control', 'no-store');
  const form = { key, values: fields, errors: { ...error.fields }, say: error.say };
  const { frame = frameOf(route) } = route.form;
  const made = { page: route.form.page, view, form, frame: typeof frame === 'function' ? frame(view) : frame };
  await page(framing, made, request, response);
  return true;
}
