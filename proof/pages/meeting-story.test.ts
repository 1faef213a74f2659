import { createApp } from '../../api/app';
import { routes } from '../../api/routes';
import { printer } from '../../activities/gateways/browser';
import { makeOwedPapers } from '../../activities/meeting/documents/loop';
import { localOf } from '../../law/base/zone';
import { ZONE } from '../stories/meeting-house';
import { meetingTown, type Town } from '../stories/meeting-town';
import { openBrowser, serve, type Browser } from './browser';
import { walk, type Walk, type Weights } from './walk';

const VOTERS = 6;
const SECRET = 'a secret that only tests know, 32+';

/** The life of an electronic meeting in a training region, as its people see it in browsers without scripts. */
describe('a meeting in browsers without scripts', () => {
  let town: Town;
  let browser: Browser;
  let served: Awaited<ReturnType<typeof serve>>;
  let initiator: Walk;
  let path = '';
  const weights: Weights = { html: new Map(), css: 0 };
  const trackers: string[] = [];

  beforeAll(async () => {
    const flats = Array.from({ length: 8 }, () => ({ area: '50.00' }));
    town = await meetingTown({ bornAt: '2026-11-20T10:00:00+03:00', flats });
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
      publicUrl: 'http://localhost:8080',
      sessionSecret: SECRET,
      rates,
    });
    [browser, served] = await Promise.all([openBrowser(), serve(app)]);
    initiator = await enter(town.owners[0]);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await served?.stop();
    await town?.stop();
  });

  const enter = (personId?: string): Promise<Walk> =>
    walk({ browser, url: served.url, db: town.db, personId: personId ?? null, weights });
  const id = (): string => path.split('/').at(-1) ?? '';

  /** Travels through the page of the clock, which reloads itself until the travel has arrived. */
  async function travelTo(at: Date | null): Promise<void> {
    const { day, time } = localOf(at ?? new Date(0), ZONE);
    await initiator.go(`/clock?back=${path}`);
    await initiator.fill({ date: `${day}T${new Date(time).toISOString().slice(11, 16)}` });
    await initiator.press('Перевести');
    await initiator.press('Перевести часы');
    await town.eventually(async () => (await town.db('travel').whereNull('done_at').first('id')) === undefined);
    await initiator.go(new URL(initiator.page.url()).pathname);
    expect(await initiator.read()).toContain('Часы переведены');
  }

  it('is called with a ready agenda whose blanks are filled', async () => {
    await initiator.go('/meetings/new');
    await initiator.tick('input[name=initiator][value=owner]');
    await initiator.tick('input[name=pack][value=current-repair]');
    await initiator.fill({ title: 'Текущий ремонт подъездов' });
    await initiator.press('Создать черновик');
    path = new URL(initiator.page.url()).pathname;
    await town.until(id(), 'draft');
    await initiator.go(`${path}/agenda`);
    const places = await initiator.page.$$eval('main a[href*="/questions/"]', (links) =>
      links.map((link) => link.getAttribute('href') ?? ''),
    );
    for (const place of places) {
      await initiator.go(place);
      const wording = await initiator.page.$eval('#wording', (one) => one.textContent ?? '');
      await initiator.fill({ wording: wording.replaceAll(/\[[^\]]+\]/g, 'по приложению') });
      await initiator.press('Сохранить');
    }
    expect(await initiator.read()).not.toContain('[');
  }, 180_000);

  it('gets the earliest lawful dates, places and people', async () => {
    await initiator.go(`${path}/terms`);
    const [, chair = '', secretary = ''] = town.owners;
    await initiator.fill({
      totalBasis: 'Технический паспорт дома',
      paperAddress: 'ул. Садовая, д. 1, кв. 1',
      materialsPlace: 'На странице собрания',
      chair,
      secretary,
    });
    await initiator.press('Сохранить');
    await initiator.go(path);
    expect(await initiator.read()).toContain('Всё готово: сообщите собственникам');
  }, 120_000);

  it('is told to everybody, and the notice is proved owner by owner', async () => {
    await initiator.press('Сообщить собственникам');
    expect(await initiator.read()).toContain('Назад нельзя');
    await initiator.press('Сообщить собственникам');
    await initiator.go(`${path}/notices`);
    for (const box of await initiator.page.$$('main input[name=owner]')) await box.click();
    await initiator.tick('input[name=way][value=signature]');
    await initiator.press('Отметить');
    await initiator.go(path);
    expect(await initiator.read()).not.toContain('Не доказано');
    await travelTo((await town.look(id())).meeting.opensAt);
    await town.until(id(), 'voting');
  }, 120_000);

  it.each(Array.from({ length: VOTERS }, (_, flat) => flat))(
    'is decided by owner %i, who takes a number home',
    async (flat) => {
      const voter = await enter(town.owners[flat]);
      await voter.go(`${path}/vote`);
      await voter.press('Голосовать');
      const answer = flat === VOTERS - 1 ? 'against' : 'for';
      for (const box of await voter.page.$$(`main input[value=${answer}]`)) await box.click();
      await voter.press('Проверить и подписать');
      await voter.tick('#signed');
      await voter.press('Подписать и отправить');
      trackers.push(await voter.page.$eval('.receipt b', (mark) => (mark.textContent ?? '').replaceAll(/\s/g, '')));
      await voter.page.browserContext().close();
    },
    120_000,
  );

  it('ends at its instant; owners read the outcome and the protocol, and anybody finds a vote by its number', async () => {
    expect(new Set(trackers).size).toBe(VOTERS);
    await travelTo((await town.look(id())).meeting.closesAt);
    await town.until(id(), 'protocol');
    const paper = printer(openBrowser);
    await makeOwedPapers(town.db, paper.print);
    await paper.close();
    const reader = await enter(town.owners[1]);
    await reader.go(`${path}/result`);
    expect(await reader.read()).toContain('Собрание состоялось, принято решений: 6 из 6');
    const protocol = await reader.page.$eval('section:has(#protocol) a', (link) => link.getAttribute('href') ?? '');
    expect((await reader.take(protocol)).subarray(0, 5).toString()).toBe('%PDF-');
    await initiator.go(`${path}/protocol`);
    expect(await initiator.read()).toContain('протокол');
    const passer = await enter();
    await passer.go(`/check/${trackers[0]}`);
    expect(await passer.read()).toContain('Голос записан');
    report();
  }, 180_000);

  /** The figures of the README: how large a page is without scripts. */
  function report(): void {
    const pages = [...weights.html].sort(([, a], [, b]) => b - a);
    const heaviest = pages.slice(0, 5).map(([place, bytes]) => `${place} ${bytes}`);
    console.info(`${pages.length} pages, css ${weights.css} bytes, heaviest: ${heaviest.join(', ')}`);
    for (const [place, bytes] of pages) expect([place, bytes < 100_000]).toEqual([place, true]);
  }
});
