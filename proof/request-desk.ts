import { randomUUID } from 'node:crypto';
import { command } from '../api/http/order';
import { createApp } from '../api/app';
import { LiveBoard, type Pace } from '../api/request/live';
import { requestRoutes } from '../api/request/routes';
import type { Route } from '../api/http/route';
import { listen } from '../store/sql/listen';
import { readClock } from '../store/clock/clock';
import { openRequest, type NewRequest } from '../store/request/open';
import { writeRequestText } from '../store/request/texts';
import { directEngine } from './direct-engine';
import { testSite, type Site, type SiteOptions } from './site';
import { settleTown, type Town } from './stories/request-town';

const SECRET = 'a secret that only tests know, 32+';

/** The dispatch desk of the town of requests, its acts decided at once: for tests of pages. */
export interface RequestDesk extends Site, Pick<Town, 'buildingId' | 'flat' | 'of' | 'who'> {
  liveBoard: LiveBoard | undefined;
  call(wish?: Partial<NewRequest>): Promise<string>;
  act(caseId: string, name: string, args?: Record<string, string | number>, actorId?: string): Promise<void>;
}

export async function requestDesk(
  routes: readonly Route[] = requestRoutes,
  { live: pace, ...options }: SiteOptions & { live?: Pace } = {},
): Promise<RequestDesk> {
  const services = { engine: directEngine(() => site.db), ...options.services };
  const settings = { kind: 'training' as const, publicUrl: 'http://localhost:8080', sessionSecret: SECRET, ...options };
  const site: Site = await testSite(routes, { ...settings, services });
  const hear = (heard: (organisationId?: string) => void) => listen(site.url, 'request', heard);
  const liveBoard = pace && (await LiveBoard.open(site.db, hear, pace));
  const town = await settleTown(site);
  const nowOf = async (): Promise<Date> => (await readClock(site.db)).now;
  return {
    ...site,
    ...town,
    // A board of another process: it learns of every change from the database alone.
    app: liveBoard ? createApp({ db: site.db, ...services, liveBoard }, routes, settings) : site.app,
    liveBoard,
    async close() {
      await liveBoard?.close();
      await site.close();
    },
    async call(wish = {}) {
      const id = wish.id ?? randomUUID();
      const at = wish.at ?? (await nowOf());
      await site.db.transaction((trx) =>
        openRequest(trx, {
          ...{ id, at, source: 'phone' as const, kind: 'S01', text: 'Течёт кран на кухне.' },
          ...{ buildingId: town.buildingId, applicantId: town.who.owner, actorId: town.who.dispatcher, told: true },
          ...wish,
        }),
      );
      return id;
    },
    async act(caseId, name, args = {}, actorId = town.who.dispatcher) {
      const texts: Record<string, string> = {};
      if (name === 'fix') {
        texts.text = randomUUID();
        const at = await nowOf();
        await writeRequestText(site.db, {
          id: texts.text,
          caseId,
          kind: 'result',
          body: 'Сделано.',
          authorId: null,
          at,
        });
      }
      const given = { area: 'request', caseId, key: randomUUID(), name, actorId, args: { ...args, ...texts } };
      await command({ db: site.db, engine: services.engine }, given);
    },
  };
}
