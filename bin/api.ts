import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { pino } from 'pino';
import { linkEngine } from '../activities/engine/connect';
import { engineOf } from '../activities/engine/door';
import { activationMailer } from '../activities/gateways/activation';
import { createApp } from '../api/app';
import { postOffice } from '../api/post/office';
import { heavyPool } from '../api/heavy/heavy';
import { watchKernel } from '../api/health/kernel';
import { disksOf, engineState } from '../api/operator/machine';
import { routes } from '../api/routes';
import { LiveBoard } from '../api/request/live';
import { streamsOf } from '../api/http/stream';
import { listen as hear } from '../store/sql/listen';
import type { Services } from '../api/http/route';
import { createIdentity } from '../api/security/esia';
import { readTemplates } from '../templates/engine/render';
import { hostsOf } from '../store/letters/push-services';
import { readClock } from '../store/clock/clock';
import { openDatabase } from '../store/sql/database';
import { filesAt } from '../store/files/s3';
import { serverWithLimits } from './server-limits';
import { engineWay } from './engine';
import { need, type Environment } from './environment';
import { runProgram } from './program';
import { version } from '../package.json';

const DRAIN_MS = 5_000;

runProgram('api', async (env, progress) => {
  progress('Готовим страницы…');
  const log = pino({ level: env.LOG_LEVEL });
  const db = openDatabase(need(env, 'DATABASE_URL'), 'api', env.DATABASE_POOL, 'page', filesAt(env.FILES_URL));
  const { kind } = await readClock(db);
  const link = await linkEngine(engineWay(env), env.TEMPORAL_NAMESPACE);
  const engine = engineOf(db, link);
  const publicUrl = (env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/$/, '');
  const heavy = heavyPool();
  heavy.warm();
  const liveBoard = await LiveBoard.open(db, (heard) => hear(need(env, 'DATABASE_URL'), 'request', heard));
  const services: Services = {
    liveBoard,
    engineUi: uiOf(env),
    heavy,
    db,
    engine,
    identity: identityOf(env, publicUrl, kind),
    sendActivation: activationOf(env, kind),
    post: env.POST_PORT ? postOffice(env.POST_PORT) : undefined,
    push: pushOf(env, kind),
    machine: { version, engine: engineState(link), disks: () => disksOf([resolve(env.DATA_DIR), tmpdir()]) },
  };
  const app = createApp(services, routes, {
    kind,
    publicUrl,
    log,
    sessionSecret: need(env, 'SESSION_SECRET'),
    metricsToken: env.METRICS_TOKEN,
    proxies: env.TRUST_PROXY,
  });
  readTemplates();
  watchKernel(db, services.machine);
  const server = serverWithLimits(app, env.TRUST_PROXY !== undefined);
  await listen(server, env.PORT, env.HOST);
  return {
    say: `Страницы: ${publicUrl}`,
    async stop() {
      streamsOf(db).close();
      await liveBoard.close();
      await drain(server);
      await link.close();
      await db.destroy();
    },
  };
});

/**
 * The engine's own pages show ids and instants of every case, so they are only for people who can reach their address.
 */
function uiOf({ TEMPORAL_UI_URL: ui, TEMPORAL_NAMESPACE: namespace }: Environment): Services['engineUi'] {
  if (!ui) return undefined;
  const base = ui.replace(/\/$/, '');
  return (workflowId) => `${base}/namespaces/${namespace}/workflows/${encodeURIComponent(workflowId)}`;
}

function identityOf(env: Environment, publicUrl: string, kind: 'training' | 'live'): Services['identity'] {
  if (!env.OIDC_ISSUER) return undefined;
  return createIdentity({
    issuer: env.OIDC_ISSUER,
    clientId: env.OIDC_CLIENT_ID,
    clientSecret: need(env, 'OIDC_CLIENT_SECRET'),
    publicUrl,
    askAgain: kind === 'training',
  });
}

function activationOf(env: Environment, kind: 'training' | 'live'): Services['sendActivation'] {
  if (!env.SMTP_URL) return undefined;
  const send = activationMailer(kind, env.SMTP_URL, env.MAIL_FROM);
  return (_db, letter) => send(letter);
}

/** Without a key no browser is asked to subscribe, because nothing could be sent to it. */
function pushOf(env: Environment, kind: 'training' | 'live'): Services['push'] {
  if (!env.PUSH_PUBLIC_KEY) return undefined;
  const training = kind === 'training';
  // Nothing leaves a training region: it uses only its own push service.
  const hosts = training ? [] : hostsOf(env.PUSH_HOSTS);
  return { publicKey: env.PUSH_PUBLIC_KEY, hosts, local: training && env.POST_PORT !== undefined };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, host, () => {
      server.off('error', fail);
      done();
    });
  });
}

/** Accepts no new connections; requests in progress are answered, within a limit. */
async function drain(server: Server): Promise<void> {
  const limit = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  const closed = new Promise<void>((done) => server.close(() => done()));
  server.closeIdleConnections();
  await closed;
  clearTimeout(limit);
}
