import { randomUUID } from 'node:crypto';
import { addPerson, testSite, type Browser, type Site } from '../../proof/site';
import { unsettled } from '../../proof/unsettled';
import { cabinetRoutes } from './routes';

let site: Site;
let person: string;
let browser: Browser;
let stranger: Browser;
const caseId = randomUUID();

async function written(personId: string, at: string, letter = 'appeal-registered'): Promise<string> {
  const id = randomUUID();
  await site
    .db('delivery')
    .insert({
      id,
      case_id: caseId,
      key: id,
      channel: 'cabinet',
      letter,
      facts: '{}',
      person_id: personId,
      created_at: at,
      next_at: at,
      sent_at: at,
    });
  return id;
}

beforeAll(async () => {
  site = await testSite(cabinetRoutes);
  person = await addPerson(site.db);
  browser = await site.browser(person);
  stranger = await site.browser(await addPerson(site.db, 'Чужаков'));
  await site
    .db('case_file')
    .insert({
      id: caseId,
      area: 'appeal',
      number: 'ОБР-2026-000123',
      zone: 'Europe/Moscow',
      phase: 'received',
      opened_at: '2026-12-09T10:00:00Z',
      law_date: '2026-12-09',
    });
});
afterAll(() => site.close());
beforeEach(() =>
  unsettled(site.owner, 'delivery', (trx) => trx('delivery').where({ case_id: caseId }).update({ channel: 'paper' })),
);

describe('a person’s messages', () => {
  it('say what will be here while there are none', async () => {
    const empty = await browser.get('/messages');
    expect(empty.text).toContain('Сообщений пока нет');
  });

  it('of one instant are each on one page, none left out between them', async () => {
    const ids = [];
    for (let count = 0; count < 32; count += 1) ids.push(await written(person, '2026-12-09T10:00:00.123456Z'));
    const first = await browser.get('/messages').accept('json');
    const next = await browser.get(`/messages?after=${first.body.after}`).accept('json');
    const seen = [...first.body.messages, ...next.body.messages].map(({ id }: { id: string }) => id);
    expect(seen.sort()).toEqual(ids.sort());
  });

  it('stand newest first, the unread marked and counted', async () => {
    await written(person, '2026-12-09T10:00:00Z');
    await written(person, '2026-12-20T10:00:00Z', 'appeal-answered');
    const { text } = await browser.get('/messages');
    expect(text.indexOf('Ответ на обращение ОБР-2026-000123')).toBeLessThan(text.indexOf('зарегистрировано'));
    expect(text).toContain('Не прочитано: 2');
    expect((await browser.get('/messages').accept('json')).body).toMatchObject({ count: 2, unread: 2, after: null });
  });

  it('count as received at the first opening, and stay so', async () => {
    const id = await written(person, '2026-12-09T10:00:00Z');
    const opened = await browser.get(`/messages/${id}`);
    expect(opened.text).toContain('Здравствуйте, Пётр Ильич!');
    expect(opened.text).toContain(`href="http://localhost:8080/appeals/${caseId}"`);
    const first = await site.db('delivery').where({ id }).first();
    expect(first.read_at).not.toBeNull();
    expect(first.effective_at).toEqual(first.read_at);
    await browser.get(`/messages/${id}`);
    expect((await site.db('delivery').where({ id }).first()).read_at).toEqual(first.read_at);
    expect((await browser.get('/messages').accept('json')).body.unread).toBe(0);
  });

  it('are nobody else’s, and opening by another leaves them unread', async () => {
    const id = await written(person, '2026-12-09T10:00:00Z');
    expect((await stranger.get(`/messages/${id}`)).status).toBe(404);
    expect((await stranger.get('/messages').accept('json')).body.count).toBe(0);
    expect((await (await site.browser(null)).get('/messages')).status).toBe(401);
    expect((await site.db('delivery').where({ id }).first()).read_at).toBeNull();
  });

  it('come in pages that lose and repeat none, even written at one instant', async () => {
    const ids = [];
    for (let made = 0; made < 65; made++) ids.push(await written(person, '2026-12-09T10:00:00Z'));
    const seen: string[] = [];
    let after: string | null = '';
    while (after !== null) {
      const { body } = await browser.get(`/messages?after=${after}`).accept('json');
      seen.push(...body.messages.map(({ id }: { id: string }) => id));
      after = body.after;
    }
    expect(seen.sort()).toEqual(ids.sort());
    expect((await browser.get('/messages?after=nonsense')).status).toBe(422);
  });
});
