import { appealSite, idIn, type AppealSite } from '../../proof/pages/appeal-site';

let site: AppealSite;
beforeAll(async () => {
  site = await appealSite();
});
afterAll(() => site.close());

describe('a clerk’s desk', () => {
  it('registers what came on paper, with the day it came, for a person of the flat or without a name', async () => {
    const where = { organisation: site.world.orgs.manager, house: site.world.house, flat: '12' };
    const found = await site.browsers.clerk.get(`/appeals/register?house=${site.world.house}&flat=12`);
    expect(found.text).toContain('Рябинина');
    const what = {
      ...where,
      channel: 'paper',
      subjects: 'lift',
      text: 'Лифт стоит третий день.',
      writer: site.world.people.owner,
    };
    const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 16);
    const id = idIn(await site.browsers.clerk.send('/appeals/register', { ...what, received: yesterday }));
    const nameless = await site.browsers.clerk.send('/appeals/register', { ...what, writer: 'none' });
    expect(nameless.status).toBe(303);
    expect(await site.stateOf(id)).toMatchObject({ channel: 'paper', applicants: ['Рябинина Пётр Ильич'] });
    expect((await site.browsers.owner.get(`/appeals/${id}`)).status).toBe(200);
  });

  it('refuses people and houses outside its scope', async () => {
    const what = {
      house: site.world.house,
      flat: '12',
      channel: 'phone',
      subjects: 'lift',
      text: 'Лифт стоит третий день.',
      writer: site.world.people.owner,
    };
    expect((await site.browsers.otherClerk.send('/appeals/register', what)).status).toBe(422);
    expect(
      (await site.browsers.otherClerk.get(`/appeals/register?house=${site.world.house}&flat=12`)).text,
    ).not.toContain('Рябинина');
    expect(
      (await site.browsers.clerk.send('/appeals/register', { ...what, writer: site.world.people.stranger })).status,
    ).toBe(422);
    expect((await site.browsers.owner.get('/appeals/register')).status).toBe(403);
  });

  it('counts its queues and shows what is owed soonest first', async () => {
    const id = await site.written({ subjects: 'organisation' });
    await site.browsers.clerk.send(`/appeals/${id}/route`, { person: site.world.people.clerk });
    const { body } = await site.browsers.clerk.get('/appeals/board').accept('json');
    expect(body.counts.mine).toBe(1);
    const due = body.lines
      .filter((line: { dueAt: string | null }) => line.dueAt)
      .map((line: { dueAt: string }) => line.dueAt);
    expect(due).toEqual([...due].sort());
    const mine = (await site.browsers.clerk.get('/appeals/board?queue=mine').accept('json')).body;
    expect(mine.lines.map((line: { id: string }) => line.id)).toEqual([id]);
    expect((await site.browsers.otherClerk.get(`/appeals/board?organisation=${site.world.orgs.manager}`)).status).toBe(
      404,
    );
    expect((await site.browsers.owner.get('/appeals/board')).status).toBe(403);
  });

  it('gives a piece of the board to htmx, without the frame', async () => {
    const piece = await site.browsers.clerk.get('/appeals/board').set('HX-Request', 'true');
    expect([piece.text.includes('id="board"'), piece.text.includes('<html')]).toEqual([true, false]);
  });
});

describe('the list', () => {
  it('shows everyone their own and pages through without losing a row', async () => {
    for (let count = 0; count < 31; count += 1) await site.written({ text: `Обращение для списка номер ${count}.` });
    const first = (await site.browsers.owner.get('/appeals').accept('json')).body;
    const second = (await site.browsers.owner.get(`/appeals?after=${first.after}`).accept('json')).body;
    expect(first.appeals).toHaveLength(30);
    const ids = [...first.appeals, ...second.appeals].map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect((await site.browsers.stranger.get('/appeals').accept('json')).body.count).toBe(0);
    expect((await site.browsers.stranger.get('/appeals')).text).toContain('Обращений пока нет');
  });

  it('saves the same filter as CSV and XLSX, all rows of it', async () => {
    const { count } = (await site.browsers.clerk.get('/appeals?subject=cleaning').accept('json')).body;
    const csv = await site.browsers.clerk.get('/appeals?subject=cleaning&as=csv');
    expect(csv.text.trim().split('\r\n')).toHaveLength(count + 1);
    const xlsx = await site.browsers.clerk.get('/appeals?as=xlsx').buffer(true);
    expect(xlsx.headers['content-type']).toContain('spreadsheet');
  });

  it('takes empty fields of the filter as absent and refuses nonsense', async () => {
    expect((await site.browsers.clerk.get('/appeals?number=&whose=&state=&phase=&subject=&from=&to=')).status).toBe(
      200,
    );
    expect((await site.browsers.clerk.get('/appeals?from=2026-02-31')).status).toBe(422);
    expect((await site.browsers.clerk.get('/appeals?after=abc').accept('json')).status).toBe(422);
  });
});

describe('answers for everyone', () => {
  it('are published from a real answer, found by anyone and taken away by the office', async () => {
    const id = await site.written();
    const early = await site.browsers.clerk.send(`/appeals/${id}/publish`, {
      question: 'Когда моют полы?',
      reply: 'По вторникам.',
    });
    expect(early.status).toBe(422);
    await site.answer(id);
    const sent = await site.browsers.clerk.send(`/appeals/${id}/publish`, {
      question: 'Когда моют полы?',
      reply: 'По вторникам.',
    });
    expect(sent.status).toBe(303);
    const nobody = await site.browser(null);
    expect((await nobody.get('/faq?q=ВТОРНИК')).text).toContain('Когда моют полы?');
    expect((await nobody.get('/faq?q=слон')).text).toContain('Ничего не нашлось');
    const path = sent.headers['location'] ?? '';
    expect((await nobody.get(path)).status).toBe(200);
    expect((await site.browsers.otherClerk.send(`${path}/retire`, {})).status).toBe(404);
    expect((await site.browsers.clerk.send(`${path}/retire`, {})).status).toBe(303);
    expect((await nobody.get(path)).status).toBe(404);
    expect(
      (await site.browsers.owner.send(`/appeals/${id}/publish`, { question: 'Почему?', reply: 'Потому.' })).status,
    ).toBe(403);
  });
});
