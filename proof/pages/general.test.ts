import { randomUUID } from 'node:crypto';
import { createApp } from '../../api/app';
import { routes } from '../../api/routes';
import { historiesOf } from '../../store/engine/executions';
import { openSession } from '../../store/access/sessions';
import { wantTravel } from '../../store/clock/travels';
import { appealTown, type Town } from '../stories/appeal-town';
import { pageFaults, sentFaults, show, visit, type Page, type Shown } from './browser';

const SECRET = 'a secret that only tests know, 32+';
const PUBLIC_URL = 'http://localhost:8080';

/** The pages that belong to no area, in the states people see them in, with real engines. */
describe('pages of the law, the clock, cases, home and search', () => {
  let town: Town;
  let shown: Shown;
  let late = '';
  let open = '';
  let number = '';

  beforeAll(async () => {
    town = await appealTown({ bornAt: '2026-03-02T12:00:00+03:00' });
    const plenty = { points: 1_000_000, seconds: 60, shared: false };
    const rates = {
      read: plenty,
      write: plenty,
      search: plenty,
      'sign-in': plenty,
      password: plenty,
      exchange: plenty,
    };
    const app = createApp({ db: town.db, engine: town.engine }, routes, {
      kind: 'training',
      publicUrl: PUBLIC_URL,
      sessionSecret: SECRET,
      rates,
    });
    shown = await show(app);
    late = await town.appeal();
    await town.act(late, 'route', { person: town.who.clerk });
    await town.travelTo('2026-03-20T12:00:00+03:00');
    await town.answer(late);
    await town.travelTo('2026-05-20T12:00:00+03:00');
    await town.eventually(async () => (await historiesOf(town.db, late)).length > 0);
    open = await town.appeal({ subjects: ['heating'] });
    number = (await town.look(open)).file.number;
  });
  afterAll(async () => {
    await shown?.close();
    await town?.stop();
  });

  async function enter(who: keyof Town['who'] | null, width: number): Promise<Page> {
    if (!who) return shown.page({ width });
    const session = await openSession(town.db, { personId: town.who[who], via: 'password', agent: 'test' });
    return shown.page({ width }, `domovoy-session=${session}`);
  }

  async function look(page: Page, path: string, status: number): Promise<void> {
    expect(await visit(page, shown.url + path)).toBe(status);
    expect(page.url()).toBe(new URL(path, shown.url).href);
    expect(await page.evaluate('document.body.textContent')).not.toContain('[object');
    expect(await pageFaults(page)).toEqual([]);
  }

  const places: [string, keyof Town['who'] | null, () => string, number?][] = [
    ['home of a guest', null, () => '/'],
    ['home of an applicant', 'owner', () => '/'],
    ['home of a stranger', 'stranger', () => '/'],
    ['home of a clerk', 'clerk', () => '/'],
    ['home of an inspector', 'inspector', () => '/'],
    ['all norms', null, () => '/law'],
    ['norms of a day', null, () => '/law?area=appeal&on=2026-01-01'],
    ['no such norms', null, () => '/law?q=единорог'],
    ['an impossible day', null, () => '/law?on=2026-02-30', 422],
    ['a norm with editions', null, () => '/law/K-01'],
    ['the calculator', null, () => '/law/deadline'],
    ['a deadline', null, () => '/law/deadline?norm=AP-01&event=2027-04-28T10:00&zone=Asia/Yekaterinburg'],
    ['a question that cannot be counted', null, () => '/law/deadline?norm=AP-01&event=вчера', 422],
    ['the clock', 'owner', () => '/clock?back=/appeals'],
    ['the clock with nothing ahead', 'stranger', () => '/clock'],
    ['a case of an applicant', 'owner', () => `/cases/${late}`],
    ['a running case of a clerk', 'clerk', () => `/cases/${open}`],
    ['the lanes of a closed case', 'inspector', () => `/cases/${late}/audit`],
    ['the lanes of a running case', 'inspector', () => `/cases/${open}/audit`],
    ['an empty search', 'clerk', () => '/search'],
    ['a search by address and people', 'clerk', () => '/search?q=садовая'],
    ['a search by a short number', 'owner', () => `/search?q=${Number(number.slice(-6))}`],
    ['a search for nothing', 'clerk', () => '/search?q=единорог'],
    ['the gallery', null, () => '/gallery'],
  ];

  it.each(places)('%s has no fault for eye, ear and narrow screen', async (_name, who, path, status = 200) => {
    for (const width of [320, 1280]) {
      const page = await enter(who, width);
      await look(page, path(), status);
      if (width === 320) expect(await sentFaults(page)).toEqual([]);
      await page.close();
    }
  });

  it('shows a travel under way and its end', async () => {
    const id = randomUUID();
    await town.stopWorker();
    await wantTravel(town.db, { id, to: new Date((await town.now()).getTime() + 86_400_000), personId: null });
    for (const done of [false, true]) {
      if (done) await town.owner('travel').where({ id }).update({ done_at: new Date() });
      for (const width of [320, 1280]) {
        const page = await enter('owner', width);
        await look(page, `/clock/travels/${id}?back=/appeals`, 200);
        await page.close();
      }
    }
  });
});
