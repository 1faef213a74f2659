import { load } from 'cheerio';
import { siteOver, type Browser } from '../../proof/site';
import { meetingTown, type Town } from '../../proof/stories/meeting-town';
import { meetingRoutes } from './routes';

/** The initiator's whole way through the forms, with the real engine. */
describe('calling a meeting from the browser', () => {
  let town: Town;
  let initiator: Browser;
  let id: string;

  beforeAll(async () => {
    town = await meetingTown({ bornAt: '2026-11-20T10:00:00+03:00' });
    const site = siteOver({ db: town.db, engine: town.engine }, meetingRoutes);
    initiator = await site.browser(town.owners[0] ?? '');
  });
  afterAll(() => town.stop());

  const get = (leaf = '') => initiator.get(`/meetings/${id}${leaf}`);

  it('refuses the notice until every task is done', async () => {
    const sent = await initiator.send('/meetings', {
      house: town.buildingId,
      initiator: 'owner',
      form: 'electronic',
      title: 'Текущий ремонт',
      pack: 'current-repair',
    });
    id = sent.headers.location?.split('/').at(-1) ?? '';
    await town.until(id, 'draft');
    const refused = await initiator.send(`/meetings/${id}/notify`, {});
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Назовите начало и конец собрания.');
  });

  it('has every blank of the ready agenda filled before the notice', async () => {
    const refused = await initiator.send(`/meetings/${id}/notify`, {});
    expect(refused.text).toContain('впишите в текст, что стоит вместо «[имена]»');
    const agenda = load((await get('/agenda')).text);
    const places = agenda('a[href*="/questions/"]')
      .map((_, link) => agenda(link).attr('href'))
      .get();
    for (const place of new Set(places)) {
      const one = load((await initiator.get(place)).text);
      const wording = String(one('#wording').val());
      const filled = { kind: one('#kind').val(), wording: wording.replaceAll(/\[[^\]]+\]/g, 'по приложению') };
      if (filled.wording !== wording) expect((await initiator.send(place, filled)).status).toBe(303);
    }
    expect((await initiator.send(`/meetings/${id}/notify`, {})).text).not.toContain('впишите');
  });

  it('offers the earliest lawful dates and takes them', async () => {
    const page = load((await get('/terms')).text);
    const sent = await initiator.send(`/meetings/${id}/terms`, {
      title: 'Текущий ремонт',
      form: 'electronic',
      opens: page('#opens').val(),
      closes: page('#closes').val(),
      total: '500',
      totalBasis: 'Технический паспорт',
      paperAddress: 'кв. 1',
      materialsPlace: 'На странице собрания',
      chair: town.owners[0],
      secretary: town.owners[1],
    });
    expect(sent.status).toBe(303);
    expect(load((await get()).text)('.next__title').text()).toBe('Всё готово: сообщите собственникам');
  });

  it('tells the owners and says who is not provably told', async () => {
    expect((await initiator.send(`/meetings/${id}/notify`, {})).status).toBe(303);
    expect(load((await get()).text)('.next').text()).toContain('докажите уведомление: 10');
    for (const owner of town.owners) await initiator.send(`/meetings/${id}/notices`, { way: 'signature', owner });
    expect(load((await get()).text)('.next').text()).not.toContain('докажите уведомление');
  });

  it('opens by itself at the named hour and counts what is enough for the quorum', async () => {
    const { meeting } = await town.look(id);
    await town.travelTo(meeting.opensAt?.toISOString() ?? '');
    await town.until(id, 'voting');
    await town.vote(id, 0);
    const page = load((await get()).text);
    expect(page('.next').text()).toContain('Хватит 5');
    expect(page('#own-acts').closest('section').text()).toContain('Голосование открыто');
    expect((await get('/turnout')).headers['content-type']).toContain('image/svg+xml');
    expect((await get('/roll?as=csv')).text).toContain('\n1;50;50;Собственность;1;');
  });

  it('reminds the silent as often as the norm lets', async () => {
    const answers: number[] = [];
    for (let time = 0; time < 6; time += 1) answers.push((await initiator.send(`/meetings/${id}/remind`, {})).status);
    expect(answers[0]).toBe(303);
    expect(answers.at(-1)).toBeGreaterThanOrEqual(400);
  });
});
