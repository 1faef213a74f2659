import { randomUUID } from 'node:crypto';
import { load } from 'cheerio';
import type request from 'supertest';
import { addOffice, addPost } from '../../proof/office';
import { addPerson, testSite, type Browser, type Site } from '../../proof/site';
import { accountRoutes } from './routes';

const letters: { email: string; link: string }[] = [];
const cookieOf = (answer: request.Response, name: string): string =>
  [answer.headers['set-cookie'] ?? []]
    .flat()
    .map((line) => line.split(';')[0] ?? '')
    .find((line) => line.startsWith(name)) ?? '';

let site: Site;
beforeAll(async () => {
  const sendActivation = async (_: unknown, letter: { email: string; link: string }): Promise<void> =>
    void letters.push(letter);
  site = await testSite(accountRoutes, { services: { sendActivation } });
});
afterAll(() => site.close());

describe('a password', () => {
  let head: Browser;
  let staffId: string;

  beforeAll(async () => {
    const place = await addOffice(site.db);
    const [boss, clerk] = [await addPerson(site.db, 'Главный'), await addPerson(site.db, 'Новичок')];
    await addPost(site.db, boss, place, 'head');
    await addPost(site.db, clerk, place, 'clerk');
    await site
      .db('contact')
      .insert({ id: randomUUID(), person_id: clerk, channel: 'email', value: 'clerk@example.ru' });
    staffId = (await site.db('staff').where({ person_id: clerk }).first('id')).id as string;
    head = await site.browser(boss);
  });

  const enter = (login: string, password: string) => {
    const nobody = site.browser(null);
    return nobody.then((one) => one.send('/sign-in', { login, password, next: '/account' }));
  };

  it('is made by the link of a letter, once, and then opens the door', async () => {
    expect((await head.send(`/account/staff/${staffId}/invite`, {})).status).toBe(303);
    const { link } = letters.at(-1) ?? { link: '' };
    const code = new URL(link).searchParams.get('code') ?? '';
    const nobody = await site.browser(null);
    expect(load((await nobody.get(`/activation?code=${code}`)).text)('b').text()).toContain('clerk@example.ru');
    const set = (password: string, again = password) => nobody.send('/activation', { code, password, again });
    expect((await set('короткий')).status).toBe(422);
    expect((await set('правильная лошадь', 'другая лошадь')).status).toBe(422);
    const done = await set('правильная лошадь');
    expect([done.status, cookieOf(done, 'domovoy-session=') !== '']).toEqual([303, true]);
    expect((await set('правильная лошадь')).status).toBe(404);
    expect((await enter('clerk@example.ru', 'правильная лошадь ')).status).toBe(422);
    const entered = await enter('CLERK@example.ru', 'правильная лошадь');
    expect([entered.status, entered.headers['location']]).toEqual([303, '/account']);
    const { password } = await site.db('account').first('password');
    expect(password).toMatch(/^scrypt\$/);
  });

  it('is made once by a link that is followed twice at the same moment', async () => {
    await head.send(`/account/staff/${staffId}/invite`, {});
    const code = new URL(letters.at(-1)?.link ?? '').searchParams.get('code') ?? '';
    const nobody = await site.browser(null);
    const both = [' первая  лошадь ', 'вторая лошадь\t'].map(async (password) =>
      nobody.send('/activation', { code, password, again: password }),
    );
    const answers = await Promise.all(both);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 404]);
    // A password is kept exactly as it was typed, spaces included.
    const kept = answers[0]?.status === 303 ? ' первая  лошадь ' : 'вторая лошадь\t';
    expect((await enter('clerk@example.ru', kept)).status).toBe(303);
    expect((await enter('clerk@example.ru', kept.trim())).status).toBe(422);
  });

  it('cannot be made for a login that is another’s', async () => {
    const login = 'taken@example.ru';
    await site.db('account').insert({ person_id: await addPerson(site.db), login });
    await site.db('contact').where({ value: 'clerk@example.ru' }).update({ value: login });
    const refused = await head.send(`/account/staff/${staffId}/invite`, {}).accept('json');
    await site.db('contact').where({ value: login }).update({ value: 'clerk@example.ru' });
    expect([refused.status, refused.body.code]).toEqual([422, 'login-taken']);
  });

  it('that is wrong is refused like an unknown login, and guessing is stopped', async () => {
    const wrong = load((await enter('clerk2@example.ru', 'x')).text)('.govuk-error-summary').text();
    expect(wrong).toContain('не подошли');
    expect(load((await enter('nobody@example.ru', 'x')).text)('.govuk-error-summary').text()).toBe(wrong);
    await site.db('guess').update({ failures: 5 });
    await enter('nobody@example.ru', 'x');
    const stopped = await enter('nobody@example.ru', 'x');
    expect([stopped.status, Number(stopped.headers['retry-after']) > 0]).toEqual([429, true]);
  });

  it('is asked for by the head of the same organisation only', async () => {
    const place = await addOffice(site.db);
    const other = await addPerson(site.db, 'Соседний');
    await addPost(site.db, other, place, 'head');
    expect((await (await site.browser(other)).send(`/account/staff/${staffId}/invite`, {})).status).toBe(404);
    expect(
      (await (await site.browser(await addPerson(site.db))).send(`/account/staff/${staffId}/invite`, {})).status,
    ).toBe(404);
  });
});
