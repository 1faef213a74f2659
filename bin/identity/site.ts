import { randomBytes } from 'node:crypto';
import express, { type Express, type ErrorRequestHandler, type RequestHandler } from 'express';
import type { Knex } from 'knex';
import type { Provider } from 'oidc-provider';
import { renderIn } from '../../templates/engine/render';
import { blankShell } from '../../templates/engine/shell';
import { demoGroups, esiaPerson } from './people';
import { interactionPath } from './provider';
import { assetRouter } from '../../api/http/assets';

/** The provider with its one page, «кто вы». */
export function identitySite(db: Knex, provider: Provider): Express {
  const site = express();
  site.disable('x-powered-by');
  site.use(assetRouter());
  site.get(`${interactionPath}/:uid`, ask(db, provider));
  site.post(`${interactionPath}/:uid`, express.urlencoded({ extended: false, limit: '4kb' }), answer(db, provider));
  site.use(provider.callback());
  site.use(failed);
  return site;
}

function ask(db: Knex, provider: Provider): RequestHandler {
  return async (request, response) => {
    const { uid } = await provider.interactionDetails(request, response);
    const nonce = randomBytes(16).toString('base64');
    // No form-action: the answer leads back to the pages, which have another address.
    response.set({
      'Content-Security-Policy': `default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'`,
      'Cache-Control': 'no-store',
    });
    const view = { groups: await demoGroups(db), action: `${interactionPath}/${uid}` };
    response.type('html').send(renderIn('door', 'account/who', view, blankShell({ title: 'Кто вы?', nonce })));
  };
}

function answer(db: Knex, provider: Provider): RequestHandler {
  return async (request, response) => {
    const { person, cancel } = (request.body ?? {}) as { person?: unknown; cancel?: unknown };
    const known = typeof person === 'string' && (await esiaPerson(db, person));
    const result =
      known && cancel === undefined
        ? { login: { accountId: String(person), remember: false } }
        : { error: 'access_denied', error_description: 'cancelled' };
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  };
}

/** A page left open too long: its interaction is gone. */
const failed: ErrorRequestHandler = (_error, _request, response, _next) => {
  if (response.headersSent) response.destroy();
  else response.status(400).type('text/plain; charset=utf-8').send('Вход устарел. Вернитесь на сайт и начните заново.');
};
