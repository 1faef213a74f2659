import request from 'supertest';
import { testSite, type Browser, type Site } from '../../proof/site';
import { lawRoutes } from './routes';

describe('the law on pages', () => {
  let site: Site;
  let guest: Browser;
  beforeAll(async () => {
    site = await testSite(lawRoutes);
    guest = await site.browser(null);
  });
  afterAll(() => site.close());
  const json = (path: string) => request(site.app).get(path).accept('application/json');

  it('opens to everyone, finds by words, by area and by day', async () => {
    const all = await json('/law');
    expect(all.status).toBe(200);
    const found = await json(`/law?${new URLSearchParams({ q: 'ответ органа', area: 'appeal' })}`);
    expect(found.body.norms.map((row: { id: string }) => row.id)).toContain('AP-15');
    expect(found.body.norms.length).toBeLessThan(all.body.norms.length);
    const past = await json('/law?area=appeal&on=2020-01-01');
    expect(past.body.norms.map((row: { id: string }) => row.id)).not.toContain('AP-17');
    const page = await guest.get('/law?area=appeal');
    expect(page.status).toBe(200);
    expect(page.text).toContain('href="/law/AP-15"');
    expect(page.text).toContain('Область: обращения');
  });

  it('is read a page at a time, and every norm stands on one of the pages', async () => {
    const all: { id: string }[] = (await json('/law')).body.norms;
    const seen = new Set<string>();
    let path: string | undefined = '/law';
    for (let pages = 0; path && pages < 20; pages += 1) {
      const { text, status } = await guest.get(path);
      expect(status).toBe(200);
      for (const [, id] of text.matchAll(/href="\/law\/([^"?]+)"/g)) seen.add(id ?? '');
      path = /href="([^"]+)" rel="next"/.exec(text)?.[1]?.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');
    }
    expect(all.filter(({ id }) => !seen.has(id))).toEqual([]);
    expect((await guest.get('/law?after=zzz')).status).toBe(422);
  });

  it('gives the same rows as a sheet', async () => {
    const { text, headers } = await guest.get('/law?area=appeal&as=csv');
    expect(headers['content-type']).toContain('text/csv');
    expect(text.split('\r\n')[0]).toContain('Код;Область;Норма');
    expect(text).toContain('AP-15;обращения');
    expect(text.split('\r\n')[0]).toContain('Надёжность;Источник');
  });

  it('says beside the filter what is wrong with it', async () => {
    const page = await guest.get('/law?on=2026-02-30');
    expect(page.status).toBe(422);
    expect(page.text).toContain('Укажите дату, которая есть в календаре.');
    expect((await json('/law?area=cooking')).body.fields).toHaveProperty('area');
    expect((await json('/law?colour=red')).status).toBe(422);
  });

  it('shows a norm with its editions, and the edition of another day', async () => {
    const { body } = await json('/law/k-05');
    expect(body.norm.id).toBe('K-05');
    expect(body.history.length).toBeGreaterThan(0);
    const page = await guest.get('/law/AP-15');
    expect(page.text).toContain('подтверждено источником');
    expect(page.text).toContain('обращения на тему «Работа управляющей организации»');
    const early = await json('/law/AP-17?on=2020-01-01');
    expect(early.body.inForce).toBe(false);
  });

  it('counts the norms by how sure we are, and each count opens exactly its rows', async () => {
    for (const filter of ['', 'area=debt', 'q=прибор&on=2026-03-01']) {
      const { body } = await json(`/law?${new URLSearchParams(filter)}`);
      const counts: { key: string; count: number }[] = body.certainty;
      expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(body.norms.length);
      const page = (await guest.get(`/law?${new URLSearchParams(filter)}`)).text.replaceAll('&#x3D;', '=');
      for (const { key, count } of counts.filter((one) => one.count > 0)) {
        const query = new URLSearchParams([...new URLSearchParams(filter), ['sure', key]]).toString();
        expect(page).toContain(`href="/law?${query.replaceAll('&', '&amp;')}"`);
        expect((await json(`/law?${query}`)).body.norms.length).toBe(count);
      }
    }
    const memory = await guest.get('/law?sure=memory');
    expect(memory.text).toContain('Надёжность: по памяти');
    expect(memory.text).toContain('Прежде чем на неё ссылаться, найдите её в акте.');
    expect((await json('/law?sure=perhaps')).body.fields).toHaveProperty('sure');
  });

  it('names the document of a norm with a link, and says plainly that a norm is from memory', async () => {
    const seen = await guest.get('/law/V-11');
    expect(seen.text).toContain('Гражданский кодекс РФ, часть первая — КонсультантПлюс');
    expect(seen.text).toMatch(/<a class="govuk-link" href="https:[^"]+">\s*Гражданский кодекс РФ, часть первая/);
    const memory = await guest.get('/law/DB-24');
    expect(memory.text).toContain('нет — по памяти');
    expect(memory.text).toContain('Прежде чем на неё ссылаться, найдите её в акте.');
    expect((await json('/law/V-11')).body.norm.source).toMatchObject({ id: 'gk-1', kind: 'text' });
  });

  it('knows no other norms', async () => {
    expect((await json('/law/XX-99')).status).toBe(404);
    expect((await json('/law/%3Cscript%3E')).status).toBe(404);
  });

  const asked = { norm: 'N-01', event: '2026-12-11T10:00', zone: 'Europe/Moscow' };
  const at = (over: Record<string, string>) => `/law/deadline?${new URLSearchParams({ ...asked, ...over })}`;

  it('counts a deadline the same for a person, a program and a calendar', async () => {
    const { body } = await json(at({}));
    expect(body.deadline.derivation.length).toBeGreaterThan(2);
    const page = await guest.get(at({}));
    expect(page.text).toContain('Последний день');
    for (const line of body.deadline.derivation) expect(page.text).toContain(line.replaceAll('=', '&#x3D;'));
    const ics = await guest.get(at({ as: 'ics' }));
    expect(ics.headers['content-type']).toContain('text/calendar');
    expect(ics.text).toContain(`DTSTART;VALUE=DATE:${body.deadline.lastDay.replaceAll('-', '')}`);
    for (const line of ics.text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  });

  it('marks a term that leans on a calendar nobody has approved', async () => {
    const page = await guest.get(at({ norm: 'AP-01', event: '2027-03-01T10:00' }));
    expect(page.text).toContain('ещё не утверждён');
  });

  it('opens with the norm a link names and blames nobody for what is not typed yet', async () => {
    const { status, text } = await guest.get('/law/deadline?norm=P-03');
    expect(status).toBe(200);
    expect(text).toMatch(/<option value="P-03"\s+selected/);
    expect(text).not.toContain('-error"');
  });

  it.each([
    ['a norm that is not there', { norm: 'XX-99' }, 'norm'],
    ['a norm that is no term', { norm: 'AP-P2' }, 'norm'],
    ['a day that does not exist', { event: '2026-02-30T10:00' }, 'event'],
    ['an event that is not read', { event: 'завтра' }, 'event'],
    ['a zone that does not exist', { zone: 'Mars/Olympus' }, 'zone'],
    ['an impossible law date', { on: '2026-13-01' }, 'on'],
    ['no event', { event: '' }, 'event'],
  ])('says beside the field what is wrong: %s', async (_, over, field) => {
    const { status, body } = await json(at(over));
    expect(status).toBe(422);
    expect(Object.keys(body.fields)).toEqual([field]);
    const page = await guest.get(at(over));
    expect(page.status).toBe(422);
    expect(page.text).toContain(`href="#${field}"`);
    expect(page.text).toContain(`id="${field}-error"`);
    expect(page.text).toContain('<title>Ошибка:');
  });
});
