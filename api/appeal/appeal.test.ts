import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { appealWorld, directEngine, registerAll, type AppealWorld } from '../../proof/pages/appeal-world';
import { testSite, type Browser, type Site } from '../../proof/site';
import { faqRoutes } from '../faq/routes';
import { appealRoutes } from './routes';

let site: Site;
let world: AppealWorld;
const browsers = {} as Record<keyof AppealWorld['people'], Browser>;

beforeAll(async () => {
  const plenty = { points: 1_000_000, seconds: 60, shared: false };
  const rates = { read: plenty, write: plenty, search: plenty, 'sign-in': plenty, password: plenty };
  site = await testSite([...appealRoutes, ...faqRoutes], { services: { engine: directEngine(() => site.db) }, rates });
  world = await appealWorld(site.db);
  for (const [name, id] of Object.entries(world.people))
    browsers[name as keyof AppealWorld['people']] = await site.browser(id);
});
afterAll(() => site.close());

const wish = () => ({
  place: world.flat,
  addressee: world.orgs.manager,
  subjects: 'cleaning',
  text: 'В подъезде две недели не моют полы.',
});
const PDF = Buffer.from('%PDF-1.7\nпроба');

/** Written by the owner and registered. */
async function written(more: Record<string, unknown> = {}): Promise<string> {
  const key = randomUUID();
  const sent = await browsers.owner.send('/appeals', { ...wish(), ...more }, key);
  if (sent.status !== 303) throw new Error(`${sent.status} ${sent.text}`);
  await registerAll(site.db);
  return key;
}

const answer = (id: string) =>
  browsers.clerk.send(`/appeals/${id}/answer`, { kind: 'explained', answer: 'Полы моют по вторникам.' });
const stateOf = async (id: string) => (await browsers.head.get(`/appeals/${id}`).accept('json')).body;

describe('writing an appeal', () => {
  it('finds those who answer for the person’s own house', async () => {
    const page = await browsers.owner.get('/appeals/new');
    for (const name of ['Тихий двор', 'тепловые сети', 'Администрация', 'инспекция']) expect(page.text).toContain(name);
    expect(page.text).not.toContain('Чужой дом');
  });

  it('offers only subjects the addressee answers for', async () => {
    const page = await browsers.owner.get(`/appeals/write?place=${world.flat}&addressee=${world.orgs.supplier}`);
    expect(page.text).toContain('Отопление');
    expect(page.text).not.toContain('Уборка подъездов');
    expect(page.text).not.toContain('Горячая вода: нет');
  });

  it('shows what will be sent before it is sent, and writes nothing', async () => {
    const page = await browsers.owner.send('/appeals/check', wish());
    expect([page.status, page.text.includes('Проверьте и отправьте'), page.text.includes('не моют полы')]).toEqual([
      200,
      true,
      true,
    ]);
    const back = await browsers.owner.send('/appeals/check', { ...wish(), act: 'change' });
    expect(back.text).toMatch(/<textarea[^>]*>\s*В подъезде две недели/);
    expect(await site.db('case_file').where({ area: 'appeal' })).toEqual([]);
  });

  it('gives the number, the day of the answer and why at once, before the engine has heard of it', async () => {
    const key = randomUUID();
    const sent = await browsers.owner.send('/appeals', wish(), key);
    expect([sent.status, sent.headers['location']]).toEqual([303, `/appeals/${key}/receipt`]);
    const page = await browsers.owner.get(`/appeals/${key}/receipt`);
    expect(page.text).toMatch(/Номер <b class="num">ОБР-\d{4}-\d{6}</);
    expect(page.text).toMatch(/Ответ придёт до \d+/);
    expect(page.text).toContain('день 10');
  });

  it('opens one appeal however often the same form is sent', async () => {
    const key = randomUUID();
    const [first, second] = [
      await browsers.owner.send('/appeals', wish(), key),
      await browsers.owner.send('/appeals', wish(), key),
    ];
    expect(second.headers['location']).toBe(first.headers['location']);
    expect(await site.db('case_file').where({ id: key })).toHaveLength(1);
  });

  it('brings a refused form back as it was typed, with a sentence at each field', async () => {
    const page = await browsers.owner.send('/appeals/check', { ...wish(), subjects: [], text: 'коротко' });
    expect(page.status).toBe(422);
    expect(page.text).toContain('Выберите тему.');
    expect(page.text).toContain('Нужно не меньше 10');
    expect(page.text).toContain('коротко</textarea>');
  });

  it('takes files by what they are, not by their names', async () => {
    const key = randomUUID();
    const send = (bytes: Buffer, name: string, as = key) => {
      const asked = request(site.app)
        .post('/appeals')
        .set('Cookie', browsers.owner.cookie)
        .accept('text/html')
        .redirects(0);
      const fields = { ...wish(), _csrf: browsers.owner.csrf, key: as };
      for (const [field, value] of Object.entries(fields)) void asked.field(field, value);
      return asked.attach('files', bytes, name);
    };
    const wrong = await send(Buffer.from('MZ это программа'), 'фото.png', randomUUID());
    expect([wrong.status, wrong.text.includes('Такой файл приложить нельзя')]).toEqual([422, true]);
    expect((await send(PDF, 'письмо.exe')).status).toBe(303);
    await registerAll(site.db);
    const [file] = (await stateOf(key)).files;
    expect(file).toMatchObject({ name: 'письмо.pdf', type: 'application/pdf' });
    const got = await browsers.clerk.get(`/appeals/${key}/files/${file.id}`);
    expect([got.status, got.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect((await browsers.stranger.get(`/appeals/${key}/files/${file.id}`)).status).toBe(404);
    expect((await browsers.clerk.get(`/appeals/${await written()}/files/${file.id}`)).status).toBe(404);
  });

  it.each([
    ['another’s home', { place: randomUUID() }],
    ['an organisation of another house', () => ({ addressee: world.orgs.other })],
    ['a subject of another addressee', { subjects: 'licence' }],
    ['the name of an organisation one does not work at', () => ({ as: world.orgs.manager })],
    ['a hidden sign', { text: 'Текст с\u202eобратным письмом внутри' }],
    ['an endless text', { text: 'ы'.repeat(10_001) }],
    ['a field nobody asked for', { registeredAt: '2020-01-01' }],
  ])('refuses %s with 422 and writes nothing, by form and by JSON', async (_, change) => {
    const body = { ...wish(), ...(typeof change === 'function' ? change() : change) };
    const before = await site.db('case_file').count();
    const form = await browsers.owner.send('/appeals', body);
    const token = await site.token(world.people.owner);
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
    const key = randomUUID();
    const sent = await browsers.supplierClerk.send(
      '/appeals',
      {
        place: 'none',
        addressee: world.orgs.municipality,
        as: world.orgs.supplier,
        subjects: 'other',
        text: 'Просим согласовать раскопки на Садовой.',
      },
      key,
    );
    expect(sent.status).toBe(303);
    await registerAll(site.db);
    const { body } = await browsers.supplierClerk.get(`/appeals/${key}`).accept('json');
    expect([body.applicantKind, body.parts.applicant, body.acts]).toEqual([
      'organisation',
      true,
      expect.arrayContaining(['withdraw']),
    ]);
  });
});

describe('one appeal', () => {
  it('is seen by its parties, the addressee’s officers and the region’s inspector, and by nobody else', async () => {
    const id = await written();
    const seen = await Promise.all(
      Object.entries(browsers).map(async ([name, one]) => [name, (await one.get(`/appeals/${id}`)).status]),
    );
    expect(Object.fromEntries(seen)).toEqual({
      owner: 200,
      clerk: 200,
      head: 200,
      inspector: 200,
      ministry: 200,
      neighbour: 404,
      stranger: 404,
      master: 403,
      dispatcher: 403,
      otherClerk: 404,
      supplierClerk: 404,
      municipal: 404,
    });
  });

  it('offers each person the acts that are theirs, and refuses the others in scope with 403', async () => {
    const id = await written();
    const owner = (await browsers.owner.get(`/appeals/${id}`).accept('json')).body;
    expect(owner.acts).toEqual(['withdraw']);
    expect((await stateOf(id)).acts).toEqual(expect.arrayContaining(['route', 'note', 'split', 'forward', 'answer']));
    expect((await stateOf(id)).acts).not.toContain('extend');
    expect((await browsers.clerk.send(`/appeals/${id}/withdraw`, {})).status).toBe(403);
    expect(
      (await browsers.owner.send(`/appeals/${id}/answer`, { kind: 'refused', answer: 'Отвечаю сам себе.' })).status,
    ).toBe(403);
    expect(
      (await browsers.inspector.send(`/appeals/${id}/answer`, { kind: 'refused', answer: 'Отвечаю за других.' }))
        .status,
    ).toBe(403);
    expect((await browsers.otherClerk.send(`/appeals/${id}/note`, { note: 'Чужая запись' })).status).toBe(404);
  });

  it('goes to a colleague’s desk: the executor sees and answers it whatever their post is', async () => {
    const id = await written();
    expect((await browsers.clerk.send(`/appeals/${id}/route`, { person: world.people.master })).status).toBe(303);
    expect((await browsers.master.get(`/appeals/${id}`)).status).toBe(200);
    expect(
      (await browsers.master.send(`/appeals/${id}/answer`, { kind: 'satisfied', answer: 'Подъезд вымыт сегодня.' }))
        .status,
    ).toBe(303);
    expect((await stateOf(id)).phase).toBe('answered');
  });

  it('hides working notes from the applicant and shows them to staff and inspectors', async () => {
    const id = await written();
    await browsers.clerk.send(`/appeals/${id}/note`, { note: 'Проверить график уборки.' });
    const texts = await Promise.all(
      [browsers.owner, browsers.head, browsers.inspector].map(async (one) => (await one.get(`/appeals/${id}`)).text),
    );
    expect(texts.map((text) => text.includes('Проверить график'))).toEqual([false, true, true]);
  });

  it('is answered after a check, with files, and the applicant rates it', async () => {
    const id = await written();
    const check = await browsers.clerk.send(`/appeals/${id}/answer/check`, {
      kind: 'satisfied',
      answer: 'Полы вымыты, график на стенде.',
    });
    expect([check.status, check.text.includes('Проверьте ответ')]).toEqual([200, true]);
    expect((await stateOf(id)).phase).toBe('registered');
    const key = randomUUID();
    const send = request(site.app)
      .post(`/appeals/${id}/answer`)
      .set('Cookie', browsers.clerk.cookie)
      .accept('text/html')
      .redirects(0);
    const fields = { kind: 'satisfied', answer: 'Полы вымыты.', _csrf: browsers.clerk.csrf, key };
    for (const [name, value] of Object.entries(fields)) void send.field(name, value);
    expect((await send.attach('files', PDF, 'акт.pdf')).status).toBe(303);
    const page = await browsers.owner.get(`/appeals/${id}`);
    expect(page.text).toContain('Ответ дан. Он вам помог?');
    expect(page.text).toContain('акт.pdf');
    expect((await browsers.owner.send(`/appeals/${id}/rate`, { rating: '5', comment: '' })).status).toBe(303);
    expect(await stateOf(id)).toMatchObject({ phase: 'closed', outcome: 'satisfied', rating: 5 });
  });

  it('comes back open where a refused act stood, keeping the words, and a mended form is a new command', async () => {
    const id = await written({ addressee: world.orgs.municipality, subjects: 'streets' });
    const key = randomUUID();
    const refused = await browsers.municipal.send(
      `/appeals/${id}/extend`,
      { days: '90', reason: 'Ждём подрядчика.' },
      key,
    );
    expect([refused.status, refused.text.includes('Продлить срок можно на число дней от 1 до 30')]).toEqual([
      422,
      true,
    ]);
    expect(refused.text).toMatch(/Ждём подрядчика\.<\/textarea>/);
    expect(
      (await browsers.municipal.send(`/appeals/${id}/extend`, { days: '20', reason: 'Ждём новых торгов.' }, key))
        .status,
    ).toBe(303);
    const page = await browsers.owner.get(`/appeals/${id}`);
    expect([page.text.includes('Ждём новых торгов.'), page.text.includes('Ждём подрядчика.')]).toEqual([true, false]);
  });

  it('splits into parts that link to each other', async () => {
    const id = await written({ subjects: ['cleaning', 'lift'] });
    expect((await browsers.clerk.send(`/appeals/${id}/split`, { subjects: ['cleaning', 'lift'] })).status).toBe(303);
    const { phase, children } = (await browsers.owner.get(`/appeals/${id}`).accept('json')).body;
    expect([phase, children.map(({ readable }: { readable: boolean }) => readable)]).toEqual(['split', [true, true]]);
  });

  it('is passed on to whom it concerns; the first addressee sees the number there, not the case', async () => {
    const id = await written();
    const sent = await browsers.clerk.send(`/appeals/${id}/forward`, {
      organisation: world.orgs.municipality,
      why: 'Двор обслуживает округ.',
    });
    expect(sent.status).toBe(303);
    const {
      phase,
      children: [child],
    } = (await browsers.clerk.get(`/appeals/${id}`).accept('json')).body;
    expect([phase, child.readable]).toEqual(['forwarded', false]);
    expect((await browsers.municipal.get(`/appeals/${child.id}`)).status).toBe(200);
  });

  it('may be reopened, and complained about above', async () => {
    const id = await written();
    await answer(id);
    expect((await browsers.owner.send(`/appeals/${id}/reopen`, { objection: 'Полы так и не вымыты.' })).status).toBe(
      303,
    );
    expect((await stateOf(id)).phase).toBe('reopened');
    await answer(id);
    const wrong = await browsers.owner.send(`/appeals/${id}/complain`, {
      instance: world.orgs.supplier,
      complaint: 'Опять отписка.',
    });
    expect(wrong.status).toBe(422);
    const right = await browsers.owner.send(`/appeals/${id}/complain`, {
      instance: world.orgs.inspectorate,
      complaint: 'Опять отписка.',
    });
    expect(right.status).toBe(303);
    expect(await stateOf(id)).toMatchObject({ phase: 'closed', outcome: 'complained' });
  });

  it('opens a collective one to neighbours without names, and they join', async () => {
    const id = await written({ collective: 'yes' });
    const page = await browsers.neighbour.get(`/appeals/${id}`);
    expect([page.status, page.text.includes('Присоединиться')]).toEqual([200, true]);
    for (const secret of ['Рябинина', 'ул. Садовая, 7, 12']) expect(page.text).not.toContain(secret);
    expect((await browsers.neighbour.send(`/appeals/${id}/join`, {})).status).toBe(303);
    expect((await browsers.neighbour.send(`/appeals/${id}/join`, {})).status).toBe(403);
    expect((await stateOf(id)).joiners).toBe(1);
  });

  it('gives its deadlines as a calendar', async () => {
    const file = await browsers.owner.get(`/appeals/${await written()}/calendar`);
    expect(file.headers['content-type']).toContain('text/calendar');
    expect(file.text).toContain('BEGIN:VEVENT');
  });
});

describe('a clerk’s desk', () => {
  it('registers what came on paper, with the day it came, for a person of the flat or without a name', async () => {
    const where = { organisation: world.orgs.manager, house: world.house, flat: '12' };
    const found = await browsers.clerk.get(`/appeals/register?house=${world.house}&flat=12`);
    expect(found.text).toContain('Рябинина');
    const what = {
      ...where,
      channel: 'paper',
      subjects: 'lift',
      text: 'Лифт стоит третий день.',
      writer: world.people.owner,
    };
    const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 16);
    const key = randomUUID();
    expect((await browsers.clerk.send('/appeals/register', { ...what, received: yesterday }, key)).status).toBe(303);
    const nameless = await browsers.clerk.send('/appeals/register', { ...what, writer: 'none' });
    expect(nameless.status).toBe(303);
    await registerAll(site.db);
    expect(await stateOf(key)).toMatchObject({ channel: 'paper', applicants: ['Рябинина Пётр Ильич'] });
    expect((await browsers.owner.get(`/appeals/${key}`)).status).toBe(200);
  });

  it('refuses people and houses outside its scope', async () => {
    const what = {
      house: world.house,
      flat: '12',
      channel: 'phone',
      subjects: 'lift',
      text: 'Лифт стоит третий день.',
      writer: world.people.owner,
    };
    expect((await browsers.otherClerk.send('/appeals/register', what)).status).toBe(422);
    expect((await browsers.otherClerk.get(`/appeals/register?house=${world.house}&flat=12`)).text).not.toContain(
      'Рябинина',
    );
    expect((await browsers.clerk.send('/appeals/register', { ...what, writer: world.people.stranger })).status).toBe(
      422,
    );
    expect((await browsers.owner.get('/appeals/register')).status).toBe(403);
  });

  it('counts its queues and shows what is owed soonest first', async () => {
    const id = await written({ subjects: 'organisation' });
    await browsers.clerk.send(`/appeals/${id}/route`, { person: world.people.clerk });
    const { body } = await browsers.clerk.get('/appeals/board').accept('json');
    expect(body.counts.mine).toBe(1);
    const due = body.lines
      .filter((line: { dueAt: string | null }) => line.dueAt)
      .map((line: { dueAt: string }) => line.dueAt);
    expect(due).toEqual([...due].sort());
    const mine = (await browsers.clerk.get('/appeals/board?queue=mine').accept('json')).body;
    expect(mine.lines.map((line: { id: string }) => line.id)).toEqual([id]);
    expect((await browsers.otherClerk.get(`/appeals/board?organisation=${world.orgs.manager}`)).status).toBe(404);
    expect((await browsers.owner.get('/appeals/board')).status).toBe(403);
  });

  it('gives a piece of the board to htmx, without the frame', async () => {
    const piece = await browsers.clerk.get('/appeals/board').set('HX-Request', 'true');
    expect([piece.text.includes('id="board"'), piece.text.includes('<html')]).toEqual([true, false]);
  });
});

describe('the list', () => {
  it('shows everyone their own and pages through without losing a row', async () => {
    for (let count = 0; count < 31; count += 1) await written({ text: `Обращение для списка номер ${count}.` });
    const first = (await browsers.owner.get('/appeals').accept('json')).body;
    const second = (await browsers.owner.get(`/appeals?after=${first.after}`).accept('json')).body;
    expect(first.appeals).toHaveLength(30);
    const ids = [...first.appeals, ...second.appeals].map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect((await browsers.stranger.get('/appeals').accept('json')).body.count).toBe(0);
    expect((await browsers.stranger.get('/appeals')).text).toContain('Обращений пока нет');
  });

  it('saves the same filter as CSV and XLSX, all rows of it', async () => {
    const { count } = (await browsers.clerk.get('/appeals?subject=cleaning').accept('json')).body;
    const csv = await browsers.clerk.get('/appeals?subject=cleaning&as=csv');
    expect(csv.text.trim().split('\r\n')).toHaveLength(count + 1);
    const xlsx = await browsers.clerk.get('/appeals?as=xlsx').buffer(true);
    expect(xlsx.headers['content-type']).toContain('spreadsheet');
  });

  it('takes empty fields of the filter as absent and refuses nonsense', async () => {
    expect((await browsers.clerk.get('/appeals?number=&whose=&state=&phase=&subject=&from=&to=')).status).toBe(200);
    expect((await browsers.clerk.get('/appeals?from=2026-02-31')).status).toBe(422);
    expect((await browsers.clerk.get('/appeals?after=abc').accept('json')).status).toBe(422);
  });
});

describe('answers for everyone', () => {
  it('are published from a real answer, found by anyone and taken away by the office', async () => {
    const id = await written();
    const early = await browsers.clerk.send(`/appeals/${id}/publish`, {
      question: 'Когда моют полы?',
      reply: 'По вторникам.',
    });
    expect(early.status).toBe(422);
    await answer(id);
    const sent = await browsers.clerk.send(`/appeals/${id}/publish`, {
      question: 'Когда моют полы?',
      reply: 'По вторникам.',
    });
    expect(sent.status).toBe(303);
    const nobody = await site.browser(null);
    expect((await nobody.get('/faq?q=ВТОРНИК')).text).toContain('Когда моют полы?');
    expect((await nobody.get('/faq?q=слон')).text).toContain('Ничего не нашлось');
    const path = sent.headers['location'] ?? '';
    expect((await nobody.get(path)).status).toBe(200);
    expect((await browsers.otherClerk.send(`${path}/retire`, {})).status).toBe(404);
    expect((await browsers.clerk.send(`${path}/retire`, {})).status).toBe(303);
    expect((await nobody.get(path)).status).toBe(404);
    expect(
      (await browsers.owner.send(`/appeals/${id}/publish`, { question: 'Почему?', reply: 'Потому.' })).status,
    ).toBe(403);
  });
});
