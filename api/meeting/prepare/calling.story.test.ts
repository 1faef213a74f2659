import { randomUUID } from 'node:crypto';
import { load } from 'cheerio';
import request, { type Response } from 'supertest';
import { meetingTown, type Town } from '../../../proof/stories/meeting-town';
import { letterSource } from '../../../store/letters/letters';
import { openSession } from '../../../store/access/sessions';
import { createApp } from '../../app';
import { Cookies } from '../../security/cookies';
import { meetingRoutes } from '../routes';
import { votingRoutes } from '../vote/routes';

const SECRET = 'a secret that only tests know, 32+';
const PUBLIC_URL = 'http://localhost:8080';

interface Visitor {
  get(path: string): Promise<ReturnType<typeof load>>;
  send(path: string, fields?: object): Promise<Response>;
}

/** What may happen to a meeting before its voting, through the forms of those who may do it. */
describe('requesting, amending, cancelling and repeating from the browser', () => {
  let town: Town;
  let app: ReturnType<typeof createApp>;
  let owner: Visitor;
  let neighbour: Visitor;
  let head: Visitor;

  async function visitor(personId: string): Promise<Visitor> {
    const session = await openSession(town.db, { personId, via: 'password', agent: 'test' });
    const cookie = `domovoy-session=${session}`;
    const hidden = { _csrf: new Cookies(PUBLIC_URL, SECRET).csrfOf(session) };
    return {
      get: async (path) => load((await request(app).get(path).set('Cookie', cookie).accept('text/html')).text),
      send: async (path, fields = {}) => {
        const post = request(app).post(path).set('Cookie', cookie).accept('text/html').type('form').redirects(0);
        return post.send({ ...fields, ...hidden, key: randomUUID() });
      },
    };
  }

  beforeAll(async () => {
    town = await meetingTown({ bornAt: '2026-11-20T10:00:00+03:00' });
    const settings = { kind: 'training' as const, publicUrl: PUBLIC_URL, sessionSecret: SECRET };
    app = createApp({ db: town.db, engine: town.engine }, [...meetingRoutes, ...votingRoutes], settings);
    owner = await visitor(town.owners[0] ?? '');
    neighbour = await visitor(town.owners[1] ?? '');
    head = await visitor(town.head);
  });
  afterAll(() => town.stop());

  async function begin(who: Visitor, initiator: string, form = 'electronic', pack = 'current-repair'): Promise<string> {
    const sent = await who.send('/meetings', { house: town.buildingId, initiator, form, title: 'Проба', pack });
    const id = sent.headers['location']?.split('/').at(-1) ?? '';
    await town.until(id, 'draft');
    // The initiator fills in the names in brackets.
    await town
      .db('meeting_question')
      .where({ case_id: id })
      .update({ wording: 'Провести текущий ремонт', kind: 'CURRENT_REPAIR' });
    return id;
  }

  const terms = (fields: object = {}) => ({
    title: 'Проба',
    form: 'electronic',
    opens: '2026-12-10T10:00',
    closes: '2026-12-20T10:00',
    total: '500',
    totalBasis: 'Технический паспорт',
    paperAddress: 'кв. 1',
    materialsPlace: 'На странице собрания',
    ...fields,
  });

  it('hands the request of a tenth to the manager, who sends it back and goes on with it himself', async () => {
    const id = await begin(owner, 'group');
    expect((await head.send(`/meetings/${id}/notify`)).status).toBe(404);
    const next = async (who: Visitor): Promise<string> => (await who.get(`/meetings/${id}`))('.next__title').text();
    expect(await next(owner)).toBe('Соберите подписи под требованием');
    expect((await owner.send(`/meetings/${id}/request`)).status).toBe(303);
    expect([await next(owner), await next(head)]).toEqual([
      'Требование у управляющей организации',
      expect.stringContaining('До сообщения осталось исправить'),
    ]);
    expect(await town.phase(id)).toBe('requested');
    expect((await town.deadline(id, 'hold')).lastDay).toBe('2027-01-11');
    expect((await neighbour.send(`/meetings/${id}/petition`)).status).toBe(409);
    expect((await head.send(`/meetings/${id}/amend`)).status).toBe(303);
    expect(await town.phase(id)).toBe('draft');
    expect(await next(head)).toContain('До сообщения осталось исправить');
    expect((await head.send(`/meetings/${id}/terms`, terms())).status).toBe(303);
    expect((await head.send(`/meetings/${id}/notify`)).status).toBe(303);
    expect(await town.phase(id)).toBe('noticed');
    const check = await neighbour.get(`/meetings/${id}/lawcheck`);
    expect(check('h1 + p').text()).toContain('когда собственникам сообщили о собрании');
    expect(check('.next__title').text()).toBe('Нарушений не найдено');
    expect(check('a:contains("Исправить")').length).toBe(0);
  });

  it('cancels a draft without telling anybody, and a noticed meeting with a word to everyone', async () => {
    const reason = 'Дату выбрали неудачно.';
    const draft = await begin(owner, 'owner');
    expect((await owner.send(`/meetings/${draft}/cancel`, { reason: '' })).status).toBe(422);
    expect((await owner.send(`/meetings/${draft}/cancel`, { reason })).status).toBe(303);
    expect(await town.letters(draft, 'meeting-cancelled')).toBe(0);
    const noticed = await begin(owner, 'owner');
    await owner.send(`/meetings/${noticed}/terms`, terms());
    await owner.send(`/meetings/${noticed}/notify`);
    expect((await neighbour.send(`/meetings/${noticed}/cancel`, { reason })).status).toBe(403);
    expect((await owner.send(`/meetings/${noticed}/cancel`, { reason })).status).toBe(303);
    expect(await town.phase(noticed)).toBe('cancelled');
    expect(await town.letters(noticed, 'meeting-cancelled')).toBe(town.owners.length);
    const card = await owner.get(`/meetings/${noticed}`);
    expect(card('main').text()).toContain('отменено');
    expect(card('.next').text()).toContain(`Причина: ${reason}`);
    expect(card('.next a[href="/meetings/new"]').length).toBe(1);
    expect(card('#share').length).toBe(0);
    expect((await owner.send(`/meetings/${noticed}/share`)).status).toBe(409);
    expect((await neighbour.get(`/meetings/${noticed}/vote`))('.next').text()).toContain(`Причина: ${reason}`);
    const [letter] = await town.owner('delivery').where({ case_id: noticed, letter: 'meeting-cancelled' });
    expect((await letterSource(town.db, letter.id))?.own?.facts).toMatchObject({ reason });
  });

  it('does not hold a first electronic meeting whose form most votes refused, and repeats it', async () => {
    const id = await begin(owner, 'owner');
    for (const kind of ['IS_USE', 'IS_AUTHORISED', 'IS_ORDER'])
      await owner.send(`/meetings/${id}/agenda/add`, { kind, wording: 'Решить о проведении собраний в системе' });
    await owner.send(`/meetings/${id}/terms`, terms({ firstElectronic: 'yes' }));
    expect((await owner.send(`/meetings/${id}/notify`)).status).toBe(303);
    await town.tell(id);
    const refuse = async (index: number): Promise<Response> =>
      (await visitor(town.owners[index] ?? '')).send(`/meetings/${id}/electronic`);
    const shown = `/meetings/${id}/electronic`;
    expect((await neighbour.get(shown))('#refusals ~ p, section').text()).toContain('Пока никто не отказался');
    for (const index of [0, 1, 2, 3, 4]) expect((await refuse(index)).status).toBe(303);
    const page = await neighbour.get(shown);
    expect(page('main').text()).toMatch(/Отказалось 5.прав/);
    const office = (await (await visitor(town.head)).get(shown))('.next');
    expect([office.find('form').length, office.text()]).toEqual([0, expect.stringContaining('У вас их здесь нет')]);
    expect(page('.next').text()).not.toContain('Отказов больше половины');
    await town.travelTo('2026-12-03T23:59:00+03:00');
    expect((await refuse(5)).status).toBe(303);
    await town.travelTo('2026-12-04T00:01:00+03:00');
    expect((await refuse(6)).status).toBe(409);
    await town.travelTo('2026-12-10T10:00:00+03:00');
    await town.until(id, 'halted');
    expect(await town.kinds(id)).toContain('form-refused');
    expect(await town.letters(id, 'meeting-refused')).toBe(1);
    const sent = await owner.send(`/meetings/${id}/repeat`);
    expect(sent.status).toBe(303);
    expect(await town.phase(id)).toBe('cancelled');
    const [again] = (await town.look(id)).repeatedBy;
    expect((await town.look(again?.id ?? '')).meeting).toMatchObject({ repeatsId: id, opensAt: null });
  });
});
