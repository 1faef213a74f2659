import { load } from 'cheerio';
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { demoRegion } from '../../bin/seed/registry';
import { testSite, type Browser, type Site } from '../../proof/site';
import { personByLogin } from '../../store/registry/people';
import { insertRegistry } from '../../store/registry/rows';
import { templateColumns } from './template';
import { registryRoutes } from './routes';

const { rows } = demoRegion();
const house = rows.building[0]?.id ?? '';
const foreign = rows.building[4]?.id ?? '';
const flat = (number: string): string =>
  rows.premises.find((one) => one.building_id === house && one.number === number)?.id ?? '';

let site: Site;
const browsers = new Map<string, Browser>();
beforeAll(async () => {
  site = await testSite(registryRoutes);
  await insertRegistry(site.db, rows);
});
afterAll(() => site?.close());

async function as(login: string): Promise<Browser> {
  const held = browsers.get(login);
  if (held) return held;
  const made = await site.browser((await personByLogin(site.db, login))?.id ?? null);
  browsers.set(login, made);
  return made;
}

const statusOf = async (login: string, path: string): Promise<number> => (await (await as(login)).get(path)).status;
const textOf = async (login: string, path: string): Promise<string> =>
  load((await (await as(login)).get(path)).text)('main')
    .text()
    .replace(/\s+/g, ' ');

describe('pages of the registry', () => {
  it.each([
    ['/houses', 'г. Тестово, ул. Садовая, д. 12'],
    [`/houses/${house}`, '9379,30'],
    [`/houses/${house}/premises?kind=non-living`, 'Н1'],
    [`/houses/${house}/register`, 'Рябинина Вера Андреевна'],
    [`/houses/${house}/register?on=2010-01-01`, 'на 01.01.2010'],
    [`/houses/${house}/conflicts`, '19/50 + 19/50 + 1/4 = 101/100'],
    [`/houses/${house}/import`, 'Номер помещения'],
    [`/premises/${flat('195')}`, 'Помещение 195'],
    [`/premises/${flat('195')}`, 'Две разные площади'],
    [`/premises/${flat('195')}/conflicts/two-areas`, 'помещение 195'],
    ['/organisations', 'УК «Добрый дом»'],
    ['/organisations?q=добрый', '1 организация'],
    [`/organisations/${rows.organisation[0]?.id}`, 'Громова Екатерина Павловна'],
    ['/people?q=рябинина вера', 'Рябинина Вера Андреевна'],
  ])('show a clerk what they ask for: %s', async (path, expected) => {
    const answer = await (await as('clerk')).get(path);
    expect(answer.status).toBe(200);
    expect(load(answer.text)('main').text().replaceAll('\u00a0', ' ')).toContain(expected);
  });

  it('show an owner the own flat with co-owners, and no list of the neighbours', async () => {
    expect(await textOf('co-owner', `/premises/${flat('190')}`)).toContain('Завьялов Кирилл Олегович');
    expect(await statusOf('co-owner', `/premises/${flat('191')}`)).toBe(404);
    expect(await statusOf('co-owner', `/houses/${house}`)).toBe(200);
    expect(await statusOf('co-owner', `/houses/${house}/register`)).toBe(403);
    expect(await statusOf('co-owner', '/people')).toBe(403);
  });

  it('hide a house of another organisation, and show it to the inspectorate read only', async () => {
    expect(await statusOf('clerk', `/houses/${foreign}`)).toBe(404);
    expect(await statusOf('inspector', `/houses/${foreign}/register`)).toBe(200);
    expect(await statusOf('inspector', `/houses/${foreign}/import`)).toBe(403);
    expect(await statusOf('supplier', `/houses/${house}`)).toBe(200);
    expect(await statusOf('supplier', `/houses/${house}/register`)).toBe(404);
  });

  it('show a person only to those who answer for them', async () => {
    const owner = (await personByLogin(site.db, 'owner'))?.id;
    expect(await textOf('clerk', `/people/${owner}`)).toContain('СНИЛС');
    expect(await statusOf('chairman', `/people/${owner}`)).toBe(404);
  });

  it('keep the staff of an organisation to its own people', async () => {
    expect(await textOf('owner', `/organisations/${rows.organisation[0]?.id}`)).not.toContain('Громова');
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

describe('a decision on a conflict', () => {
  const path = `/premises/${flat('195')}/conflicts/two-areas`;
  const markOn = async (browser: Browser): Promise<string> =>
    load((await browser.get(path)).text)('input[name=mark]').attr('value') ?? '';

  it('asks for a reason and a way that exists', async () => {
    const clerk = await as('clerk');
    const mark = await markOn(clerk);
    const short = await clerk.send(path, { mark, decision: 'egrn', reason: 'так' });
    expect(short.status).toBe(422);
    expect(load(short.text)('.govuk-error-summary').text()).toContain('Нужно не меньше');
    expect(
      (await clerk.send(path, { mark, decision: 'proportional', reason: 'Выписка ЕГРН от 01.02.2026' })).status,
    ).toBe(422);
  });

  it('is kept with its maker and shown in the list; on other facts it is asked for again', async () => {
    const clerk = await as('clerk');
    const mark = await markOn(clerk);
    expect((await clerk.send(path, { mark, decision: 'egrn', reason: 'Выписка ЕГРН от 01.02.2026' })).status).toBe(303);
    expect(await textOf('clerk', `/houses/${house}/conflicts`)).toContain('Верна площадь по ЕГРН');
    await site
      .db('premises')
      .where({ id: flat('195') })
      .update({ area_hand: '66.60' });
    const stale = await clerk.send(path, { mark, decision: 'hand', reason: 'Технический паспорт квартиры' });
    expect(stale.status).toBe(409);
    expect(await textOf('clerk', path)).toContain('Записать решение');
  });

  it('may enter an area that was unknown', async () => {
    const clerk = await as('clerk');
    const unknown = `/premises/${flat('189')}/conflicts/no-area`;
    const mark = load((await clerk.get(unknown)).text)('input[name=mark]').attr('value') ?? '';
    const fields = { mark, decision: 'enter', reason: 'Технический паспорт квартиры' };
    expect((await clerk.send(unknown, { ...fields, area: 'много' })).status).toBe(422);
    expect((await clerk.send(unknown, { ...fields, area: '35,5' })).status).toBe(303);
    expect(await statusOf('clerk', unknown)).toBe(404);
  });

  it('is one: of eight opposite ones at once, and of one that comes later, the first stands and the rest hear it', async () => {
    const shares = `/premises/${flat('190')}/conflicts/shares-not-one`;
    const clerk = await as('clerk');
    const mark = load((await clerk.get(shares)).text)('input[name=mark]').attr('value') ?? '';
    const ways = ['proportional', 'as-written'];
    const send = (at: number) =>
      clerk.send(shares, { mark, decision: ways[at % 2], reason: `Выписка ЕГРН, решение ${at + 1}` });
    const answers = await Promise.all(Array.from({ length: 8 }, (_, at) => send(at)));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, ...Array.from({ length: 7 }, () => 409)]);
    const later = await send(answers.findIndex(({ status }) => status === 303) + 1);
    expect(later.status).toBe(409);
    expect(later.text).toMatch(/Уже решено: «[^»]+», \d\d\.\d\d\.\d{4}/);
    const kept = await site.db('registry_conflict').where({ premises_id: flat('190'), kind: 'shares-not-one' });
    expect(kept).toHaveLength(1);
    expect(await textOf('clerk', shares)).not.toContain('Записать решение');
  });

  it('may enter an unknown area once: the second hears which was entered', async () => {
    const unknown = `/premises/${flat('191')}/conflicts/no-area`;
    await site
      .owner('premises')
      .where({ id: flat('191') })
      .update({ area_egrn: null, area_hand: null });
    const clerk = await as('clerk');
    const mark = load((await clerk.get(unknown)).text)('input[name=mark]').attr('value') ?? '';
    const fields = { mark, reason: 'Технический паспорт квартиры' };
    expect((await clerk.send(unknown, { ...fields, decision: 'wait' })).status).toBe(303);
    const areas = ['35,5', '53,5'];
    const answers = await Promise.all(areas.map((area) => clerk.send(unknown, { ...fields, decision: 'enter', area })));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
    expect(answers.find(({ status }) => status === 409)?.text).toContain('Уже решено: «Внести площадь вручную»');
  });

  it('is not for the inspectorate nor for an owner', async () => {
    for (const login of ['inspector', 'co-owner']) {
      const answer = await (
        await as(login)
      ).send(path, { mark: '0'.repeat(16), decision: 'egrn', reason: 'Мне так кажется верным' });
      expect([403, 404]).toContain(answer.status);
    }
  });
});

const upload = async (login: string, bytes: Buffer, name = 'реестр.csv', id = house) => {
  const { cookie, csrf } = await as(login);
  return request(site.app)
    .post(`/houses/${id}/imports`)
    .set('Cookie', cookie)
    .accept('application/json')
    .field('_csrf', csrf)
    .field('key', randomUUID())
    .attach('file', bytes, name);
};
const exported = async (as_: 'csv' | 'xlsx'): Promise<Buffer> => {
  const { cookie } = await as('clerk');
  const answer = await request(site.app)
    .get(`/houses/${house}/register?as=${as_}`)
    .set('Cookie', cookie)
    .buffer(true)
    .parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => done(null, Buffer.concat(chunks)));
    });
  return answer.body as Buffer;
};
const counts = async (): Promise<number[]> =>
  Promise.all(
    (['premises', 'person', 'ownership'] as const).map(async (table) =>
      Number((await site.db(table).count())[0]?.['count']),
    ),
  );
const csv = (...lines: Record<string, string>[]): Buffer =>
  Buffer.from(
    [templateColumns, ...lines.map((line) => templateColumns.map((title) => line[title] ?? ''))]
      .map((row) => row.join(';'))
      .join('\n'),
  );
const apply = async (id: string) => (await as('clerk')).send(`/imports/${id}/apply`, {});

const sold = {
  'Номер помещения': '184',
  'Вид помещения': 'жилое',
  'Вид права': 'Собственность',
  Доля: '1',
  'Номер права': '96:01:0010100:284-96/001/2025-1',
  'Дата права': '20.06.2025',
  Фамилия: 'Новосёлов',
  Имя: 'Лев',
  Отчество: 'Ильич',
  'Дата рождения': '01.02.1990',
};

describe('an import of the register', () => {
  it.each(['csv', 'xlsx'] as const)('takes its own export back as %s and changes nothing', async (kind) => {
    const before = await counts();
    const { status, body } = await upload('clerk', await exported(kind), `реестр.${kind}`);
    expect([status, body.problems, body.accepted]).toEqual([201, [], true]);
    expect(body.changes).toMatchObject({
      premisesNew: 0,
      premisesChanged: 0,
      rightsNew: 0,
      rightsEnded: 0,
      peopleNew: 0,
      absent: 0,
    });
    expect((await apply(body.id)).status).toBe(303);
    expect(await counts()).toEqual(before);
  });

  it('writes nothing while it only checks, then a sale once: the old right ends the day before', async () => {
    const before = await counts();
    const { body } = await upload('clerk', csv(sold));
    expect(body.changes).toMatchObject({ rightsNew: 1, rightsEnded: 1, peopleNew: 1, absent: 195 });
    expect(await counts()).toEqual(before);
    const page = await textOf('clerk', `/imports/${body.id}`);
    expect(page).toContain('Внести в реестр');
    expect((await apply(body.id)).status).toBe(303);
    expect((await apply(body.id)).status).toBe(409);
    const rights = await site
      .db('ownership')
      .where({ premises_id: flat('184') })
      .orderBy('from_day')
      .select('from_day', 'to_day');
    expect(rights).toEqual([
      { from_day: '2000-05-29', to_day: '2025-06-19' },
      { from_day: '2025-06-20', to_day: null },
    ]);
    const again = await upload('clerk', csv(sold));
    expect(again.body.changes).toMatchObject({ rightsNew: 0, rightsEnded: 0, rightsSame: 1, peopleNew: 0 });
  });

  it('refuses the whole file for one wrong row, and gives the report as CSV', async () => {
    const before = await counts();
    const fresh = { ...sold, 'Номер помещения': '201', Фамилия: 'Ясинский' };
    const { body } = await upload(
      'clerk',
      csv(fresh, { ...fresh, 'Номер помещения': '202', 'Дата права': '31.02.2020' }),
    );
    expect(body).toMatchObject({
      accepted: false,
      changes: null,
      problems: [{ row: 3, column: 'Дата права', code: 'date-impossible' }],
    });
    expect((await apply(body.id)).status).toBe(422);
    expect(await counts()).toEqual(before);
    const report = await (await as('clerk')).get(`/imports/${body.id}?as=csv`);
    expect(report.text).toContain('3;Дата права;Такой даты нет в календаре.;date-impossible');
  });

  it('checks what only the registry knows: СНИЛС of another, an unknown ИНН, a cadastral number taken', async () => {
    const owner = await personByLogin(site.db, 'owner');
    const other = { ...sold, 'Номер помещения': '203' };
    const codes = async (over: Record<string, string>): Promise<string[]> =>
      (await upload('clerk', csv({ ...other, ...over }))).body.problems.map(({ code }: { code: string }) => code);
    expect(await codes({ СНИЛС: owner?.snils ?? '' })).toEqual(['snils-other-name']);
    expect(
      await codes({ 'ИНН организации': '7707083893', Фамилия: '', Имя: '', Отчество: '', 'Дата рождения': '' }),
    ).toEqual(['inn-unknown']);
    expect(await codes({ 'Кадастровый номер': '96:01:0010100:101' })).toEqual(['cadastral-taken']);
    expect(await codes({ 'Кадастровый номер': '96:01:0010101:101' })).toEqual(['cadastral-taken']);
  });

  it('joins two spouses into one joint right and warns of shares that are not one', async () => {
    const joint = {
      ...sold,
      'Номер помещения': '204',
      'Вид права': 'Общая совместная собственность',
      'Номер права': '96-96/1',
    };
    const part = { ...sold, 'Номер помещения': '205', 'Вид права': 'Общая долевая собственность', Доля: '0,38' };
    const { body } = await upload('clerk', csv(joint, { ...joint, Имя: 'Анна' }, part));
    expect(body.warnings).toMatchObject([{ row: 4, code: 'shares-not-one' }]);
    expect((await apply(body.id)).status).toBe(303);
    const groups = await site
      .db('ownership')
      .join('premises', 'premises.id', 'ownership.premises_id')
      .where({ 'premises.building_id': house, number: '204' })
      .select('joint_group');
    expect(groups).toHaveLength(2);
    expect(new Set(groups.map((row: { joint_group: string }) => row.joint_group)).size).toBe(1);
  });

  it('stops a file that was checked before the registry moved', async () => {
    const first = await upload(
      'clerk',
      csv({ ...sold, 'Номер помещения': '206', 'Кадастровый номер': '96:01:0010100:777' }),
    );
    const second = await upload(
      'clerk',
      csv({ ...sold, 'Номер помещения': '207', 'Кадастровый номер': '96:01:0010100:777' }),
    );
    expect((await apply(first.body.id)).status).toBe(303);
    expect((await apply(second.body.id)).status).toBe(409);
  });

  it('is refused by what the bytes are, with one sentence beside the field', async () => {
    const { cookie, csrf } = await as('clerk');
    const answer = await request(site.app)
      .post(`/houses/${house}/imports`)
      .set('Cookie', cookie)
      .accept('text/html')
      .field('_csrf', csrf)
      .field('key', randomUUID())
      .attach('file', Buffer.from('%PDF-1.7'), 'реестр.xlsx');
    expect(answer.status).toBe(422);
    expect(load(answer.text)('#file-error').text()).toContain('Это не таблица');
    expect((await upload('clerk', Buffer.alloc(11 * 1024 * 1024, 65))).status).toBe(413);
  });

  it('is not for another organisation, an owner or the inspectorate', async () => {
    expect((await upload('clerk', csv(sold), 'a.csv', foreign)).status).toBe(404);
    expect((await upload('owner', csv(sold))).status).toBe(403);
    expect((await upload('inspector', csv(sold))).status).toBe(403);
  });
});
