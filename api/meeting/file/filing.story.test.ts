import { randomUUID } from 'node:crypto';
import { load } from 'cheerio';
import request, { type Response } from 'supertest';
import { makeOwedPapers } from '../../../activities/meeting/documents/loop';
import { addPerson } from '../../../proof/site';
import { meetingTown, type Town, type Wish } from '../../../proof/stories/meeting-town';
import { eventsOf } from '../../../store/case/events';
import { openSession } from '../../../store/access/sessions';
import { createApp } from '../../app';
import { Cookies } from '../../security/cookies';
import { filingRoutes } from './routes';

const SECRET = 'a secret that only tests know, 32+';
const PUBLIC_URL = 'http://localhost:8080';
const print = async ({ html }: { html: string }): Promise<Buffer> => Buffer.from(`%PDF-${html}`);

interface Person {
  get(path: string): Promise<Response>;
  send(path: string, fields?: object): Promise<Response>;
}

/**
 * The tests depend on each other: the clock of the town only moves forward. Everything is done through the forms of the
 * pages.
 */
describe('the way of a protocol, by the pages of everyone who has a part in it', () => {
  let town: Town;
  let app: ReturnType<typeof createApp>;
  const people = new Map<string, Person>();

  beforeAll(async () => {
    town = await meetingTown({ bornAt: '2026-02-02T10:00:00+03:00' });
    app = createApp({ db: town.db, engine: town.engine }, filingRoutes, {
      kind: 'training',
      publicUrl: PUBLIC_URL,
      sessionSecret: SECRET,
    });
  });
  afterAll(() => town.stop());

  /** A person's browser; sessions do not survive a travel of a month, so each call opens a new one. */
  async function as(personId: string): Promise<Person> {
    const known = people.get(personId);
    if (known) return known;
    const session = async () => {
      const id = await openSession(town.db, { personId, via: 'password', agent: 'test' });
      return { cookie: `domovoy-session=${id}`, csrf: new Cookies(PUBLIC_URL, SECRET).csrfOf(id) };
    };
    const made: Person = {
      get: async (path) =>
        request(app)
          .get(path)
          .set('Cookie', (await session()).cookie)
          .accept('text/html'),
      async send(path, fields = {}) {
        const { cookie, csrf } = await session();
        return request(app)
          .post(path)
          .set('Cookie', cookie)
          .accept('text/html')
          .type('form')
          .redirects(0)
          .send({ ...fields, _csrf: csrf, key: randomUUID() });
      },
    };
    people.set(personId, made);
    return made;
  }

  const owner = (index: number): Promise<Person> => as(town.owners[index] ?? '');
  const at = (id: string, leaf: string): string => `/meetings/${id}/${leaf}`;
  const heading = async (who: Person, id: string): Promise<string> =>
    load((await who.get(at(id, 'protocol'))).text)('.next__title').text();
  const refusal = ({ status, text }: Response): [number, string] => [status, load(text)('main').text()];
  async function refused(sent: Promise<Response>, status: number, words: string): Promise<void> {
    const [code, say] = refusal(await sent);
    expect(say).toContain(words);
    expect(code).toBe(status);
  }

  /** A meeting held outside the system: its protocol is signed by people. */
  async function counted(from: string, wish: Partial<Wish> = {}): Promise<string> {
    const opensAt = new Date(from);
    const closesAt = new Date(opensAt.getTime() + 5 * 86_400_000);
    const id = await town.draft({ opensAt, closesAt, form: 'mixed', ...wish });
    await town.act(id, 'notify');
    await town.tell(id);
    await town.travelTo(opensAt);
    await town.until(id, 'voting');
    for (const flat of [0, 1, 2, 3, 4, 5]) await town.paper(id, flat);
    await town.travelTo(closesAt);
    await town.until(id, 'counted');
    return id;
  }

  let id = '';

  it('chair, secretary and counters sign, each once; a stranger and a passer-by do not', async () => {
    id = await counted('2026-03-02T10:00:00+03:00');
    const [initiator, chair, secretary, passer] = await Promise.all([owner(0), owner(1), owner(2), owner(5)]);
    const outsider = await addPerson(town.db);
    expect(await heading(chair, id)).toBe('Протокол ждёт подписей');
    expect((await (await as(outsider)).send(at(id, 'sign'), { part: 'chair' })).status).toBe(404);
    await refused(passer.send(at(id, 'sign'), { part: 'chair' }), 403, 'Протокол подписывают председатель');
    await refused(initiator.send(at(id, 'hand-over')), 409, 'ЖК РФ, ст. 46 ч. 1');
    await refused(initiator.send(at(id, 'publish')), 409, 'ЖК РФ, ст. 46 ч. 3');
    expect((await initiator.get(at(id, 'published'))).status).toBe(404);
    expect((await chair.send(at(id, 'sign'), { part: 'chair' })).status).toBe(303);
    await refused(chair.send(at(id, 'sign'), { part: 'chair' }), 409, 'уже стоит');
    expect((await secretary.send(at(id, 'sign'), { part: 'secretary' })).status).toBe(303);
    expect((await secretary.send(at(id, 'sign'), { part: 'counter' })).status).toBe(303);
    expect(await town.phase(id)).toBe('protocol');
    await makeOwedPapers(town.db, print);
  });

  it('the initiator tells the owners, and from then on anybody reads the outcome without signing in', async () => {
    const initiator = await owner(0);
    const open = () => request(app).get(at(id, 'published')).accept('text/html');
    expect((await open()).status).toBe(404);
    expect((await initiator.send(at(id, 'publish'))).status).toBe(303);
    await refused(initiator.send(at(id, 'publish')), 409, 'уже объявлены');
    const page = load((await open()).text);
    expect(page('.next__title').text()).toContain('Собрание состоялось');
    expect(page('#clocks, [aria-labelledby="clocks"]').text()).toContain('Обжаловать решение в суде');
    const copy = await request(app).get(at(id, 'published/protocol')).buffer(true);
    expect([copy.status, copy.headers['content-type']]).toEqual([200, 'application/pdf']);
    const secrets = await town.db('person').whereNotNull('snils').pluck('snils');
    for (const snils of secrets) expect(String(copy.body)).not.toContain(snils.slice(0, 3) + '-' + snils.slice(3, 6));
  });

  it('the manager hands the originals on and the inspectorate sends them back twice, with remarks and a term', async () => {
    const [initiator, manager, inspector] = await Promise.all([owner(0), as(town.head), as(town.inspector)]);
    await refused(manager.send(at(id, 'file')), 409, 'ЖК РФ, ст. 46 ч. 1');
    expect((await initiator.send(at(id, 'hand-over'))).status).toBe(303);
    expect(load((await manager.get(at(id, 'protocol'))).text)('main').text()).toContain('Направить подлинники в ГЖИ');
    await refused(initiator.send(at(id, 'file')), 403, 'организация, которая управляет домом');
    expect((await manager.send(at(id, 'file'))).status).toBe(303);
    const asked = async (leaf: string) => load((await inspector.get(at(id, leaf))).text);
    expect((await asked('keep'))('main').text()).toContain('Ни один пункт из 40 не просмотрен.');
    const reason = 'У двух голосовавших право прекратилось раньше.';
    expect((await inspector.send(at(id, 'checklist/17'), { verdict: 'breach', reason })).status).toBe(303);
    const told = (await asked('keep'))('main').text().replace(/\s+/gu, ' ');
    expect(told).toContain('Просмотрен 1 пункт из 40.');
    expect(told).toContain(`Пункт 17. Голосовавший был собственником в день своего решения: нарушение. ${reason}`);
    const back = await asked('return');
    expect(back('#remark').val()).toContain(`Пункт 17. Голосовавший был собственником в день своего решения`);
    expect(back('#remark-hint').text()).toContain('уже вписаны');
    await inspector.send(at(id, 'checklist/17'), { verdict: 'holds' });
    expect((await asked('return'))('#remark').val()).not.toContain('Пункт 17.');
    for (const [remark, until] of [
      ['Нет приложения 3.', '2026-03-20'],
      ['Листы не прошиты.', '2026-03-30'],
    ]) {
      const bare = await inspector.send(at(id, 'return'), { until });
      expect([bare.status, load(bare.text)('#remark').attr('aria-invalid')]).toEqual([422, 'true']);
      const termless = await inspector.send(at(id, 'return'), { remark });
      expect([termless.status, load(termless.text)('#until-error').length]).toEqual([422, 1]);
      expect((await inspector.send(at(id, 'return'), { remark, until })).status).toBe(303);
      expect(load((await initiator.get(at(id, 'protocol'))).text)('main').text()).toContain(remark);
      expect(await town.deadline(id, 'file')).toMatchObject({ lastDay: until, verdict: { kind: 'running' } });
      expect((await manager.send(at(id, 'file'))).status).toBe(303);
    }
    await refused(manager.send(at(id, 'register')), 403, 'нет этого права');
    expect((await inspector.send(at(id, 'register'))).status).toBe(303);
    expect(await heading(initiator, id)).toBe('ГЖИ приняла подлинники на хранение');
  });

  it('two protocols on one question become a task that the inspector reads and ends with a finding', async () => {
    const second = await counted('2026-04-06T10:00:00+03:00', { kinds: ['CURRENT_REPAIR'] });
    const [initiator, manager, inspector] = await Promise.all([owner(0), as(town.head), as(town.inspector)]);
    await (await owner(1)).send(at(second, 'sign'), { part: 'chair' });
    for (const part of ['secretary', 'counter']) await (await owner(2)).send(at(second, 'sign'), { part });
    await initiator.send(at(second, 'hand-over'));
    await manager.send(at(second, 'file'));
    expect((await manager.get('/inspections')).status).toBe(403);
    const list = load((await inspector.get('/inspections')).text);
    const href = list('tbody a').attr('href') ?? '';
    const task = load((await inspector.get(href)).text);
    expect(task('main').text()).toContain('Окно для сходных протоколов');
    expect(task('main a[href*="/protocol"]').length).toBe(2);
    expect((await initiator.get(href)).status).toBe(404);
    const keeping = load((await inspector.get(at(second, 'keep'))).text);
    expect(keeping('main').text()).toContain('Проверка сходных протоколов');
    expect(keeping(`main a[href="${href}"]`).length).toBe(1);
    const bare = await inspector.send(`${href}/finish`, {});
    expect([bare.status, load(bare.text)('#finding').attr('aria-invalid')]).toEqual([422, 'true']);
    const finding = 'Оба собрания правомочны, решения не противоречат друг другу.';
    expect((await inspector.send(`${href}/finish`, { finding })).status).toBe(303);
    await refused(inspector.send(`${href}/finish`, { finding: 'Другой вывод.' }), 409, 'уже закончена');
    for (const one of [id, second]) {
      expect(load((await initiator.get(at(one, 'protocol'))).text)('main').text()).toContain(finding);
      await town.eventually(async () => (await town.kinds(one)).includes('inspected'));
      const [fact] = (await eventsOf(town.db, one)).filter(({ kind }) => kind === 'inspected');
      expect(fact?.facts).toMatchObject({ norm: 'P-16', other: one === id ? second : id });
    }
  });

  it('owners who manage the house themselves send the originals straight to the inspectorate', async () => {
    const direct = await counted('2026-08-03T10:00:00+03:00', { kinds: ['LAND_IMPROVE'], directManagement: true });
    const initiator = await owner(0);
    await (await owner(1)).send(at(direct, 'sign'), { part: 'chair' });
    for (const part of ['secretary', 'counter']) await (await owner(2)).send(at(direct, 'sign'), { part });
    expect(load((await initiator.get(at(direct, 'protocol'))).text)('main').text()).toContain('прямо в инспекцию');
    expect((await initiator.send(at(direct, 'hand-over'))).status).toBe(409);
    expect((await initiator.send(at(direct, 'file'))).status).toBe(303);
    expect((await town.deadline(direct, 'file')).norm).toBe('P-12');
  });

  it('whoever founds the association signs beside the chair, and so does one elected to the council', async () => {
    const born = await counted('2026-10-05T10:00:00+03:00', { kinds: ['COUNCIL_ELECT', 'TSN_CREATE'] });
    const silent = await owner(8);
    await refused(silent.send(at(born, 'sign'), { part: 'founder' }), 403, 'P-08');
    for (const index of [0, 1, 2, 3, 4, 5]) {
      const founder = await owner(index);
      expect(load((await founder.get(at(born, 'protocol'))).text)('.next').text()).toContain('Учредитель ТСЖ');
      expect((await founder.send(at(born, 'sign'), { part: 'founder' })).status).toBe(303);
    }
    expect((await (await owner(1)).send(at(born, 'sign'), { part: 'chair' })).status).toBe(303);
    for (const part of ['secretary', 'counter']) await (await owner(2)).send(at(born, 'sign'), { part });
    expect(await town.phase(born)).toBe('counted');
    const [chair, elected, passer] = await Promise.all([owner(1), owner(7), owner(6)]);
    await refused(elected.send(at(born, 'sign'), { part: 'council' }), 403, 'названные в протоколе');
    await refused(elected.send(at(born, 'elect'), { members: [town.owners[7]] }), 403, 'председатель и секретарь');
    expect(load((await elected.get(at(born, 'protocol'))).text)('#council').length).toBe(0);
    const flat = (
      await town
        .db('meeting_holder as h')
        .join('meeting_right as r', 'r.id', 'h.right_id')
        .where({ 'h.case_id': born, 'h.person_id': town.owners[7] })
        .first('r.premises_number as number')
    ).number;
    const found = load((await chair.get(`${at(born, 'protocol')}?places=${encodeURIComponent(flat)}`)).text);
    expect(found(`#council input[value="${town.owners[7]}"]`).length).toBe(1);
    await refused(chair.send(at(born, 'elect'), {}), 422, 'Отметьте избранных');
    const outsider = await addPerson(town.db);
    await refused(chair.send(at(born, 'elect'), { members: [outsider] }), 422, 'из реестра собрания');
    expect((await chair.send(at(born, 'elect'), { members: [town.owners[6], town.owners[7]] })).status).toBe(303);
    expect(load((await elected.get(at(born, 'protocol'))).text)('.next').text()).toContain('Избран в совет дома');
    expect((await elected.send(at(born, 'sign'), { part: 'council' })).status).toBe(303);
    await refused(chair.send(at(born, 'elect'), { members: [town.owners[6]] }), 409, 'убрать нельзя');
    expect(await town.phase(born)).toBe('counted');
    expect((await chair.send(at(born, 'elect'), { members: [town.owners[7]] })).status).toBe(303);
    expect(await town.phase(born)).toBe('protocol');
    await refused(passer.send(at(born, 'sign'), { part: 'council' }), 409, 'Сейчас это сделать нельзя');
  });

  it('nothing is taken or returned after the archive', async () => {
    const inspector = await as(town.inspector);
    await town.travelTo((await town.deadline(id, 'archive')).dueAt);
    await town.until(id, 'archived');
    expect((await inspector.send(at(id, 'register'))).status).toBe(409);
    expect(await heading(inspector, id)).toBe('Дело в архиве');
  });
});
