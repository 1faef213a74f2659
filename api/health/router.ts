import { Router, type Request } from 'express';
import type { Knex } from 'knex';
import { readClock } from '../../store/clock/clock';
import { outboxAge } from '../../store/engine/outbox';
import { lastTravel } from '../../store/clock/travels';
import { readWatch } from '../../store/watch/standing';
import { isOwnMachine } from '../security/address';
import { sameText } from '../security/cookies';
import type { Services } from '../http/route';
import { cachedForSecond } from './cached';
import { registry } from './metrics';

const PATIENCE_MS = 3_000;
const DAILY_LATE_SECONDS = 600;

interface Figures {
  metricsToken?: string;
  /** No proxy stands before this installation, so a request from this machine really was made here. */
  standsAlone: boolean;
}

/** For programs only and outside the route table: no session, no pages, no personal data. */
export function healthRouter(services: Services, figures: Figures): Router {
  const router = Router();
  const state = cachedForSecond(() => stateOf(services.db));
  router.get('/health', (_, response) => {
    response.json({ alive: true });
  });
  router.get('/ready', async (request, response) => {
    const [database, engine, told] = await Promise.all([
      works(() => readClock(services.db)),
      works(async () => services.engine.check?.()),
      inTime(state).catch(() => nothingKnown),
    ]);
    const ready = database && engine;
    const more = mayMeasure(request, figures) ? { database, engine, ...told } : {};
    response.status(ready ? 200 : 503).json({ ready, ...more });
  });
  router.get('/metrics', async (request, response) => {
    if (!mayMeasure(request, figures)) {
      response
        .status(401)
        .json({ code: 'token-wrong', say: 'Нужен METRICS_TOKEN: Authorization: Bearer.', fields: {} });
      return;
    }
    response.type(registry.contentType).send(await registry.metrics());
  });
  return router;
}

/** Without a token only this machine may read the figures, and only without a proxy in between. */
function mayMeasure(request: Request, { metricsToken: token, standsAlone }: Figures): boolean {
  if (token) return sameText(request.headers.authorization ?? '', `Bearer ${token}`);
  return standsAlone && isOwnMachine(request);
}

const nothingKnown = { outbox: null, doors: null, travel: null, daily: null, reconcile: null };

/** What has stopped although everything answers. It does not make the site unavailable; the operator is told. */
async function stateOf(db: Knex): Promise<Record<keyof typeof nothingKnown, object | null>> {
  const [outbox, travel, watch] = await Promise.all([outboxAge(db), lastTravel(db), readWatch(db)]);
  const { doorsSince: since, doorsUntil: until, disagreements, wakesOverdue } = watch;
  const why = since && (travel?.over === false ? `Часы региона переводятся на ${travel.toAt.toISOString()}.` : null);
  return {
    outbox,
    doors: { closed: since !== null, since, until, why },
    travel: travel && { to: travel.toAt, over: travel.over, endedAt: travel.doneAt, problem: travel.problem },
    daily: {
      kept: watch.dailyKept,
      due: watch.dailyDue,
      late: watch.dailyLateSeconds > DAILY_LATE_SECONDS,
      lateSeconds: watch.dailyLateSeconds,
    },
    reconcile: { at: watch.reconciledAt, disagreements, wakesOverdue },
  };
}

const works = (ask: () => Promise<unknown>): Promise<boolean> =>
  inTime(ask).then(
    () => true,
    () => false,
  );

async function inTime<T>(ask: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error('late')), PATIENCE_MS);
  });
  return Promise.race([Promise.resolve().then(ask), late]).finally(() => clearTimeout(timer));
}
