import { load } from 'cheerio';
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { demoFlat, demoHouse, foreignHouse, registrySite, type RegistrySite } from '../../proof/registry-site';
import { personByLogin } from '../../store/registry/people';
import { templateColumns } from './template';

let site: RegistrySite;
beforeAll(async () => {
  site = await registrySite();
});
afterAll(() => site?.close());

const upload = async (login: string, bytes: Buffer, name = 'реестр.csv', id = demoHouse) => {
  const { cookie, csrf } = await site.as(login);
  return request(site.app)
    .post(`/houses/${id}/imports`)
    .set('Cookie', cookie)
    .accept('application/json')
    .field('_csrf', csrf)
    .field('key', randomUUID())
    .attach('file', bytes, name);
};
const exported = async (as_: 'csv' | 'xlsx'): Promise<Buffer> => {
  const { cookie } = await site.as('clerk');
  const answer = await request(site.app)
    .get(`/houses/${demoHouse}/register?as=${as_}`)
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
const apply = async (id: string) => (await site.as('clerk')).send(`/imports/${id}/apply`, {});

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
    const page = await site.textOf('clerk', `/imports/${body.id}`);
    expect(page).toContain('Внести в реестр');
    expect((await apply(body.id)).status).toBe(303);
    expect((await apply(body.id)).status).toBe(409);
    const rights = await site
      .db('ownership')
      .where({ premises_id: demoFlat('184') })
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
    const report = await (await site.as('clerk')).get(`/imports/${body.id}?as=csv`);
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
      .where({ 'premises.building_id': demoHouse, number: '204' })
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
    const { cookie, csrf } = await site.as('clerk');
    const answer = await request(site.app)
      .post(`/houses/${demoHouse}/imports`)
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
    expect((await upload('clerk', csv(sold), 'a.csv', foreignHouse)).status).toBe(404);
    expect((await upload('owner', csv(sold))).status).toBe(403);
    expect((await upload('inspector', csv(sold))).status).toBe(403);
  });
});
