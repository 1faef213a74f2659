import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import type { Configuration, Provider } from 'oidc-provider';
import { callbackPath } from '../../api/security/esia';
import { esiaPerson } from './people';

export interface ProviderSettings {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Address of the pages to return to. */
  publicUrl: string;
}

export const interactionPath = '/who';

/** A real OpenID Connect provider in the form of ЕСИА, over the demo people. Its keys last until it stops. */
export async function createProvider(db: Knex, settings: ProviderSettings): Promise<Provider> {
  const { default: Provider } = await import('oidc-provider');
  const provider = new Provider(settings.issuer, configuration(db, settings));
  // The same browser signs in as different people, so no remembered answer may be used.
  provider.proxy = false;
  return provider;
}

function configuration(db: Knex, { clientId, clientSecret, publicUrl }: ProviderSettings): Configuration {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [publicUrl + callbackPath],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'start' }] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    scopes: ['openid', 'fullname', 'snils'],
    claims: { openid: ['sub'], fullname: ['lastName', 'firstName', 'middleName', 'trusted'], snils: ['snils'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, interaction) => `${interactionPath}/${interaction.uid}` },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 1_800, Session: 1_800 },
    async findAccount(_, id) {
      const person = await esiaPerson(db, id);
      return person ? { accountId: id, claims: async () => person } : undefined;
    },
    // People are not asked to let an office read their own name: the grant is made at sign-in.
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({ clientId, accountId: oidc.session?.accountId });
      grant.addOIDCScope('openid fullname snils');
      await grant.save();
      return grant;
    },
    renderError: (ctx, out) => {
      ctx.type = 'text/plain; charset=utf-8';
      ctx.body = `Вход не состоялся. Вернитесь на сайт и начните заново. (${out.error})`;
    },
  };
}
