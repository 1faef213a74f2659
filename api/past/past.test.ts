import request from 'supertest';
import { startClockAt } from '../../proof/region';
import { addPerson, testSite, type Browser, type Site } from '../../proof/site';
import { closeDoors, openDoors } from '../../store/clock/doors';
import { beginPast, endPast, failPast, notePast } from '../../store/clock/past';
import { routes } from '../routes';
import { leftWords } from './words';

const HOUR = 3_600_000;
const REFRESH = '<noscript><meta http-equiv="refresh"';

describe('while the region lives its past', () => {
  let site: Site;
  let guest: Browser;
  let anna: Browser;
  beforeAll(async () => {
    site = await testSite(routes);
    await startClockAt(site.owner, new Date('2026-03-14T09:00:00Z'));
    guest = await site.browser(null);
    anna = await site.browser(await addPerson(site.owner));
    const until = new Date('2026-07-01T09:00:00Z');
    await beginPast(site.db, until, HOUR);
    await site.owner('past').update({ run_at: site.owner.raw(`clock_timestamp() - interval '60 seconds'`) });
    await notePast(site.db, { doneTo: new Date('2026-03-14T08:00:00Z'), share: 0.25 });
  });
  afterAll(() => site.close());

  const words = (text: string): string => text.replaceAll('\u00a0', ' ');
  const DAY = 'Регион проживает своё прошлое: сейчас 14 марта 2026 г., осталось примерно 3 мин.';

  it('every page says which day it is there and how long it will take, and asks for it again', async () => {
    for (const path of ['/', '/law', '/sign-in', '/no-such-page']) {
      const { text } = await guest.get(path);
      expect(words(text)).toContain(DAY);
      expect(text).toContain('hx-get="/past" hx-trigger="every 5s"');
    }
  });

  it('a browser without scripts draws the page anew, but for one on which somebody may be typing', async () => {
    expect((await guest.get('/')).text).toContain(REFRESH);
    expect((await guest.get('/past')).text).toContain(REFRESH);
    expect((await anna.get('/account/tokens')).text).toMatch(/<form/);
    expect((await anna.get('/account/tokens')).text).not.toContain(REFRESH);
  });

  it('the first page shows it to whoever has signed in and to whoever has not', async () => {
    for (const browser of [guest, anna]) expect((await browser.get('/')).text).toContain('<progress');
  });

  it('the line that asks for itself gets itself back', async () => {
    const { text } = await guest.get('/law');
    const headers = JSON.parse(/id="training-time"[^>]*hx-headers='([^']+)'/.exec(text)?.[1] ?? '{}') as Record<
      string,
      string
    >;
    const again = await guest.get('/past').set({ 'HX-Request': 'true', ...headers });
    expect(again.text).toContain('id="training-time"');
    expect(words(again.text)).toContain('Прошлое: 14 марта · 25 %');
  });

  it('programs are told too', async () => {
    const { body } = await request(site.app).get('/past').accept('json');
    expect(body.past).toMatchObject({ until: '2026-07-01T09:00:00.000Z', share: 0.25, problem: null });
  });

  it('a write passes; one that meets the moving clock hears what is going on and when it is over', async () => {
    const mark = await closeDoors(site.db);
    const refused = await anna.send('/account/delegations/as-self', {});
    expect(refused.status).toBe(423);
    expect(words(refused.text)).toContain('часы сейчас переводятся');
    expect(words(refused.text)).toMatch(/до конца прошлого осталось примерно 3 мин/);
    await openDoors(site.db, mark);
    expect((await anna.send('/account/delegations/as-self', {})).status).toBe(303);
  });

  it('nobody else moves the clock', async () => {
    const refused = await anna.send('/clock/travels', { to: 'day' });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('сам переводит часы');
    expect((await anna.get('/clock')).text).not.toContain('+1 день');
  });

  it('a past that stands says why and what to do, and asks no more', async () => {
    await failPast(site.db, 'Движок молчит.');
    const { text } = await guest.get('/');
    expect(text).toContain('Движок молчит.');
    expect(text).not.toContain('hx-get="/past"');
    expect(text).not.toContain(REFRESH);
  });

  it('is told of no longer when it is over', async () => {
    await endPast(site.db);
    const { text } = await guest.get('/');
    expect(text).not.toContain('прошлое');
    expect(text).not.toContain(REFRESH);
    expect((await guest.get('/past')).text).toContain('Регион дожил до сегодняшнего дня');
  });
});

describe('how long is left', () => {
  it.each([
    [null, null],
    [0, 'осталось несколько секунд'],
    [34_000, 'осталось примерно 30 с'],
    [89_000, 'осталось примерно 90 с'],
    [100_000, 'осталось примерно 2 мин'],
  ])('of %s ms is said as «%s»', (ms, say) => {
    expect(leftWords(ms)?.replaceAll('\u00a0', ' ') ?? null).toBe(say);
  });
});
