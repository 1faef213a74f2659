import { Router, type Request } from 'express';
import { readClock } from '../../store/clock';
import { outboxAge } from '../../store/outbox';
import { sameText } from '../security/cookies';
import type { Services } from '../route';
import { registry } from './metrics';

const PATIENCE_MS = 3_000;

/** For machines only, outside the route table: no session, no pages, no data about people. */
export function healthRouter(services: Services, metricsToken: string | undefined): Router {
  const router = Router();
  router.get('/health', (_, response) => {
    response.json({ alive: true });
  });
  router.get('/ready', async (_, response) => {
    const [database, engine] = await Promise.all([
      works(() => readClock(services.db)),
      works(async () => services.engine.check?.()),
    ]);
    const outbox = database ? await outboxAge(services.db) : null;
    response.status(database && engine ? 200 : 503).json({ ready: database && engine, database, engine, outbox });
  });
  router.get('/metrics', async (request, response) => {
    if (!mayMeasure(request, metricsToken)) {
      response
        .status(401)
        .json({ code: 'token-wrong', say: 'Нужен METRICS_TOKEN: Authorization: Bearer.', fields: {} });
      return;
    }
    response.type(registry.contentType).send(await registry.metrics());
  });
  return router;
}

/** Without a token only this very machine may read the figures. */
function mayMeasure(request: Request, token: string | undefined): boolean {
  if (token) return sameText(request.headers.authorization ?? '', `Bearer ${token}`);
  return ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.socket.remoteAddress ?? '');
}

async function works(ask: () => Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error('late')), PATIENCE_MS);
  });
  return Promise.race([Promise.resolve().then(ask), late])
    .then(
      () => true,
      () => false,
    )
    .finally(() => clearTimeout(timer));
}
