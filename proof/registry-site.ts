import { load } from 'cheerio';
import { registryRoutes } from '../api/registry/routes';
import { demoRegion } from '../bin/seed/registry';
import { personByLogin } from '../store/registry/people';
import { insertRegistry } from '../store/registry/rows';
import { testSite, type Browser, type Site } from './site';

/** The rows of the demo region: the house of the tests, and a house of another organisation. */
export const { rows: demoRows } = demoRegion();
export const demoHouse = demoRows.building[0]?.id ?? '';
export const foreignHouse = demoRows.building[4]?.id ?? '';
export const demoFlat = (number: string): string =>
  demoRows.premises.find((one) => one.building_id === demoHouse && one.number === number)?.id ?? '';

/** The pages of the registry over the demo region. */
export interface RegistrySite extends Site {
  /** The browser of the person with this login; the same one each time. */
  as(login: string): Promise<Browser>;
  statusOf(login: string, path: string): Promise<number>;
  /** What a person reads on the page, in one line. */
  textOf(login: string, path: string): Promise<string>;
}

export async function registrySite(): Promise<RegistrySite> {
  const site = await testSite(registryRoutes);
  await insertRegistry(site.db, demoRows);
  const browsers = new Map<string, Browser>();
  const as = async (login: string): Promise<Browser> => {
    const held = browsers.get(login) ?? (await site.browser((await personByLogin(site.db, login))?.id ?? null));
    browsers.set(login, held);
    return held;
  };
  return {
    ...site,
    as,
    statusOf: async (login, path) => (await (await as(login)).get(path)).status,
    textOf: async (login, path) =>
      load((await (await as(login)).get(path)).text)('main')
        .text()
        .replace(/\s+/g, ' '),
  };
}
