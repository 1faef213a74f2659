import { randomUUID } from 'node:crypto';
import { load } from 'cheerio';
import { requestRoutes } from '../../api/request/routes';
import { siteOver, type Browser } from '../site';
import { requestTown, type Town } from './request-town';

/** A riser leaks; three flats call one after another; a master comes once, and everybody hears of it. */
describe('three residents, one leak', () => {
  let town: Town;
  let desk: Browser;
  const at = (path: string): string => path.split('/')[2] ?? '';

  beforeAll(async () => {
    town = await requestTown({ bornAt: '2026-11-20T22:00:00+03:00' });
    await town
      .owner('residence')
      .insert({ id: randomUUID(), person_id: town.who.stranger, premises_id: town.flat, from_day: '2020-01-01' });
    desk = await siteOver({ db: town.db, engine: town.engine }, requestRoutes).browser(town.who.dispatcher);
  }, 120_000);
  afterAll(() => town?.stop());

  it('is one request with two who joined, and one answer to all', async () => {
    const wish = { building: town.buildingId, premises: town.flat, kind: 'S02.cold-water', told: 'yes' };
    const first = await desk.send('/requests/intake', { ...wish, person: town.who.owner, text: 'Течёт стояк' });
    expect(first.status).toBe(303);
    const id = at(String(first.headers.location));
    await town.eventually(async () => (await town.kinds(id)).includes('registered'));

    const again = await desk.send('/requests/intake', { ...wish, premises: '', person: town.who.neighbour });
    expect(again.status).toBe(409);
    const { number } = (await town.look(id)).file;
    expect(load(again.text)('.alike').text()).toContain(number);

    for (const person of [town.who.neighbour, town.who.stranger]) {
      const joined = await desk.send(`/requests/${id}/join`, { person });
      expect(joined.status).toBe(303);
    }
    await town.eventually(async () => (await town.kinds(id)).filter((kind) => kind === 'joined').length === 2);
    const twice = await desk.send(`/requests/${id}/join`, { person: town.who.neighbour });
    expect(twice.status).toBe(409);
    const stranger = await desk.send(`/requests/${id}/join`, { person: town.who.inspector });
    expect(stranger.status).toBe(403);

    await town.work(id, 'fix');
    const told = (await town.letters(id)).filter(({ letter }) => letter === 'request-fixed').map(({ to }) => to);
    expect(told.sort()).toEqual([town.who.owner, town.who.neighbour, town.who.stranger].sort());
    const all = await town.db('case_file').where({ area: 'request', building_id: town.buildingId });
    expect(all).toHaveLength(1);
  });
});
