import { randomUUID } from 'node:crypto';
import type { Express } from 'express';
import request from 'supertest';
import { createApp } from '../app';
import { appealTown, type Town } from '../../proof/stories/appeal-town';
import { insertRegistry, noRows } from '../../store/registry/rows';
import { makeToken } from '../../store/access/tokens';
import { appealRoutes } from '../appeal/routes';
import { searchRoutes } from '../search/routes';
import { homeRoutes } from './routes';

/** Read in order: the clock of the town only goes forward. */
describe('the first page and the search', () => {
  let town: Town;
  let app: Express;
  let caseId: string;
  let number: string;
  beforeAll(async () => {
    town = await appealTown({ bornAt: '2026-03-02T12:00:00+03:00' });
    const options = { kind: 'training' as const, publicUrl: 'http://localhost:8080', sessionSecret: 'x'.repeat(32) };
    app = createApp({ db: town.db, engine: town.engine }, [...homeRoutes, ...searchRoutes, ...appealRoutes], options);
    caseId = await town.appeal();
    number = (await town.look(caseId)).file.number;
  });
  afterAll(() => town.stop());

  async function get(who: keyof Town['who'], path: string) {
    const token = await makeToken(town.db, {
      id: randomUUID(),
      personId: town.who[who],
      organisationId: null,
      scopes: ['*'],
      name: 'test',
      days: 999,
    });
    return request(app).get(path).auth(token, { type: 'bearer' }).redirects(0);
  }
  const page = async (who: keyof Town['who'], path = '/') =>
    (await get(who, `${path}${path.includes('?') ? '&' : '?'}as=page`)).text;
  type Counted = { tiles: { tiles: { title: string; count: number }[] }[] };
  const tilesIn = ({ tiles }: Counted): Record<string, number> =>
    Object.fromEntries(tiles.flatMap((group) => group.tiles.map(({ title, count }) => [title, count])));
  const find = async (who: keyof Town['who'], q: string) =>
    (await get(who, `/search?${new URLSearchParams({ q })}`)).body;

  it('tells a guest what Domovoy is and what is open to everyone', async () => {
    const { status, text } = await request(app).get('/').accept('text/html');
    expect(status).toBe(200);
    for (const href of ['/sign-in', '/law', '/law/deadline', '/law/meeting']) expect(text).toContain(`href="${href}"`);
    expect(text).not.toContain(number);
  });

  it('shows who wrote their own case, and wants nothing from them while it is worked on', async () => {
    const text = await page('owner');
    expect(text).toContain('Мои дела');
    expect(text).toContain(number);
    expect(text).toContain('Обращение зарегистрировано');
    expect(text).not.toContain('Что от меня ждут');
    expect(text).toContain('сообщени');
  });

  it('shows the office what it owes, the soonest first, with counters', async () => {
    const soon = await town.appeal({ subjects: ['organisation'] });
    const { body } = await get('clerk', '/');
    expect(body.offices.lines.map(({ id }: { id: string }) => id)).toEqual([soon, caseId]);
    expect(body.offices.count).toBe(2);
    expect(body.mine).toEqual({ lines: [], count: 0 });
    expect(tilesIn(body)).toMatchObject({ просрочено: 0, 'меньше трёх дней': 1, 'нужно действие': 2, открыто: 2 });
    expect(await page('clerk')).toContain('Ждут организацию');
  });

  it('shows an inspector the region and a stranger nothing', async () => {
    expect(tilesIn((await get('inspector', '/')).body)).toMatchObject({ 'открыто в регионе': 2 });
    const stranger = (await get('stranger', '/')).body;
    expect(stranger).toMatchObject({ mine: { count: 0 }, own: [], events: [], tiles: [], cards: [] });
    expect(await page('stranger')).toContain('Сейчас от вас ничего не ждут');
    expect(await page('stranger')).toContain('href="/appeals/new"');
    expect((await get('neighbour', '/')).body.own).toEqual([]);
  });

  it('shows an executor what was given to them first, apart from what their organisation owes', async () => {
    const given = await town.appeal();
    await town.act(given, 'route', { person: town.who.clerk });
    const ids = ({ lines }: { lines: { id: string }[] }): string[] => lines.map(({ id }) => id);
    const [clerk, head] = [(await get('clerk', '/')).body, (await get('head', '/')).body];
    expect(ids(clerk.mine)).toEqual([given]);
    expect(ids(clerk.offices)).not.toContain(given);
    expect(ids(head.mine)).toEqual([]);
    expect(ids(head.offices)).toEqual(expect.arrayContaining([given, caseId]));
    const text = await page('clerk');
    expect(text.indexOf('Что от меня ждут')).toBeLessThan(text.indexOf('Ждут организацию'));
  });

  it('counts all that waits, not only what it shows', async () => {
    for (let n = 0; n < 9; n += 1) await town.appeal();
    const { body } = await get('head', '/');
    expect(body.offices.lines).toHaveLength(8);
    expect(body.offices.count).toBe(tilesIn(body)['нужно действие']);
    expect(body.offices.count).toBeGreaterThan(10);
    const board = (await get('head', '/appeals/board')).body;
    expect(tilesIn(body)['просрочено']).toBe(board.counts.overdue);
    expect(tilesIn(body)['меньше трёх дней']).toBe(board.counts.soon);
    expect(tilesIn(body)['открыто']).toBe(board.counts.open);
  });

  it('asks the applicant for what only they can do once the answer is there', async () => {
    await town.answer(caseId);
    const { body } = await get('owner', '/');
    expect(body.mine.lines).toMatchObject([{ id: caseId, wanted: expect.stringContaining('Оцените ответ') }]);
  });

  it.each([
    ['as it is printed', (n: string) => n],
    ['in small letters with spaces', (n: string) => n.toLowerCase().replaceAll('-', ' ')],
    ['with a Latin P and O', (n: string) => n.replace('О', 'O').replace('Р', 'P')],
    ['without the prefix and the zeros', (n: string) => n.replace('ОБР-', '').replace(/0+(\d+)$/, '$1')],
  ])('leads straight to a case by its number, written %s', async (_, spelt) => {
    const found = await get('owner', `/search?${new URLSearchParams({ q: spelt(number), as: 'page' })}`);
    expect(found.status).toBe(303);
    expect(found.headers['location']).toBe(`/appeals/${caseId}`);
    expect((await find('owner', spelt(number))).cases).toHaveLength(1);
  });

  it('finds no case for whoever has no part in it', async () => {
    for (const who of ['neighbour', 'stranger', 'municipal'] as const)
      expect((await find(who, number)).cases).toEqual([]);
    expect(await page('stranger', `/search?${new URLSearchParams({ q: number })}`)).toContain('Ничего не нашлось');
  });

  it('finds houses in scope by words in any order, with ё and look-alikes', async () => {
    expect((await find('owner', 'садовая 1')).houses).toHaveLength(1);
    expect((await find('clerk', 'д. 1, ул. Сaдoвaя')).houses).toHaveLength(1);
    expect((await find('stranger', 'садовая')).houses).toEqual([]);
  });

  it('finds people for those who keep the register, and for nobody else', async () => {
    const rows = noRows();
    const id = randomUUID();
    rows.person.push({
      id,
      family_name: 'Королёв',
      given_name: 'Семён',
      patronymic: null,
      sex: 'male',
      birth_day: null,
      snils: null,
      demo_role: null,
      login: null,
    });
    const { id: premises } = await town.db('premises').first('id');
    rows.residence.push({
      id: randomUUID(),
      person_id: id,
      premises_id: premises,
      from_day: '2020-01-01',
      to_day: null,
    });
    await town.db.transaction((trx) => insertRegistry(trx, rows));
    expect((await find('clerk', 'королев семен')).people).toMatchObject([{ id, home: 'ул. Садовая, д. 1, 1' }]);
    expect((await find('clerk', 'owner@pochta.example')).people).toMatchObject([{ id: town.who.owner }]);
    expect((await find('clerk', '8 (900) 000-00-00')).people).toMatchObject([{ id: town.who.owner }]);
    for (const who of ['owner', 'stranger', 'inspector', 'municipal'] as const)
      expect((await find(who, 'Королёв')).people).toEqual([]);
  });

  it('finds organisations by name and ИНН', async () => {
    expect((await find('stranger', 'supplier')).organisations.length).toBeGreaterThan(0);
    const { inn } = await town.db('organisation').where({ id: town.of.supplier }).first('inn');
    expect((await find('stranger', inn)).organisations).toMatchObject([{ id: town.of.supplier }]);
  });

  it.each([['%%%'], ['___'], ["' or 1=1 --"], ['\\'], ['«»']])('takes %s for text, not for a pattern', async (q) => {
    const { houses, people, cases } = await find('clerk', q);
    expect([houses, people, cases]).toEqual([[], [], []]);
  });

  it('says beside the field what is wrong, and asks for sign-in', async () => {
    const long = await get('owner', `/search?q=${'а'.repeat(101)}&as=page`);
    expect(long.status).toBe(422);
    expect(long.text).toContain('id="q-error"');
    expect((await request(app).get('/search?q=1').accept('json')).status).toBe(401);
    expect((await find('owner', '')).cases).toEqual([]);
  });
});
