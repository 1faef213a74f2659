import { load } from 'cheerio';
import request from 'supertest';
import { confidenceMark } from '../../../law/base/mark';
import { addPerson, type Browser, type Site, testSite } from '../../../proof/site';
import { lawfulMeeting as lawful } from '../../../proof/lawful-meeting';
import { meetingCheckRoutes } from './routes';

const PATH = '/law/meeting';
const question = { kind: 'CAP_REPAIR', for: '6152.43', against: '0', abstained: '0' };
const typed = { ...lawful, total: '9 379,3', 'kind-2': 'CAP_REPAIR', 'for-2': '6152,43' };

let site: Site;
let stranger: Browser;
let token: string;
const program = (body: object) => request(site.app).post(PATH).set('Authorization', `Bearer ${token}`).send(body);

beforeAll(async () => {
  site = await testSite(meetingCheckRoutes);
  stranger = await site.browser(null);
  token = await site.token(await addPerson(site.db));
});
afterAll(() => site.close());

describe('the page «Проверьте собрание»', () => {
  it('is open to a stranger and offers every kind of question', async () => {
    const answer = await stranger.get(PATH);
    expect(answer.status).toBe(200);
    const page = load(answer.text);
    expect(page('h1').text()).toBe('Проверьте собрание');
    expect(page('input[name="kind-1"]').attr('list')).toBe('question-kinds');
    expect(page('#question-kinds option').length).toBe(53);
    expect(page('select').length).toBe(1);
  });

  it('fills itself with an example', async () => {
    const page = load((await stranger.get(`${PATH}?example=1`)).text);
    expect(page('input[name="total"]').val()).toBe('9379.3');
    expect(page('input[name="form"][checked]').val()).toBe('electronic');
  });

  it('tells a person the quorum, each question and each rule, and keeps what was typed', async () => {
    const answer = await stranger.send(PATH, typed);
    expect(answer.status).toBe(200);
    const page = load(answer.text);
    expect(page('#result').text()).toBe('Решение не принято');
    expect(page('section.sheet').text()).toContain('100,44\u00a0м²');
    expect(page('a[href="/law/E-06"]').length).toBe(1);
    expect(page('input[name="participating"]').val()).toBe('6152.43');
  });

  it('shows a refusal beside the very field, whichever rows stay empty', async () => {
    const answer = await stranger.send(PATH, { ...typed, 'for-2': '7000' });
    expect(answer.status).toBe(422);
    const page = load(answer.text);
    expect(page('#for-2').attr('aria-invalid')).toBe('true');
    expect(page('#for-1').attr('aria-invalid')).toBeUndefined();
    expect(page('#for-2').val()).toBe('7000');
  });

  it('asks for everything that is missing at once, in words of a person, and drops no row without a kind', async () => {
    const answer = await stranger.send(PATH, { ...typed, noticeAt: '', total: '', 'for-3': '12' });
    expect(answer.status).toBe(422);
    const page = load(answer.text);
    const wrong = page('main [aria-invalid="true"]')
      .toArray()
      .map((field) => page(field).attr('name'));
    expect(wrong).toEqual(expect.arrayContaining(['noticeAt', 'total', 'kind-3']));
    expect(page('#noticeAt-error').text()).toContain('когда дали сообщение');
    const gathered = { ...typed, form: 'in-person', closesAt: '' };
    expect((await stranger.send(PATH, gathered)).status).toBe(200);
  });

  it('reads a file instead of the fields and refuses one that is no meeting', async () => {
    const send = (text: string) =>
      request(site.app)
        .post(PATH)
        .set('Cookie', stranger.cookie)
        .accept('text/html')
        .field('_csrf', stranger.csrf)
        .attach('file', Buffer.from(text), 'meeting.json');
    const good = await send(JSON.stringify({ ...lawful, questions: [question] }));
    expect(load(good.text)('#result').text()).toBe('Решение не принято');
    const table = load((await stranger.get(PATH)).text)('pre').text();
    expect(load((await send(table)).text)('#result').text()).toBe('Решение не принято');
    const faulty = [
      'PK\u0003\u0004',
      '{',
      '[]',
      'kind\n"',
      table.replace('CAP_REPAIR', 'PARADE'),
      table.replace('9379,3', '-1'),
    ];
    for (const text of faulty) {
      const bad = await send(text);
      expect([text, bad.status, load(bad.text)('#file').attr('aria-invalid')]).toEqual([text, 422, 'true']);
    }
  });
});

describe('the verdict comes first', () => {
  const headed = async (fields: object): Promise<string> =>
    load((await stranger.send(PATH, { ...typed, ...fields })).text)('#result').text();

  it('never praises a quorum while decisions failed', async () => {
    const small = { 'kind-2': 'CURRENT_REPAIR', 'for-2': '4000' };
    expect(await headed(small)).toBe('Решение принято');
    expect(await headed({ ...small, 'kind-3': 'CAP_REPAIR', 'for-3': '6000' })).toBe('Принято решений: 1 из 2');
    expect(await headed({ ...small, 'kind-3': 'COUNCIL_CHAIR', 'for-3': '6000' })).toBe('Все решения приняты');
    expect(await headed({ 'kind-3': 'COMMON_USE', 'for-3': '6000' })).toBe('Ни одно решение не принято');
    expect(await headed({ ...small, participating: '4689.41' })).toBe('Кворума нет: решения не приняты');
    expect(await headed({ ...small, noticeAt: '2026-12-10T10:00' })).toMatch(/^Решение принято, нарушений закона: \d$/);
  });

  it('says each thing once and names an article where the norm has no code that people read', async () => {
    const page = load((await stranger.send(PATH, typed)).text);
    const says = page('td[data-label="Что сказано"]')
      .toArray()
      .map((one) => page(one).text());
    expect(new Set(says).size).toBe(says.length);
    const norms = page('td[data-label="Норма"]').text();
    expect(norms).not.toMatch(/[A-Z]+_|QUORUM/);
    expect(norms).toMatch(/N-01,\s*E-05/);
    expect(page('a[href="/law/QUORUM"]').text()).toContain('ЖК РФ, ст. 45');
  });

  it('finds a kind by its title or by words, and asks when several fit', async () => {
    const sent = (kind: string) => stranger.send(PATH, { ...typed, 'kind-2': kind });
    expect(load((await sent('Капитальный ремонт общего имущества')).text)('#result').text()).toBe('Решение не принято');
    expect(load((await sent('капремонт')).text)('#result').text()).toBe('Решение не принято');
    const unclear = await sent('совет');
    expect([unclear.status, load(unclear.text)('#kind-2-error').text()]).toEqual([
      422,
      expect.stringContaining('Уточните, о чём вопрос'),
    ]);
    expect((await sent('парад')).status).toBe(422);
  });

  it('gives a link that carries the case', async () => {
    const page = load((await stranger.send(PATH, typed)).text);
    const link = page('a[href^="/law/meeting?form="]').attr('href') ?? '';
    const again = load((await stranger.get(link)).text);
    expect(again('#result').text()).toBe('Решение не принято');
    expect(again('input[name="participating"]').val()).toBe('6152.43');
    expect(again('input[name="kind-2"]').val()).toBe('Капитальный ремонт общего имущества');
    const cut = load((await stranger.get(link.replace(/&total=[^&]*/, ''))).text);
    expect([cut('#result').length, cut('input[name="participating"]').val()]).toEqual([0, '6152.43']);
  });
});

describe('the law by stages', () => {
  it('judges the choice of a company by the day of the decision, and says which day was taken', async () => {
    const crossing = {
      ...typed,
      on: '',
      form: 'mixed',
      noticeAt: '2022-08-10',
      opensAt: '2022-08-25',
      'kind-2': 'MC_CHOICE',
    };
    const page = async (closesAt: string, more: object = {}) =>
      load((await stranger.send(PATH, { ...crossing, closesAt, 'for-2': '4000', ...more })).text);
    expect((await page('2022-08-31'))('#result').text()).toContain('Решение принято');
    const after = await page('2022-09-01');
    expect(after('#result').text()).toContain('Решение не принято');
    expect(after('main').text()).toContain('Закон взят на 01.09.2022');
    expect((await page('2022-09-01', { on: '2022-08-10' }))('#result').text()).toContain('Решение принято');
  });

  it('marks a verdict by a norm that was not read in the act', async () => {
    const poll = { ...typed, form: 'in-absentia', closesAt: '2026-12-25T10:00' };
    const page = load((await stranger.send(PATH, poll)).text);
    const [row] = page('tr')
      .toArray()
      .filter((one) => page(one).text().includes('K-13'));
    expect(page(row).find('.norm').text()).toBe(confidenceMark('U'));
  });
});

describe('a flat that becomes a shop', () => {
  const transfer = { ...lawful, entrances: '3', 'kind-1': 'RES_TO_NONRES', 'for-1': '6152.43' };
  const inside = { 'entranceTotal-1': '3 000', 'entranceParticipating-1': '2100', 'entranceFor-1': '1100' };

  it('is counted by its entrance as well, and refused beside the field where the entrance does not add up', async () => {
    const sheet = async (fields: object): Promise<string> =>
      load((await stranger.send(PATH, { ...transfer, ...fields })).text)('td[data-label="Решение"]').text();
    expect(await sheet(inside)).toContain('принято');
    expect(await sheet({ ...inside, 'entranceFor-1': '1000' })).toContain('не принято');
    expect(await sheet({})).toContain('не принято');
    const over = await stranger.send(PATH, { ...transfer, ...inside, 'entranceFor-1': '2200' });
    expect([over.status, load(over.text)('#entranceFor-1').attr('aria-invalid')]).toEqual([422, 'true']);
  });
});

describe('the same for programs', () => {
  it('answers the document the command line prints', async () => {
    const answer = await program({ ...lawful, questions: [question] });
    expect(answer.status).toBe(200);
    expect(Object.keys(answer.body)).toEqual(['quorum', 'questions', 'checks', 'law']);
    expect(answer.body).toMatchObject({
      quorum: { met: true, needed: '4689.65' },
      questions: [{ passed: false, missing: '30131/300' }],
    });
  });

  it.each<[string, object]>([
    ['form-unknown', { form: 'telepathy' }],
    ['zone-unknown', { zone: 'Mars/Olympus' }],
    ['day-impossible', { opensAt: '2026-02-30T10:00' }],
    ['area-negative', { total: '-1' }],
    ['kind-unknown', { questions: [{ ...question, kind: 'PARADE' }] }],
    ['votes-over', { questions: [{ ...question, against: '1' }] }],
    ['fields-wrong', { questions: 'many' }],
    ['fields-wrong', { admin: true }],
    ['meeting-field', { total: '' }],
  ])('refuses as %s', async (code, change) => {
    const answer = await program({ ...lawful, questions: [question], ...change });
    expect([answer.status, answer.body.code]).toEqual([422, code]);
  });
});
