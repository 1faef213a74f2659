import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { routes } from '../../api/routes';
import { testSite, type Site } from '../site';
import type { Appeal, Case, Meeting } from './eyes/cases';
import { crawl } from './eyes/crawl';
import type { Requester } from './eyes/requesters';
import { makeTown, type Town } from './eyes/town';
import { generous } from './gate';

const CELLS = 1_200;
const SEED = 20_260_202;

describe('who sees what', () => {
  let site: Site;
  let town: Town;
  beforeAll(async () => {
    site = await testSite(routes, { rates: generous });
    town = await makeTown(site);
  }, 60_000);
  afterAll(() => site.close());

  const who = (title: string, is: (one: Requester) => boolean = () => true): Requester => {
    const found = town.requesters.find((one) => one.title === title && is(one));
    if (!found) throw new Error(`Nobody is ${title}`);
    return found;
  };
  const get = (one: Requester, path: string) => request(site.app).get(path).set(one.headers).accept('application/json');
  const post = (one: Requester, path: string, body: object) =>
    request(site.app)
      .post(path)
      .set({ ...one.headers, 'idempotency-key': randomUUID() })
      .accept('application/json')
      .send(body);
  const caseOf = <T extends Case>(area: T['area'], is: (one: T) => boolean): T => {
    const found = town.cases.find((one): one is T => one.area === area && is(one as T));
    if (!found) throw new Error('No such case');
    return found;
  };

  it('a guest is led from an open page to none that is closed to them', async () => {
    const { status, text } = await request(site.app)
      .get('/meetings/kinds')
      .set(who('guest').headers)
      .accept('text/html');
    expect([status, text.includes('href="/meetings"')]).toEqual([200, false]);
    expect(text).toContain('Собрания');
  });

  it('a supplier has a pipe in the house and nobody on its list but its own people, by name and post', async () => {
    const clerk = who('clerk of supplier');
    const { body } = await get(clerk, '/people');
    expect(body.people.length).toBeGreaterThan(0);
    for (const one of body.people)
      expect(one).toMatchObject({ birthDay: null, homes: [], posts: [expect.any(String)] });
    const card = await get(clerk, `/people/${body.people[0].id}`);
    expect(card.body).toMatchObject({ kept: false, birthDay: null, snils: null, contacts: [], homes: [] });
    const [house] = town.world.houses;
    const form = await get(clerk, `/appeals/register?house=${house?.id}&flat=5`);
    expect([form.status, form.body.people]).toEqual([200, []]);
  });

  it('a manager sees of a person only the homes in its own houses', async () => {
    const [first] = town.world.houses;
    const keeper = who('clerk of manager', (one) => one.posts.some(({ org }) => org === first?.manager));
    const quiet = first?.people.quiet;
    const { body } = await get(keeper, `/people/${quiet?.id}`);
    expect(body).toMatchObject({ kept: true, birthDay: quiet?.birthDay, snils: quiet?.snils });
    expect((await get(keeper, `/people/${town.world.houses[1]?.people.quiet.id}`)).status).toBe(404);
  });

  it('a draft is not there for the company it may replace, nor for neighbours, whatever the door', async () => {
    const draft = caseOf<Meeting>(
      'meeting',
      ({ phase, kind, initiator }) => phase === 'draft' && kind === 'owner' && initiator?.part === 'caller',
    );
    const { id, number, house } = draft;
    const manager = who('head of manager', (one) => one.posts.some(({ org }) => org === house.manager)) ?? null;
    const neighbour = who('tenant', (one) => one.self?.houses.includes(house) ?? false);
    for (const one of [manager, neighbour]) {
      for (const leaf of [
        '',
        '/vote',
        '/ballot',
        '/materials',
        '/discussion',
        '/invite',
        '/protocol',
        '/result',
        '/proxies',
      ])
        expect([leaf, (await get(one, `/meetings/${id}${leaf}`)).status]).toEqual([leaf, 404]);
      for (const path of [`/cases/${id}`, `/cases/${id}/documents/${draft.papers[0]?.id}`])
        expect((await get(one, path)).status).toBe(404);
      for (const path of ['/', '/meetings', '/meetings/houses', `/search?q=${number.slice(4)}`, '/clock'])
        expect([path, (await get(one, path)).text.includes(id)]).toEqual([path, false]);
    }
    const caller = who('caller', (one) => one.self === draft.initiator);
    expect((await get(caller, `/meetings/${id}`)).status).toBe(200);
  });

  it('the ministry reads of a meeting the same papers at both addresses', async () => {
    const told = caseOf<Meeting>('meeting', ({ phase }) => phase === 'filed');
    const ministry = who('ministry of ministry', (one) =>
      one.posts.some(({ org }) => org.region === told.house.region),
    );
    const shown = (await get(ministry, `/cases/${told.id}`)).body.documents.map((one: { id: string }) => one.id);
    for (const { id, part } of told.papers) {
      const open = ['open-paper', 'material', 'proof'].includes(part);
      expect([part, shown.includes(id)]).toEqual([part, open]);
      expect([part, (await get(ministry, `/cases/${told.id}/documents/${id}`)).status]).toEqual([
        part,
        open ? 200 : 404,
      ]);
      if (part === 'original' || part === 'open-paper')
        expect((await get(ministry, `/meetings/${told.id}/documents/${id}`)).status).toBe(open ? 200 : 404);
    }
  });

  it('a key of an organisation acts by the post of its maker and has nothing of theirs', async () => {
    const { twin } = town.world;
    const [self, key] = [who('twin'), who('key of manager by twin')];
    const letter = caseOf<Appeal>('appeal', ({ writer }) => writer === twin);
    const draft = caseOf<Meeting>('meeting', ({ initiator }) => initiator === twin);
    for (const path of [
      `/appeals/${letter.id}`,
      `/cases/${letter.id}`,
      `/meetings/${draft.id}`,
      `/meetings/${draft.id}/agenda`,
    ]) {
      expect([path, (await get(self, path)).status]).toEqual([path, 200]);
      expect([path, (await get(key, path)).status]).toEqual([path, 404]);
    }
    expect((await get(self, '/')).body.own.length).toBeGreaterThan(0);
    expect((await get(key, '/')).body).toMatchObject({ own: [], name: null, unread: 0 });
    expect((await get(key, '/appeals?whose=mine')).body.count).toBe(0);
    expect((await post(key, `/appeals/${letter.id}/withdraw`, {})).status).toBe(404);
    expect((await post(key, `/meetings/${draft.id}/cancel`, { reason: 'Не надо.' })).status).toBe(404);
    const addressee = town.world.orgs.find(({ kind }) => kind === 'inspectorate')?.id;
    const words = { addressee, subjects: ['complaint'], text: 'Прошу проверить работу дома.' };
    const sent = await post(key, '/appeals', words);
    expect([sent.status, sent.body.code]).toEqual([403, 'citizen-only']);
    const house = town.world.houses[1]?.id;
    const called = await post(key, '/meetings', {
      house,
      initiator: 'owner',
      form: 'in-person',
      title: 'Наше собрание',
    });
    expect([called.status, called.body.code]).toEqual([403, 'citizen-only']);
    const vote = await post(key, `/meetings/${draft.id}/ballots`, { right: randomUUID(), answers: {} });
    expect([vote.status, vote.body.code]).toEqual([403, 'citizen-only']);
  });

  /** A part of the whole walk (matrix.ts) that is quick enough for every run. */
  it('what a card hides no list, search, completion, export, page or document shows to anybody', async () => {
    const { tried, wrong } = await crawl(site, town, { cells: CELLS, seed: SEED });
    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThan(CELLS / 2);
  }, 300_000);
});
