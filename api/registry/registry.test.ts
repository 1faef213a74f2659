import { load } from 'cheerio';
import request from 'supertest';
import {
  demoFlat,
  demoHouse,
  demoRows,
  foreignHouse,
  registrySite,
  type RegistrySite,
} from '../../proof/registry-site';
import { personByLogin } from '../../store/registry/people';

let site: RegistrySite;
beforeAll(async () => {
  site = await registrySite();
});
afterAll(() => site?.close());

describe('pages of the registry', () => {
  it.each([
    ['/houses', 'г. Тестово, ул. Садовая, д. 12'],
    [`/houses/${demoHouse}`, '9379,30'],
    [`/houses/${demoHouse}/premises?kind=non-living`, 'Н1'],
    [`/houses/${demoHouse}/register`, 'Рябинина Вера Андреевна'],
    [`/houses/${demoHouse}/register?on=2010-01-01`, 'на 01.01.2010'],
    [`/houses/${demoHouse}/conflicts`, '19/50 + 19/50 + 1/4 = 101/100'],
    [`/houses/${demoHouse}/import`, 'Номер помещения'],
    [`/premises/${demoFlat('195')}`, 'Помещение 195'],
    [`/premises/${demoFlat('195')}`, 'Две разные площади'],
    [`/premises/${demoFlat('195')}/conflicts/two-areas`, 'помещение 195'],
    ['/organisations', 'УК «Добрый дом»'],
    ['/organisations?q=добрый', '1 организация'],
    [`/organisations/${demoRows.organisation[0]?.id}`, 'Громова Екатерина Павловна'],
    ['/people?q=рябинина вера', 'Рябинина Вера Андреевна'],
  ])('show a clerk what they ask for: %s', async (path, expected) => {
    const answer = await (await site.as('clerk')).get(path);
    expect(answer.status).toBe(200);
    expect(load(answer.text)('main').text().replaceAll('\u00a0', ' ')).toContain(expected);
  });

  it('show an owner the own flat with co-owners, and no list of the neighbours', async () => {
    expect(await site.textOf('co-owner', `/premises/${demoFlat('190')}`)).toContain('Завьялов Кирилл Олегович');
    expect(await site.statusOf('co-owner', `/premises/${demoFlat('191')}`)).toBe(404);
    expect(await site.statusOf('co-owner', `/houses/${demoHouse}`)).toBe(200);
    expect(await site.statusOf('co-owner', `/houses/${demoHouse}/register`)).toBe(403);
    expect(await site.statusOf('co-owner', '/people')).toBe(403);
  });

  it('hide a house of another organisation, and show it to the inspectorate read only', async () => {
    expect(await site.statusOf('clerk', `/houses/${foreignHouse}`)).toBe(404);
    expect(await site.statusOf('inspector', `/houses/${foreignHouse}/register`)).toBe(200);
    expect(await site.statusOf('inspector', `/houses/${foreignHouse}/import`)).toBe(403);
    expect(await site.statusOf('supplier', `/houses/${demoHouse}`)).toBe(200);
    expect(await site.statusOf('supplier', `/houses/${demoHouse}/register`)).toBe(404);
  });

  it('show a person only to those who answer for them', async () => {
    const owner = (await personByLogin(site.db, 'owner'))?.id;
    expect(await site.textOf('clerk', `/people/${owner}`)).toContain('СНИЛС');
    expect(await site.statusOf('chairman', `/people/${owner}`)).toBe(404);
  });

  it('keep the staff of an organisation to its own people', async () => {
    expect(await site.textOf('owner', `/organisations/${demoRows.organisation[0]?.id}`)).not.toContain('Громова');
    const stranger = await (await site.browser(null)).get('/organisations');
    expect(stranger.status).toBe(200);
  });

  it('give the same list as CSV, XLSX and JSON', async () => {
    const token = await site.token((await personByLogin(site.db, 'clerk'))?.id ?? '');
    const ask = (path: string) => request(site.app).get(path).set('Authorization', `Bearer ${token}`);
    const json = await ask('/houses');
    expect(json.body.houses).toHaveLength(json.body.count);
    const csv = await ask('/houses?as=csv');
    expect(csv.text.trim().split('\r\n')).toHaveLength(json.body.count + 1);
    expect((await ask('/houses?as=xlsx')).headers['content-type']).toContain('spreadsheetml');
  });
});
