import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { pino, type Logger } from 'pino';
import { Refusal } from '../law/base/refusal';
import { dropUnreadBody } from './http/body/unread-body';
import type { Framing } from './view/frame';
import { heavyPool } from './heavy/heavy';
import { healthRouter } from './health/router';
import { mount } from './http/mount';
import { wantsPage } from './http/negotiate';
import { refuse } from './http/refuse';
import type { Route, Services } from './http/route';
import { isForwarded, isOwnName, type Proxies } from './security/address';
import { Cookies } from './security/cookies';
import { securityHeaders } from './security/headers';
import { notFound } from './security/permission';
import { createRateLimit, type Rates } from './security/rates';
import { logLine } from './http/log';
import { greet, recognise } from './security/visitor';
import { assetRouter } from './http/assets';

export interface AppOptions {
  kind: 'training' | 'live';
  /** The public address without a slash at the end; with https cookies are marked secure. */
  publicUrl: string;
  sessionSecret: string;
  log?: Logger;
  metricsToken?: string;
  rates?: Rates;
  /** Our own proxies, whose X-Forwarded-For we trust. */
  proxies?: Proxies;
}

/** The pool for heavy computations is shared by the process unless another one is given. */
export type GivenServices = Omit<Services, 'heavy'> & Partial<Pick<Services, 'heavy'>>;

const SECRET_LEAST = 32;

/** The order of this middleware is the order of the security checks. */
export function createApp(given: GivenServices, routes: readonly Route[], options: AppOptions): Express {
  const services: Services = { heavy: heavyPool(), ...given };
  if (options.sessionSecret.length < SECRET_LEAST) {
    throw new Refusal('secret-short', `SESSION_SECRET должен быть не короче ${SECRET_LEAST} знаков.`);
  }
  const log = options.log ?? pino({ level: 'silent' });
  const cookies = new Cookies(options.publicUrl, options.sessionSecret);
  const here = routes.filter((route) => !route.trainingOnly || options.kind === 'training');
  const framing: Framing = {
    db: services.db,
    cookies,
    mounted: new Map(here.filter((r) => r.method === 'get').map((r) => [r.path, r])),
  };
  const limit = createRateLimit(services.db, options.rates);

  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', options.proxies ?? false);
  app.set('query parser', 'simple');
  app.use(begin);
  app.use(dropUnreadBody);
  app.use(logLine(log));
  if (options.proxies === undefined) app.use(noticeProxy(log));
  app.use(securityHeaders(options.publicUrl));
  app.use(assetRouter());
  app.use(healthRouter(services, { ...options, standsAlone: standsAlone(options) }));
  app.use(plainAddress);
  app.use(async (request, response, next) => {
    await recognise(services.db, cookies, request, response);
    next();
  });
  app.use(mount(here, { services, framing, limit, publicUrl: options.publicUrl }));
  app.use(() => {
    throw notFound();
  });
  app.use(failed(framing, log, here));
  return app;
}

const begin: RequestHandler = (_, response, next) => {
  greet(response);
  next();
};

/** Without configured proxies everybody behind one looks like one sender and shares its limits; logged once. */
function noticeProxy(log: Logger): RequestHandler {
  let said = false;
  return (request, _, next) => {
    if (!said && isForwarded(request)) {
      said = true;
      log.warn('requests come through a proxy and TRUST_PROXY is not set: everybody counts as one sender');
    }
    next();
  };
}

/** A proxy may hide itself. If people reach us under another name than this machine's, we assume there is one. */
const standsAlone = ({ proxies, publicUrl }: AppOptions): boolean =>
  proxies === undefined && isOwnName(new URL(publicUrl).host);

/** An address that cannot be decoded, or contains a NUL, is refused before anything uses it. */
const plainAddress: RequestHandler = (request, _, next) => {
  const address = decodeURIComponent(request.originalUrl.replaceAll('+', ' '));
  if (address.includes('\0')) throw new Refusal('request-malformed', 'Адрес записан неверно.', 400);
  next();
};

/** People who are not signed in are sent to the sign-in page and back; everyone else is told what is wrong. */
function failed(framing: Framing, log: Logger, routes: readonly Route[]): ErrorRequestHandler {
  const signIn = routes.some((route) => route.id === 'account.sign-in');
  return async (error: unknown, request, response, _next) => {
    const first = error instanceof Refusal && error.code === 'sign-in-first';
    if (first && signIn && wantsPage(request)) {
      const next = request.method === 'GET' ? request.originalUrl : '/';
      response.redirect(303, `/sign-in?next=${encodeURIComponent(next)}`);
      return;
    }
    await refuse(framing, log, error, request, response);
  };
}
