import request from 'supertest';
import { type Browser, type Site, testSite } from '../../proof/site';
import { requestClocks } from '../../law/dispatch/clocks';
import { faultKinds } from '../../law/dispatch/kinds';
import { lawRoutes } from './routes';

describe('«Сколько ждать?»', () => {
  let site: Site;
  let guest: Browser;
  beforeAll(async () => {
    site = await testSite(lawRoutes);
    guest = await site.browser(null);
  });
  afterAll(() => site.close());
  const at = (asked: Record<string, string>) => `/law/fault?${new URLSearchParams(asked)}`;
  const json = (asked: Record<string, string>) => request(site.app).get(at(asked)).accept('application/json');
  const burst = { kind: 'S02.heating', at: '2026-11-20T22:30', zone: 'Europe/Moscow' };

  it('shows the numbers to call before anything is asked', async () => {
    const { status, text } = await guest.get('/law/fault');
    expect(status).toBe(200);
    expect(text).toContain('href="tel:112"');
    expect(text).toContain('href="tel:104"');
    expect(text).not.toContain('-error"');
    expect((await json({})).body).toEqual({ urgent: false, found: [], answer: null });
  });

  it('answers with the clocks of the law, the same for a person and a program', async () => {
    const { body } = await json(burst);
    const clocks = requestClocks({ kind: burst.kind, registeredAt: burst.at, zone: burst.zone });
    expect(
      body.answer.clocks.map(({ name, deadline }: { name: string; deadline: unknown }) => ({ name, deadline })),
    ).toEqual(JSON.parse(JSON.stringify(clocks)));
    const page = (await guest.get(at(burst))).text.replaceAll('\u00a0', ' ');
    for (const line of clocks.flatMap(({ deadline }) => deadline.derivation))
      expect(page).toContain(line.replaceAll('\u00a0', ' '));
    for (const { says } of [...body.answer.bill, ...body.answer.late])
      expect(page).toContain(says.replaceAll('\u00a0', ' '));
    expect(page).toContain('до пн 23 ноября 2026, 22:30');
  });

  it('recognises words, names the other guesses, and passes on a link without them', async () => {
    const { body } = await json({ say: 'прорвало батарею, вода хлещет на Петровых' });
    expect(body).toMatchObject({ urgent: true, answer: { kind: { code: 'S02.heating' }, now: true } });
    expect(body.found.length).toBeGreaterThan(1);
    const page = (await guest.get(at({ say: 'прорвало батарею, вода хлещет на Петровых' }))).text;
    expect(page).toContain('Звоните сейчас');
    const link =
      /href="([^"]+)">Ссылка на этот ответ/.exec(page)?.[1]?.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=') ?? '';
    expect(link).toContain('kind=S02.heating');
    expect(decodeURIComponent(link)).not.toContain('Петров');
    const again = await guest.get(link);
    expect([again.status, again.text.includes('Течёт или прорвало батарею')]).toEqual([200, true]);
  });

  it('raises no alarm over a complaint, and none over words it does not know', async () => {
    expect((await json({ say: 'батареи холодные' })).body).toMatchObject({
      urgent: false,
      answer: { kind: { code: 'Q.heating' } },
    });
    const page = await guest.get(at({ say: 'спасибо' }));
    expect([page.status, page.text.includes('По этим словам неисправность не узнать')]).toEqual([200, true]);
    expect(page.text).toContain('href="tel:112"');
  });

  it('sends whoever smells gas to 104 before 112', async () => {
    const page = (await guest.get(at({ say: 'пахнет газом' }))).text;
    expect(page.indexOf('tel:104')).toBeLessThan(page.indexOf('tel:112'));
    expect(page).toContain('Передать газовой службе');
  });

  it('answers for every kind the page offers', async () => {
    const page = (await guest.get('/law/fault')).text.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');
    const offered = [...page.matchAll(/href="\/law\/fault\?([^"]*kind=[^"]+)"/g)].map(([, found]) => found ?? '');
    expect(offered).toHaveLength(faultKinds.length);
    for (const found of offered) expect([found, (await guest.get(`/law/fault?${found}`)).status]).toEqual([found, 200]);
  });

  it('counts a blocked chute by the clock of the house', async () => {
    const fix = async (zone: string) =>
      (await json({ kind: 'S05', at: '2026-11-20T22:30', zone })).body.answer.clocks.find(
        ({ name }: { name: string }) => name === 'fix',
      ).deadline.dueAt;
    expect(await fix('Europe/Kaliningrad')).toBe('2026-11-21T09:30:00+02:00');
    expect(await fix('Asia/Kamchatka')).toBe('2026-11-21T09:30:00+12:00');
  });

  it('counts three days from the damage, where it is known', async () => {
    const { body } = await json({ ...burst, damaged: '2026-11-20T10:00' });
    const fix = body.answer.clocks.find(({ name }: { name: string }) => name === 'fix');
    expect(fix.deadline.dueAt).toBe('2026-11-23T10:00:00+03:00');
  });

  it.each([
    ['a kind that is not there', { kind: 'XX-99' }, 'say'],
    ['a kind from a script', { kind: '<script>' }, 'say'],
    ['a zone that does not exist', { ...burst, zone: 'Mars/Olympus' }, 'zone'],
    ['a day that does not exist', { ...burst, at: '2026-02-30T10:00' }, 'at'],
    ['a time in words', { ...burst, at: 'вчера' }, 'at'],
    ['damage after the request', { ...burst, damaged: '2026-11-21T10:00' }, 'damaged'],
    ['a book for words', { say: 'а'.repeat(301) }, 'say'],
  ])('says beside the field what is wrong: %s', async (_, asked, field) => {
    const { status, body } = await json(asked);
    expect([status, Object.keys(body.fields)]).toEqual([422, [field]]);
    const page = await guest.get(at(asked));
    expect(page.status).toBe(422);
    expect(page.text).toContain(`href="#${field}"`);
    expect(page.text).toContain(`id="${field}-error"`);
    expect(page.text).toContain('href="tel:112"');
  });
});
