import { randomUUID } from 'node:crypto';
import { load } from 'cheerio';
import { homeRoutes } from '../../api/home/routes';
import { meetingRoutes } from '../../api/meeting/routes';
import { votingRoutes } from '../../api/meeting/vote/routes';
import { momentOf } from '../../api/http/fields';
import { siteOver, type Browser } from '../site';
import { ZONE } from './meeting-house';
import { meetingTown, type Town } from './meeting-town';

const DAY = 86_400_000;

/** Read in order: the clock of the town only goes forward. */
describe('a meeting whose notice was not proved in time', () => {
  let town: Town;
  let initiator: Browser;
  let neighbour: Browser;
  let id: string;
  let again: string;
  beforeAll(async () => {
    town = await meetingTown({ bornAt: '2026-02-02T10:00:00+03:00' });
    const site = siteOver({ db: town.db, engine: town.engine }, [...homeRoutes, ...meetingRoutes, ...votingRoutes]);
    const [first = '', second = ''] = town.owners;
    [initiator, neighbour] = await Promise.all([site.browser(first), site.browser(second)]);
    const [phone, value] = ['phone', '+79000000001'];
    await town.owner('contact').whereIn('person_id', town.owners.slice(2)).delete();
    await town
      .owner('contact')
      .insert({ id: randomUUID(), person_id: first, channel: phone, value, confirmed_at: new Date('2018-01-01') });
    const opensAt = new Date((await town.now()).getTime() + 11 * DAY);
    id = await town.draft({ opensAt, closesAt: new Date(opensAt.getTime() + 7 * DAY) });
  }, 120_000);
  afterAll(() => town.stop());

  const page = async (browser: Browser, path: string) => load((await browser.get(path)).text);
  const main = async (browser: Browser, path: string): Promise<string> =>
    (await page(browser, path))('main').text().replace(/\s+/gu, ' ');

  it('shows before the notice whom it reaches by which way, what freezes and what is risked', async () => {
    const told = await main(initiator, `/meetings/${id}/notify`);
    for (const words of [
      'Всего 10 собственников. В личный кабинет — всем',
      'Кроме того, по электронной почте — 2 людям',
      'по SMS — 1 человеку',
      'Только в кабинет — 8 людям',
      'Повестка: 2 вопроса',
      'Реестр собственников: 10 прав',
      'Назад нельзя',
      'Здравствуйте!',
      'голосование не откроется',
    ])
      expect(told).toContain(words);
    expect((await town.look(id)).file.phase).toBe('draft');
    expect((await neighbour.get(`/meetings/${id}/notify`)).status).toBe(404);
  });

  it('is noticed by the one button of that page, once however often it is pressed', async () => {
    const key = randomUUID();
    const [first, second] = [
      await initiator.send(`/meetings/${id}/notify`, {}, key),
      await initiator.send(`/meetings/${id}/notify`, {}, key),
    ];
    expect([first.status, second.status]).toEqual([303, 303]);
    expect(await town.phase(id)).toBe('noticed');
    expect(await town.letters(id, 'meeting-notice')).toBe(10);
    const late = await initiator.send(`/meetings/${id}/notify`, {});
    expect([late.status, load(late.text)('h1').text()]).toEqual([409, 'Сообщить собственникам']);
    expect((await initiator.get(`/meetings/${id}/notify`)).headers['location']).toBe(`/meetings/${id}`);
  });

  it('says from the first hour what is unproved, until when and what will happen', async () => {
    await town.tell(id, town.owners.slice(1));
    const card = await page(initiator, `/meetings/${id}`);
    expect(card('.next__title').text().replace(/\s+/gu, ' ')).toMatch(/^До .* докажите уведомление: 1 собственник$/u);
    expect(card('.next').text()).toMatch(/не откроется.*правило системы/su);
    expect(await main(initiator, '/')).toContain('Докажите уведомление');
    expect(await main(neighbour, '/')).not.toContain('Докажите уведомление');
  });

  it('stands halted and says so everywhere, to everybody', async () => {
    await town.travelTo((await town.look(id)).meeting.opensAt ?? new Date());
    await town.until(id, 'halted');
    expect(await town.letters(id, 'meeting-unopened')).toBe(10);
    for (const browser of [initiator, neighbour])
      for (const path of [`/meetings/${id}`, `/meetings/${id}/vote`, '/']) {
        const told = await main(browser, path);
        expect([path, told]).toEqual([path, expect.stringContaining('Голосование не открыто')]);
        expect(told).not.toContain('Голосование начнётся');
      }
    const card = await page(initiator, `/meetings/${id}`);
    expect(card('.next').text()).toContain('правило системы, а не закона');
    expect(card(`.next a[href="/meetings/${id}/repeat"]`).text()).toContain('Созвать заново');
    expect((await page(neighbour, `/meetings/${id}`))(`a[href="/meetings/${id}/repeat"]`)).toHaveLength(0);
    expect((await neighbour.get(`/meetings/${id}/repeat`)).status).toBe(403);
  });

  it('is called anew by one button, once, with everything taken over and a link both ways', async () => {
    expect(await main(initiator, `/meetings/${id}/repeat`)).toContain('повестка (2 вопроса)');
    const key = randomUUID();
    const sent = await initiator.send(`/meetings/${id}/repeat`, {}, key);
    again = String(sent.headers['location']).split('/').at(-1) ?? '';
    expect((await initiator.send(`/meetings/${id}/repeat`, {}, key)).headers['location']).toBe(`/meetings/${again}`);
    expect((await initiator.send(`/meetings/${id}/repeat`, {})).status).toBe(409);
    await town.until(again, 'draft');
    const [old, made] = [await town.look(id), await town.look(again)];
    expect(old.file).toMatchObject({ phase: 'cancelled', outcome: 'repeated' });
    expect(old.repeatedBy).toHaveLength(1);
    const { form, total, totalBasis, paperAddress, materialsPlace, chairId, secretaryId, counterIds } = old.meeting;
    const taken = { form, total, totalBasis, paperAddress, materialsPlace, chairId, secretaryId, counterIds };
    expect(made.meeting).toMatchObject({ ...taken, repeatsId: id });
    expect(made.questions.map(({ wording }) => wording)).toEqual(old.questions.map(({ wording }) => wording));
    expect((await page(initiator, `/meetings/${id}`))(`.next a[href="/meetings/${again}"]`)).toHaveLength(1);
    expect((await page(initiator, `/meetings/${again}`))(`a[href="/meetings/${id}"]`).length).toBeGreaterThan(0);
  });

  it('opens when the proposed dates are kept: noticed in time, there is time to prove it', async () => {
    const terms = await page(initiator, `/meetings/${again}/terms`);
    const field = (name: string): string => String(terms(`#${name}`).val());
    expect(terms('main').text()).toMatch(/Без электронной связи — 8/u);
    const { meeting } = await town.look(again);
    const kept = {
      title: meeting.title,
      form: meeting.form,
      opens: field('opens'),
      closes: field('closes'),
      total: meeting.total ?? '',
      totalBasis: meeting.totalBasis ?? '',
      paperAddress: meeting.paperAddress ?? '',
      materialsPlace: meeting.materialsPlace ?? '',
    };
    expect((await initiator.send(`/meetings/${again}/terms`, kept)).status).toBe(303);
    const card = JSON.parse((await initiator.get(`/meetings/${again}?as=json`)).text);
    const open = card.checks.filter(
      ({ verdict, task }: { verdict: string; task: string }) => verdict !== 'ok' && task === 'terms',
    );
    expect(open).toEqual([]);
    expect((await initiator.send(`/meetings/${again}/notify`, {})).status).toBe(303);
    await town.travelTo(new Date((await town.now()).getTime() + 7 * DAY));
    await town.tell(again);
    await town.travelTo(momentOf(kept.opens, ZONE));
    await town.until(again, 'voting');
  });
});
