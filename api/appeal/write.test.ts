import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { appealSite, idIn, type AppealSite } from '../../proof/pages/appeal-site';

let site: AppealSite;
beforeAll(async () => {
  site = await appealSite();
});
afterAll(() => site.close());
const PDF = Buffer.from('%PDF-1.7\nпроба');

describe('writing an appeal', () => {
  it('finds those who answer for the person’s own house', async () => {
    const page = await site.browsers.owner.get('/appeals/new');
    for (const name of ['Тихий двор', 'тепловые сети', 'Администрация', 'инспекция']) expect(page.text).toContain(name);
    expect(page.text).not.toContain('Чужой дом');
  });

  it('offers only subjects the addressee answers for', async () => {
    const page = await site.browsers.owner.get(
      `/appeals/write?place=${site.world.flat}&addressee=${site.world.orgs.supplier}`,
    );
    expect(page.text).toContain('Отопление');
    expect(page.text).not.toContain('Уборка подъездов');
    expect(page.text).not.toContain('Горячая вода: нет');
  });

  it('shows what will be sent before it is sent, and writes nothing', async () => {
    const page = await site.browsers.owner.send('/appeals/check', site.wish());
    expect([page.status, page.text.includes('Проверьте и отправьте'), page.text.includes('не моют полы')]).toEqual([
      200,
      true,
      true,
    ]);
    const back = await site.browsers.owner.send('/appeals/check', { ...site.wish(), act: 'change' });
    expect(back.text).toMatch(/<textarea[^>]*>\s*В подъезде две недели/);
    expect(await site.db('case_file').where({ area: 'appeal' })).toEqual([]);
  });

  it('gives the number, the day of the answer and why at once, before the engine has heard of it', async () => {
    const sent = await site.browsers.owner.send('/appeals', site.wish());
    expect([sent.status, sent.headers['location']]).toEqual([303, `/appeals/${idIn(sent)}/receipt`]);
    const page = await site.browsers.owner.get(sent.headers['location'] ?? '');
    expect(page.text).toMatch(/Номер <b class="num">ОБР-\d{4}-\d{6}</);
    expect(page.text).toMatch(/Ответ придёт до \d+/);
    expect(page.text).toContain('день 10');
  });

  it('opens one appeal however often the same form is sent', async () => {
    const key = randomUUID();
    const [first, second] = [
      await site.browsers.owner.send('/appeals', site.wish(), key),
      await site.browsers.owner.send('/appeals', site.wish(), key),
    ];
    expect(second.headers['location']).toBe(first.headers['location']);
    expect(await site.db('case_file').where({ id: idIn(first) })).toHaveLength(1);
    expect(idIn(first)).not.toBe(key);
  });

  it('brings a refused form back as it was typed, with a sentence at each field', async () => {
    const page = await site.browsers.owner.send('/appeals/check', { ...site.wish(), subjects: [], text: 'коротко' });
    expect(page.status).toBe(422);
    expect(page.text).toContain('Выберите тему.');
    expect(page.text).toContain('Нужно не меньше 10');
    expect(page.text).toContain('коротко</textarea>');
  });

  it('takes files by what they are, not by their names', async () => {
    const send = (bytes: Buffer, name: string) => {
      const asked = request(site.app)
        .post('/appeals')
        .set('Cookie', site.browsers.owner.cookie)
        .accept('text/html')
        .redirects(0);
      const fields = { ...site.wish(), _csrf: site.browsers.owner.csrf, key: randomUUID() };
      for (const [field, value] of Object.entries(fields)) void asked.field(field, value);
      return asked.attach('files', bytes, name);
    };
    const wrong = await send(Buffer.from('MZ это программа'), 'фото.png');
    expect([wrong.status, wrong.text.includes('Такой файл приложить нельзя')]).toEqual([422, true]);
    const id = idIn(await send(PDF, 'письмо.exe'));
    const [file] = (await site.stateOf(id)).files;
    expect(file).toMatchObject({ name: 'письмо.pdf', type: 'application/pdf' });
    const got = await site.browsers.clerk.get(`/appeals/${id}/files/${file.id}`);
    expect([got.status, got.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect((await site.browsers.stranger.get(`/appeals/${id}/files/${file.id}`)).status).toBe(404);
    expect((await site.browsers.clerk.get(`/appeals/${await site.written()}/files/${file.id}`)).status).toBe(404);
  });

  it.each([
    ['another’s home', { place: randomUUID() }],
    ['an organisation of another house', () => ({ addressee: site.world.orgs.other })],
    ['a subject of another addressee', { subjects: 'licence' }],
    ['the name of an organisation one does not work at', () => ({ as: site.world.orgs.manager })],
    ['a hidden sign', { text: 'Текст с\u202eобратным письмом внутри' }],
    ['an endless text', { text: 'ы'.repeat(10_001) }],
    ['a field nobody asked for', { registeredAt: '2020-01-01' }],
  ])('refuses %s with 422 and writes nothing, by form and by JSON', async (_, change) => {
    const body = { ...site.wish(), ...(typeof change === 'function' ? change() : change) };
    const before = await site.db('case_file').count();
    const form = await site.browsers.owner.send('/appeals', body);
    const token = await site.token(site.world.people.owner);
    const program = await request(site.app)
      .post('/appeals')
      .set('Authorization', `Bearer ${token}`)
      .set('Idempotency-Key', randomUUID())
      .send(body);
    expect([form.status, program.status]).toEqual([422, 422]);
    expect(program.body.code).toMatch(/^[a-z-]+$/);
    expect(await site.db('case_file').count()).toEqual(before);
  });

  it('lets an officer write in the name of the organisation, and its officers act as the applicant', async () => {
    const sent = await site.browsers.supplierClerk.send('/appeals', {
      place: 'none',
      addressee: site.world.orgs.municipality,
      as: site.world.orgs.supplier,
      subjects: 'other',
      text: 'Просим согласовать раскопки на Садовой.',
    });
    const { body } = await site.browsers.supplierClerk.get(`/appeals/${idIn(sent)}`).accept('json');
    expect([body.applicantKind, body.parts.applicant, body.acts]).toEqual([
      'organisation',
      true,
      expect.arrayContaining(['withdraw']),
    ]);
  });
});
