import * as client from 'openid-client';
import { z } from 'zod';
import { Refusal } from '../../law/base/refusal';
import type { ProviderAttempt, Claims, IdentityProvider } from './identity';

export interface IdentitySettings {
  issuer: string;
  clientId: string;
  clientSecret: string;
  publicUrl: string;
  /** In a training region every sign-in asks again who the person is. */
  askAgain: boolean;
}

/** Scopes and claims as ЕСИА names them; `sub` is its number of the person (oid). */
const SCOPE = 'openid fullname snils';
const shape = z.object({
  sub: z.string().min(1).max(255),
  snils: z.string(),
  lastName: z.string().min(1).max(100),
  firstName: z.string().min(1).max(100),
  middleName: z.string().max(100).nullish(),
  trusted: z.boolean(),
});

export const callbackPath = '/sign-in/callback';

/** Sign-in by the authorization code flow with PKCE, state and nonce. The provider's addresses are requested once. */
export function createIdentity(settings: IdentitySettings): IdentityProvider {
  let found: Promise<client.Configuration> | undefined;
  const configuration = (): Promise<client.Configuration> => {
    found ??= discover(settings).catch((error: unknown) => {
      found = undefined;
      throw unavailable(error);
    });
    return found;
  };
  return {
    begin: async () => begin(await configuration(), settings),
    finish: async (query, attempt) => finish(await configuration(), settings, query, attempt),
  };
}

function discover({ issuer, clientId, clientSecret }: IdentitySettings): Promise<client.Configuration> {
  const local = issuer.startsWith('http:');
  return client.discovery(new URL(issuer), clientId, clientSecret, undefined, {
    execute: local ? [client.allowInsecureRequests] : [],
    timeout: 10,
  });
}

async function begin(configuration: client.Configuration, settings: IdentitySettings) {
  const attempt: ProviderAttempt = {
    state: client.randomState(),
    nonce: client.randomNonce(),
    verifier: client.randomPKCECodeVerifier(),
  };
  const address = client.buildAuthorizationUrl(configuration, {
    redirect_uri: settings.publicUrl + callbackPath,
    scope: SCOPE,
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(attempt.verifier),
    code_challenge_method: 'S256',
    ...(settings.askAgain ? { prompt: 'login' } : {}),
  });
  return { attempt, address: address.href };
}

async function finish(
  configuration: client.Configuration,
  settings: IdentitySettings,
  query: string,
  attempt: ProviderAttempt,
): Promise<Claims> {
  try {
    const answered = new URL(`${settings.publicUrl}${callbackPath}?${query}`);
    const tokens = await client.authorizationCodeGrant(configuration, answered, {
      pkceCodeVerifier: attempt.verifier,
      expectedState: attempt.state,
      expectedNonce: attempt.nonce,
    });
    const sub = tokens.claims()?.sub ?? '';
    const told = shape.parse(await client.fetchUserInfo(configuration, tokens.access_token, sub));
    const snils = told.snils.replace(/\D/g, '');
    return { ...told, issuer: settings.issuer, oid: told.sub, snils, middleName: told.middleName ?? null };
  } catch (error) {
    if (isOutage(error)) throw unavailable(error);
    throw new Refusal('sign-in-refused', 'Вход не подтверждён. Начните вход заново.', 403);
  }
}

const isOutage = (error: unknown): boolean =>
  error instanceof TypeError && (error as { cause?: { code?: unknown } }).cause?.code !== undefined;

const unavailable = (error: unknown): Error =>
  error instanceof Refusal
    ? error
    : new Refusal('identity-away', 'Сервис входа не отвечает. Попробуйте через минуту.', 503);
