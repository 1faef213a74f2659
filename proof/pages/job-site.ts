import { randomUUID } from 'node:crypto';
import { command } from '../../api/http/order';
import { routes } from '../../api/routes';
import { readClock } from '../../store/clock/clock';
import { openRequest, type NewRequest } from '../../store/request/open';
import { directEngine } from '../direct-engine';
import { testSite, type Site } from '../site';
import { settleTown, type Town } from '../stories/request-town';

/** The pages of requests over a town whose acts are decided at once, in the database alone. */
export interface JobSite extends Site, Pick<Town, 'buildingId' | 'flat' | 'of' | 'who'> {
  /** A burst pipe in the owner's flat, given to the first master unless told otherwise. */
  job(wish?: Partial<NewRequest>, master?: string): Promise<string>;
  act(caseId: string, name: string, args?: Record<string, string>, actorId?: string): Promise<void>;
}

const plenty = { points: 1_000_000, seconds: 60, shared: false };
const rates = { read: plenty, write: plenty, search: plenty, 'sign-in': plenty, password: plenty, exchange: plenty };

export async function jobSite(): Promise<JobSite> {
  const engine = directEngine(() => site.db);
  const site: Site = await testSite(routes, { services: { engine }, rates });
  const town = await settleTown(site);
  const act: JobSite['act'] = async (caseId, name, args = {}, actorId = town.who.dispatcher) => {
    await command({ db: site.db, engine }, { area: 'request', caseId, key: randomUUID(), name, actorId, args });
  };
  return {
    ...site,
    ...town,
    act,
    async job(wish = {}, master = town.who.first) {
      const id = randomUUID();
      const at = (await readClock(site.db)).now;
      await site.db.transaction((trx) =>
        openRequest(trx, {
          ...{ id, at, source: 'phone' as const, kind: 'S02.cold-water', text: 'Прорвало трубу под мойкой.' },
          ...{ buildingId: town.buildingId, premisesId: town.flat, applicantId: town.who.owner },
          ...{ actorId: town.who.dispatcher, told: true, caller: { name: 'Анна', phone: '+79160000118' } },
          ...wish,
        }),
      );
      await act(id, 'assign', { person: master });
      return id;
    },
  };
}
