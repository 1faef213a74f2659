import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { createApp } from '../app';
import { testRegion, type Region } from '../../proof/region';
import { addPerson, testSite, type Browser, type Site } from '../../proof/site';
import { openSample } from '../../proof/samplecase';
import { setDeadlines } from '../../store/case/deadlines';
import { readClock } from '../../store/clock/clock';
import { makeToken } from '../../store/access/tokens';
import { closeDoors } from '../../store/clock/doors';
import { endTravel, wantTravel } from '../../store/clock/travels';
import { deadline } from '../../law/base/terms';
import { clockRoutes } from './routes';

const DAY = 86_400_000;

async function openOne(site: Site, personId: string): Promise<string> {
  const { now } = await readClock(site.db);
  const id = await openSample(site.db, now, { actorId: personId, parties: [{ part: 'applicant', personId }] });
  await site.db.transaction(async (trx) => {
    const answer = deadline({ norm: 'AP-15', event: now, zone: 'Europe/Moscow' });
    const alarms = [{ act: 'half', at: new Date(now.getTime() + 15 * DAY).toISOString() }];
    await setDeadlines(trx, id, [{ name: 'answer', deadline: answer, duty: true, alarms }], now);
  });
  return id;
}

describe('the training clock', () => {
  let site: Site;
  let anna: Browser;
  let personId: string;
  beforeAll(async () => {
    site = await testSite(clockRoutes);
    personId = await addPerson(site.owner);
    anna = await site.browser(personId);
  });
  afterAll(() => site.close());
  const finish = () => site.owner('travel').update({ done_at: site.owner.fn.now() });

  it('tells where it stands and what the person’s own cases wait for', async () => {
    const caseId = await openOne(site, personId);
    const page = await anna.get('/clock?back=/appeals');
    expect(page.status).toBe(200);
    expect(page.text).toContain('Пройдёт половина срока');
    expect(page.text).toContain(`href="/appeals/${caseId}"`);
    const stranger = await site.browser(await addPerson(site.owner, 'Чужой'));
    expect((await stranger.get('/clock')).text).not.toContain(caseId);
  });

  it('is closed to whoever has not signed in', async () => {
    expect((await request(site.app).get('/clock').accept('json')).status).toBe(401);
  });

  it.each([
    ['day', 1],
    ['week', 7],
  ])('asks for a jump by a %s, once however often it is sent', async (to, days) => {
    const { now } = await readClock(site.db);
    const key = randomUUID();
    const first = await anna.send('/clock/travels', { to, back: '/appeals' }, key);
    expect(first.status).toBe(303);
    expect(first.headers['location']).toMatch(/^\/clock\/travels\/[\da-f-]{36}\?back=%2Fappeals$/);
    expect((await anna.send('/clock/travels', { to, back: '/appeals' }, key)).headers['location']).toBe(
      first.headers['location'],
    );
    const rows = await site.db('travel').whereNull('done_at');
    expect(rows).toHaveLength(1);
    expect(Math.round((rows[0].to_at.getTime() - now.getTime()) / DAY)).toBe(days);
    await finish();
  });

  it('says first where to, and what falls due on the way; nothing moves before the button', async () => {
    await openOne(site, personId);
    const before = await site.db('travel').count('* as n').first();
    const asked = await anna.get('/clock/travels?to=date&date=2030-01-01T10:00&back=/appeals');
    expect(asked.status).toBe(200);
    expect(asked.text).toContain('1\u00a0января 2030, 10:00\u00a0МСК');
    expect(asked.text).toMatch(/По дороге истекут: \d+\u00a0срок/u);
    expect(asked.text).toContain('name="date" value="2030-01-01T10:00"');
    expect(await site.db('travel').count('* as n').first()).toEqual(before);
    const past = await anna.get('/clock/travels?to=date&date=2020-01-01T10:00');
    expect([past.status, past.text.includes('id="date-error"')]).toEqual([422, true]);
  });

  it('tells afterwards what fell due and what was missed, and never more than the whole way', async () => {
    const { now } = await readClock(site.db);
    const sent = await anna.send('/clock/travels', { to: 'week' });
    const address = String(sent.headers['location']);
    const beyond = new Date(now.getTime() + 7 * DAY + 3_600_000);
    await site.owner('travel').whereNull('done_at').update({ reached_at: beyond });
    expect((await anna.get(address)).text).toContain('Пройдено 7\u00a0дней из 7\u00a0дней');
    const caseId = await openOne(site, personId);
    await site
      .owner('travel')
      .whereNull('done_at')
      .update({ to_at: new Date(now.getTime() + 60 * DAY) });
    await finish();
    const done = (await anna.get(address)).text;
    expect(done).toMatch(/По дороге истекло: \d+\u00a0срок/u);
    expect(done).toMatch(/Нарушено: \d+/u);
    expect(done).toContain(`href="/appeals/${caseId}"`);
    await site
      .owner('travel')
      .where({ id: address.split('/').at(-1) })
      .update({ to_at: beyond });
  });

  it('jumps to the next event of a case the person is named in, and of no other', async () => {
    const caseId = await openOne(site, personId);
    const sent = await anna.send('/clock/travels', { to: 'case', caseId });
    expect(sent.status).toBe(303);
    const [travel] = await site.db('travel').orderBy('to_at', 'desc').limit(1);
    expect(Math.round((travel.to_at.getTime() - Date.now()) / DAY)).toBe(15);
    await finish();
    const stranger = await site.browser(await addPerson(site.owner, 'Другой'));
    const refused = await stranger.send('/clock/travels', { to: 'case', caseId });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('впереди ничего не назначено');
  });

  it('shows how far it has come and, at the end, the way back', async () => {
    const { headers } = await anna.send('/clock/travels', { to: 'month', back: '/appeals' });
    const address = headers['location'] ?? '';
    const going = await anna.get(address);
    expect(going.text).toContain('Часы переводятся');
    expect(going.text).toContain('hx-trigger="every 1s"');
    expect(going.text).toContain('<meta http-equiv="refresh" content="2">');
    expect((await anna.get('/clock')).text).toContain('Часы сейчас переводятся');
    await finish();
    const done = await anna.get(address);
    expect(done.text).toContain('Часы переведены');
    expect(done.text).not.toContain('hx-trigger');
    expect(done.text).toContain('href="/appeals"');
    expect((await anna.get(`/clock/travels/${randomUUID()}`)).status).toBe(404);
  });

  /** Asks for a travel; returns its page and id. */
  const wanted = async (): Promise<{ page: string; id: string }> => {
    const page = String((await anna.send('/clock/travels', { to: 'month' })).headers['location']);
    return { page, id: page.split('/').at(-1) ?? '' };
  };

  it('says why a travel did not arrive, on both pages and to programs, and lets the next one begin', async () => {
    const { page, id } = await wanted();
    const problem = 'Дело ОБР-2026-000007: не выполняется назначенное.';
    await endTravel(site.db, id, { problem, mark: null });
    const stopped = await anna.get(page);
    expect(stopped.text).toContain('Часы остановились по дороге');
    expect(stopped.text).toContain(problem);
    expect(stopped.text).not.toContain('hx-trigger');
    expect((await anna.get('/clock')).text).toContain(`Прошлый перевод часов не дошёл до конца. ${problem}`);
    expect((await anna.get(`${page}?as=json`)).body).toMatchObject({ done: true, problem });
    expect((await anna.send('/clock/travels', { to: 'day' })).status).toBe(303);
    await finish();
  });

  it('is not held up by a travel that nobody moves', async () => {
    const { page, id } = await wanted();
    expect((await anna.send('/clock/travels', { to: 'day' })).status).toBe(409);
    const longAgo = { beat_at: new Date(0) };
    await site.owner('travel').where({ id }).update(longAgo);
    expect((await anna.get(page)).text).toContain('никто не двигает');
    expect((await anna.get('/clock')).text).toContain('+1 день');
    expect((await anna.send('/clock/travels', { to: 'day' })).status).toBe(303);
    await finish();
  });

  it.each([
    ['back in time', { to: 'date', date: '2020-01-01T10:00' }, 'только вперёд'],
    ['further than five years', { to: 'date', date: '2090-01-01T10:00' }, 'не дальше'],
    ['a day that does not exist', { to: 'date', date: '2027-02-30T10:00' }, 'есть в календаре'],
    ['no date', { to: 'date' }, 'Укажите дату и время'],
    ['an unknown jump', { to: 'yesterday' }, 'Такого варианта нет'],
    ['a way back out of the site', { to: 'day', back: '//evil.example' }, 'Адрес возврата'],
  ])('refuses %s beside the form and asks for nothing', async (_, fields, say) => {
    const before = await site.db('travel').count();
    const refused = await anna.send('/clock/travels', fields);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain(say);
    expect(await site.db('travel').count()).toEqual(before);
  });
});

describe('the clock of a live installation', () => {
  let site: Site;
  beforeAll(async () => {
    site = await testSite(clockRoutes, { kind: 'live' });
  });
  afterAll(() => site.close());

  it('has no page and no route that moves it', async () => {
    const anna = await site.browser(await addPerson(site.owner));
    expect((await anna.get('/clock')).status).toBe(404);
    expect((await anna.send('/clock/travels', { to: 'day' })).status).toBe(404);
  });

  it('cannot be asked through the store either', async () => {
    const to = new Date(Date.now() + DAY);
    await expect(wantTravel(site.db, { id: randomUUID(), to, personId: null })).rejects.toMatchObject({ status: 403 });
    await expect(
      site.db('travel').insert({ id: randomUUID(), wanted_at: new Date(), from_at: new Date(), to_at: to }),
    ).rejects.toThrow('a live installation cannot travel');
  });

  it('is held still by the database, also against its owner', async () => {
    await expect(closeDoors(site.db)).rejects.toThrow('live_time_cannot_move');
    await expect(site.owner('installation').update({ offset_ms: 1 })).rejects.toThrow('live_time_cannot_move');
    await expect(site.owner('installation').update({ kind: 'training' })).rejects.toThrow('never changes');
    await expect(site.owner('installation').delete()).rejects.toThrow('stays');
  });
});

describe('a journey asked for on the page', () => {
  let region: Region;
  beforeAll(async () => {
    region = await testRegion();
  });
  afterAll(() => region.stop());

  it('moves the region’s one clock', async () => {
    const options = { kind: 'training' as const, publicUrl: 'http://localhost:8080', sessionSecret: 'x'.repeat(32) };
    const app = createApp({ db: region.db, engine: region.engine }, clockRoutes, options);
    const personId = await addPerson(region.owner);
    const token = await makeToken(region.db, {
      id: randomUUID(),
      personId,
      organisationId: null,
      scopes: ['*'],
      name: 'test',
      days: 1,
    });
    const from = await region.now();
    const sent = await request(app)
      .post('/clock/travels')
      .auth(token, { type: 'bearer' })
      .set('Idempotency-Key', randomUUID())
      .send({ to: 'week' });
    expect(sent.status).toBe(202);
    const { body } = await region.eventually(async () => {
      const look = await request(app).get(`/clock/travels/${sent.body.id}`).auth(token, { type: 'bearer' });
      return look.body.done && look;
    });
    expect(body.problem).toBeNull();
    expect((await region.now()).getTime() - from.getTime()).toBeGreaterThanOrEqual(7 * DAY - 5_000);
  });
});
