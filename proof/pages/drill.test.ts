import { randomUUID } from 'node:crypto';
import { drillById } from '../../store/request/drill';
import { scoreOf } from '../../store/request/drill-facts';
import { advanceDrill } from '../../store/request/drill-run';
import { readClock } from '../../store/clock/clock';
import { callSite, type CallSite } from '../call-site';
import { testSite } from '../site';
import { routes } from '../../api/routes';
import { addPerson } from '../site';
import { pageFaults, screenshot, show, visit, type Page, type Shown } from './browser';

const HOUR = 3_600_000;

/** The pages of a drill: before it, while it goes, and its sheet. */
describe('pages of a drill', () => {
  let site: CallSite;
  let shown: Shown;
  let id: string;

  /** As a worker does: the wanted travel is made. */
  const arrive = async (moreMs = 0): Promise<void> => {
    const going = await site.db('travel').whereNull('done_at').first();
    const { now } = await readClock(site.db);
    const to = Math.max(going?.to_at.getTime() ?? 0, now.getTime() + moreMs);
    await site.owner.raw('update installation set offset_ms = offset_ms + ?', [Math.ceil(to - now.getTime())]);
    await site.owner('travel').whereNull('done_at').update({ done_at: site.owner.fn.now() });
    while (await advanceDrill(site.db));
  };
  const drill = async () => {
    const found = await drillById(site.db, id);
    if (!found) throw new Error('No drill');
    return found;
  };
  const send = async (path: string, fields: Record<string, string> = {}, login = 'dispatcher') =>
    (await site.as(login)).send(path, fields);

  beforeAll(async () => {
    site = await callSite();
    shown = await show(site.app);
  }, 60_000);
  afterAll(async () => {
    await shown?.close();
    await site?.close();
  });

  const look = async (name: string, path: string, login = 'dispatcher', status = 200): Promise<void> => {
    for (const how of [{ width: 320 }, { width: 1280, dark: true }]) {
      const page = await shown.page(how, (await site.as(login)).cookie);
      expect(await visit(page, shown.url + path)).toBe(status);
      expect(await page.evaluate('document.body.textContent')).not.toContain('[object');
      expect(await pageFaults(page)).toEqual([]);
      await page.close();
    }
    if (process.env['SHOTS'])
      for (const width of [360, 1280]) {
        const page = await shown.page({ width, height: 740 }, (await site.as(login)).cookie);
        await visit(page, shown.url + path);
        await screenshot(page, `/tmp/shots/drill-${name}-${width}.png`);
        await page.close();
      }
  };
  const text = async (page: Page): Promise<string> => String(await page.evaluate('document.body.innerText'));

  it('say before it what will happen, and begin it without scripts', async () => {
    await look('before', '/drill');
    const wrong = await send('/drill', { size: 'endless', pace: '1' });
    expect([wrong.status, wrong.text.includes('id="size-error"')]).toEqual([422, true]);
    expect(await site.db('drill').pluck('id')).toEqual([]);
    const page = await shown.page({ width: 320, script: false }, (await site.as('dispatcher')).cookie);
    await visit(page, `${shown.url}/requests`);
    expect(await text(page)).toContain('Учебная авария');
    await visit(page, `${shown.url}/drill`);
    await page.click('input[name=size][value=small]');
    await page.click('input[name=pace][value=step]');
    await Promise.all([page.waitForNavigation(), page.click('main form[action="/drill"] button')]);
    expect(page.url()).toMatch(/\/drill\/[\da-f-]{36}/);
    id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    expect(await text(page)).toContain('часы переводятся');
    expect(await page.$('meta[http-equiv=refresh]')).not.toBeNull();
    await page.close();
  });

  it('show how it goes, let the leader step, and take nothing twice', async () => {
    await arrive();
    expect(await drill()).toMatchObject({ come: 1, calls: 20, pace: 'step' });
    await look('going', `/drill/${id}`);
    const first = await site.db('drill_request').whereNotNull('case_id').first('case_id');
    const card = await (await site.as('dispatcher')).get(`/requests/${first.case_id}`);
    expect(card.text).toContain('учебная авария');
    const key = randomUUID();
    const dispatcher = await site.as('dispatcher');
    for (let time = 0; time < 2; time += 1)
      expect((await dispatcher.send(`/drill/${id}/step`, {}, key)).status).toBe(303);
    await arrive();
    const { come } = await drill();
    expect(come).toBeGreaterThan(1);
    await arrive();
    expect((await drill()).come).toBe(come);
    expect((await send(`/drill/${id}/pace`, { pace: '10' })).status).toBe(303);
    expect((await drill()).pace).toBe('10');
  });

  it('refuse a second night at once, a pace that is none, a night that is none', async () => {
    expect((await send('/drill', { size: 'small', pace: '1' })).status).toBe(409);
    expect((await send(`/drill/${id}/pace`, { pace: '1000' })).status).toBe(422);
    expect((await send(`/drill/${randomUUID()}/step`)).status).toBe(404);
  });

  it('open for the desk of the organisation alone', async () => {
    const stranger = await site.browser(await addPerson(site.owner, 'Чужой'));
    for (const path of ['/drill', `/drill/${id}`, `/drill/${id}/end`])
      expect([403, 404]).toContain((await stranger.get(path)).status);
    expect([403, 404]).toContain((await stranger.send(`/drill/${id}/end`, {})).status);
    expect((await stranger.get('/requests')).text).not.toContain('/drill');
  });

  it('end with a sheet that stays', async () => {
    await arrive(4 * HOUR);
    await arrive(100 * HOUR);
    await look('confirm', `/drill/${id}/end`);
    const expected = await scoreOf(site.db, await drill(), (await readClock(site.db)).now);
    expect((await send(`/drill/${id}/end`)).status).toBe(303);
    const { score } = await drill();
    expect(score).toMatchObject({ points: 0, most: expected.most });
    expect((await send(`/drill/${id}/end`)).status).toBe(409);
    await look('sheet', `/drill/${id}`);
    await look('list', '/drill');
    const dispatcher = await site.as('dispatcher');
    const sheet = await dispatcher.get(`/drill/${id}?as=json`);
    expect(sheet.body.sheet.misses).toHaveLength(score?.misses.length ?? 0);
    const xlsx = await dispatcher.get(`/drill/${id}?as=xlsx`);
    expect([xlsx.status, xlsx.headers['content-type']]).toEqual([200, expect.stringContaining('spreadsheet')]);
    await expect(site.db('drill').where({ id }).update({ ended_at: new Date() })).rejects.toThrow('settled');
    await expect(site.owner('drill_request').where({ drill_id: id }).delete()).rejects.toThrow('stays');
  });
});

describe('a live installation', () => {
  it('has no drill, neither as a page nor in the database', async () => {
    const site = await testSite(routes, { kind: 'live' });
    const person = await site.browser(await addPerson(site.owner));
    expect((await person.get('/drill')).status).toBe(404);
    expect((await person.send('/drill', { size: 'small', pace: '1' })).status).toBe(404);
    const row = { id: randomUUID(), size: 'small', seed: 1, pace: '1', wanted_at: new Date(), begins_at: new Date() };
    const [organisation_id, started_by] = [randomUUID(), randomUUID()];
    await expect(site.owner('drill').insert({ ...row, organisation_id, started_by })).rejects.toThrow('no drills');
    await site.close();
  });
});
