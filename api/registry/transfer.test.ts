import { load } from 'cheerio';
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { demoRegion } from '../../bin/seed/registry';
import { testSite, type Browser, type Site } from '../../proof/site';
import { personByLogin } from '../../store/registry/people';
import { insertRegistry } from '../../store/registry/rows';
import { registryRoutes } from './routes';
import { templateColumns } from './template';

const { rows } = demoRegion();
const house = rows.building[0]?.id ?? '';
let site: Site;
let clerk: Browser;
beforeAll(async () => {
  site = await testSite(registryRoutes);
  await insertRegistry(site.db, rows);
  clerk = await site.browser((await personByLogin(site.db, 'clerk'))?.id ?? null);
});
afterAll(() => site?.close());

const taken = {
  'Номер помещения': '301',
  'Вид помещения': 'жилое',
  'Площадь по ЕГРН': '41,20',
  'Вид права': 'Собственность',
  'Номер права': '17/2',
  'Дата права': '20.03.2025',
  'Основание права': 'передаточный акт',
  Фамилия: 'Новосёлов',
  Имя: 'Лев',
};
const check = async (line: Record<string, string>) =>
  request(site.app)
    .post(`/houses/${house}/imports`)
    .set('Cookie', clerk.cookie)
    .accept('application/json')
    .field('_csrf', clerk.csrf)
    .field('key', randomUUID())
    .attach(
      'file',
      Buffer.from(
        [templateColumns, templateColumns.map((title) => line[title] ?? '')].map((row) => row.join(';')).join('\n'),
      ),
      'реестр.csv',
    );
const textOf = async (path: string): Promise<string> =>
  load((await clerk.get(path)).text)('main')
    .text()
    .replace(/\s+/g, ' ');

describe('a right by an act of the developer', () => {
  it('comes with the register file, and the pages name the act', async () => {
    const { body } = await check(taken);
    expect([body.problems, body.changes?.rightsNew]).toEqual([[], 1]);
    expect((await clerk.send(`/imports/${body.id}/apply`, {})).status).toBe(303);
    expect(await textOf(`/houses/${house}/register`)).toContain('17/2передаточный акт от 20.03.2025');
    const flat = await site.db('premises').where({ building_id: house, number: '301' }).first('id');
    expect(await textOf(`/premises/${flat?.id}`)).toContain('Передаточный акт');
    expect((await check(taken)).body.changes).toMatchObject({ rightsNew: 0, rightsEnded: 0 });
  });

  it('needs number and day of the act, and a basis that is known', async () => {
    const codes = async (line: Record<string, string>): Promise<string[]> =>
      (await check(line)).body.problems.map(({ code }: { code: string }) => code);
    expect(await codes({ ...taken, 'Дата права': '' })).toEqual(['act-unnamed']);
    expect(await codes({ ...taken, 'Основание права': 'договор' })).toEqual(['basis-unknown']);
  });

  it('leans on the day of commissioning, which the keeper of the register writes on the card of the house', async () => {
    expect(await textOf(`/houses/${house}`)).toContain('Разрешение на ввод день не указан');
    const path = `/houses/${house}/commissioned`;
    const ahead = await clerk.send(path, { commissioned: '2099-01-01' });
    expect(ahead.status).toBe(422);
    expect(load(ahead.text)('#commissioned-error').text()).toContain('ещё не наступил');
    expect((await clerk.send(path, { commissioned: '2025-03-10' })).status).toBe(303);
    expect(await textOf(`/houses/${house}`)).toContain('Разрешение на ввод 10.03.2025');
    const owner = await site.browser((await personByLogin(site.db, 'owner'))?.id ?? null);
    expect((await owner.send(path, { commissioned: '2025-03-10' })).status).toBe(403);
  });
});
