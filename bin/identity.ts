import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openDatabase } from '../store/sql/database';
import { need } from './environment';
import { createProvider } from './identity/provider';
import { identitySite } from './identity/site';
import { runProgram } from './program';

/** The sign-in provider of a training region. A live one sets OIDC_ISSUER, and this never starts. */
runProgram('identity', async (env) => {
  const db = openDatabase(need(env, 'DATABASE_URL'), 'identity', 3, 'page');
  const settings = {
    issuer: need(env, 'OIDC_ISSUER'),
    clientId: env.OIDC_CLIENT_ID,
    clientSecret: need(env, 'OIDC_CLIENT_SECRET'),
    publicUrl: need(env, 'PUBLIC_URL').replace(/\/$/, ''),
  };
  const server = createServer(identitySite(db, await createProvider(db, settings)));
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(need(env, 'IDENTITY_PORT'), '127.0.0.1', done);
  });
  return {
    say: `Вход (OpenID Connect): http://localhost:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await db.destroy();
    },
  };
});
