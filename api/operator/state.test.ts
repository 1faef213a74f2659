import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { addPerson, siteOver, testSite, type Browser, type Site } from '../../proof/site';
import { lookRound } from '../../store/watch/round';
import type { Engine } from '../http/engine';
import { watchKernel } from '../health/kernel';
import { routes } from '../routes';

const HOUR_MS = 3_600_000;
const ago = (hours: number): Date => new Date(Date.now() - hours * HOUR_MS);

describe('the state of the installation', () => {
  let site: Site;
  let polina: Browser;
  let polinaId: string;
  let person: string;
  beforeEach(async () => {
    hired = 0;
    site = await testSite(routes);
    polinaId = await addPerson(site.owner, 'Быстрова');
    person = await addPerson(site.owner, 'Жилец');
    await hire(polinaId, 'platform', 'platform');
    polina = await site.browser(polinaId);
  });
  afterEach(() => site.close());

  let hired = 0;
  async function hire(personId: string, kind: string, role: string): Promise<void> {
    const id = randomUUID();
    hired += 1;
    const numbers = { inn: `770000000${hired}`, ogrn: `102770000000${hired}` };
    const named = { name: role, short_name: role, address: 'ул. Пробная, 1', zone: 'Europe/Moscow', region: 'Проба' };
    await site.owner('organisation').insert({ id, kind, ...named, ...numbers });
    const post = { person_id: personId, organisation_id: id, role, from_day: '2020-01-01' };
    await site.owner('staff').insert({ id: randomUUID(), ...post });
  }
  async function openCase(number: string, { runs = true, wakeAt = ago(-9) } = {}): Promise<string> {
    const id = randomUUID();
    const file = {
      id,
      area: 'appeal',
      number,
      zone: 'Europe/Moscow',
      phase: 'received',
      opened_at: ago(2),
      law_date: '2026-11-01',
      seq: 2,
    };
    await site.owner('case_file').insert(file);
    const execution = {
      workflow_id: `appeal:${id}`,
      case_id: id,
      type: 'appeal',
      input: '{}',
      offset_ms: 0,
      started_at: ago(2),
    };
    if (runs) await site.owner('execution').insert({ ...execution, wake_at: wakeAt });
    return id;
  }
  const look = async (): Promise<void> => {
    await site.owner('watch_round').update({ due_at: new Date(0) });
    await lookRound(site.db);
  };
  const metric = async (name: string): Promise<number> => {
    watchKernel(site.db);
    const { text } = await request(site.app).get('/metrics');
    const line = text.split('\n').find((one) => one.startsWith(`${name} `));
    return Number(line?.slice(name.length));
  };
  const follow = async (sent: request.Response): Promise<string> => {
    expect(sent.status).toBe(303);
    const flash = String(sent.headers['set-cookie']).split(';')[0] ?? '';
    const page = await request(site.app)
      .get(String(sent.headers.location))
      .set('Cookie', `${polina.cookie}; ${flash}`)
      .accept('text/html');
    return page.text;
  };
  const pressed = () => site.owner('operator_act').orderBy('done_at').select('person_id', 'act', 'subject', 'count');

  it('is for the administrator alone', async () => {
    await hire(person, 'manager', 'head');
    const head = await site.browser(person);
    expect((await head.get('/state')).status).toBe(403);
    expect((await head.send('/state/mend', { kind: 'wake-late' })).status).toBe(403);
    expect((await request(site.app).get('/state').accept('json')).status).toBe(401);
    expect((await head.get('/')).text).not.toContain('href="/state"');
  });

  it('says in one calm sentence that all is well, and when it was looked at', async () => {
    await openCase('ОБР-2026-000001');
    await look();
    const { status, text } = await polina.get('/state');
    expect(status).toBe(200);
    expect(text).toMatch(/Всё идёт своим чередом\. Смотрели \d\d\.\d\d\.\d{4}, \d\d:\d\d\u00a0МСК\./);
    expect(text).toContain('<meta http-equiv="refresh"');
    expect((await polina.get('/')).text).toContain('Установка работает как надо');
  });

  it('says first of all that nobody watches, when nobody does', async () => {
    await site.owner('watch_round').update({ since: ago(1) });
    expect((await polina.get('/state')).text).toContain('Никто не следит за сроками');
    expect(await metric('domovoy_watch_seconds')).toBeGreaterThan(3_500);
    expect((await polina.get('/')).text).toContain('строка состояния требует внимания');
  });

  it('shows what stands by urgency, a number without a link, and the count in the menu', async () => {
    const id = await openCase('ОБР-2026-000007', { wakeAt: ago(1) });
    const letter = { case_id: id, channel: 'email', letter: 'x', facts: '{}', created_at: ago(3), next_at: ago(3) };
    await site
      .owner('delivery')
      .insert({ ...letter, id: randomUUID(), key: 'a', person_id: person, failed_at: ago(1) });
    await look();
    const { text } = await polina.get('/state');
    expect(text.indexOf('Дела не проснулись вовремя')).toBeLessThan(text.indexOf('Письма не ушли'));
    expect(text).toContain('ОБР-2026-000007');
    expect(text).not.toContain(`href="/appeals/${id}"`);
    expect(text).not.toContain('Жилец');
    const home = (await polina.get('/')).text;
    expect(home).toMatch(/Состояние <b class="mark num">2<\/b>/);
    expect(home).toContain('Открыть состояние');
    const { body } = await request(site.app)
      .get('/state')
      .auth(await site.token(polinaId), { type: 'bearer' });
    expect(body).toMatchObject({ standing: 2, silent: false, engine: null });
    expect(body.lines).toMatchObject([
      { kind: 'wake-late', urgency: 'now', count: 1, mends: true, examples: [{ name: 'ОБР-2026-000007', href: null }] },
      { kind: 'letter-failed', urgency: 'soon', count: 1 },
    ]);
    expect(await metric('domovoy_standing{kind="wake-late"}')).toBe(1);
    expect(await metric('domovoy_standing{kind="case-lost"}')).toBe(0);
  });

  it('gives the order to wake once, however often the form is sent, and writes down who gave it', async () => {
    const id = await openCase('ОБР-2026-000009', { wakeAt: ago(1) });
    await look();
    const key = randomUUID();
    const fields = { kind: 'wake-late', subject: `appeal:${id}` };
    const first = await polina.send('/state/mend', fields, key);
    expect(await follow(first)).toContain('Пробуем сейчас: ОБР-2026-000009');
    await polina.send('/state/mend', fields, key);
    expect(await pressed()).toEqual([{ person_id: polinaId, act: 'wake-late', subject: 'ОБР-2026-000009', count: 1 }]);
    const [finding] = await site.owner('watch_finding');
    expect(finding.asked_at).not.toBeNull();
    await expect(site.db('operator_act').delete()).rejects.toThrow();
  });

  it('tries parked orders, acts and alarms now', async () => {
    const id = await openCase('ОБР-2026-000010');
    const later = ago(-1);
    const order = { kind: 'signal', workflow_id: `appeal:${id}`, case_id: id, payload: '{}', next_at: later };
    await site.owner('outbox').insert([{ ...order, parked_at: ago(1), attempts: 5 }, order]);
    const act = { area: 'appeal', case_id: id, act: 'answer', actor_id: person, args: '{}', see: '/', say: 'Принято' };
    await site
      .owner('accepted_act')
      .insert({ ...act, key: randomUUID(), received_at: ago(1), parked_at: ago(1), next_at: later });
    const alarm = { case_id: id, act: 'late', due_at: ago(2), attempts: 5, problem: 'x', next_at: later };
    await site.owner('parked_alarm').insert({ ...alarm, key: 'a', parked_at: ago(1) });
    await look();
    for (const kind of ['order-parked', 'act-parked', 'alarm-parked'])
      expect(await follow(await polina.send('/state/mend', { kind }))).toContain('Пробуем сейчас: 1');
    const dueNow = async (table: string) =>
      (await site.owner(table).where('next_at', '<=', new Date()).select('parked_at')).map(
        (row) => row.parked_at !== null,
      );
    expect([await dueNow('outbox'), await dueNow('accepted_act'), await dueNow('parked_alarm')]).toEqual([
      [true],
      [true],
      [true],
    ]);
  });

  it('starts a case anew by its number, once, and tells of a healthy, a closed and an unknown one', async () => {
    const lost = await openCase('ОБР-2026-000011', { runs: false });
    await openCase('ОБР-2026-000012');
    const closed = await openCase('ОБР-2026-000013', { runs: false });
    await site
      .owner('case_file')
      .where({ id: closed })
      .update({ closed_at: ago(1), outcome: 'answered' });
    const send = (number: string) => polina.send('/state/repair', { number });
    expect(await follow(await send('обр-2026-000011'))).toContain('Запускаем заново дело ОБР-2026-000011');
    expect(await follow(await send('ОБР-2026-000011'))).toContain('Дело ОБР-2026-000011 в порядке');
    expect(await follow(await send('ОБР-2026-000012'))).toContain(
      'Дело ОБР-2026-000012 в порядке: запускать заново нечего.',
    );
    expect(await follow(await send('ОБР-2026-000013'))).toContain('Дело ОБР-2026-000013 закрыто');
    const refused = await send('ОБР-2026-999999');
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Дела с таким номером нет');
    const orders = await site.owner('outbox').select('kind', 'case_id', 'payload');
    expect(orders).toEqual([
      {
        kind: 'start',
        case_id: lost,
        payload: { type: 'appeal', input: { area: 'appeal', caseId: lost }, again: true },
      },
    ]);
    expect((await pressed()).map(({ act, count }) => [act, count])).toEqual([
      ['repair', 1],
      ['repair', 0],
      ['repair', 0],
      ['repair', 0],
    ]);
  });

  it('believes the engine rather than its own books when it is asked for one case', async () => {
    const engine: Engine = { carryOut: () => Promise.reject(new Error('unused')), runs: async () => false };
    const told = siteOver({ db: site.db, engine }, routes);
    await openCase('ОБР-2026-000014');
    const sent = await (await told.browser(polinaId)).send('/state/repair', { number: 'ОБР-2026-000014' });
    expect(await follow(sent)).toContain('Запускаем заново дело ОБР-2026-000014');
  });

  it('says that nothing has to be done where nothing stands, and what is mended elsewhere', async () => {
    expect(await follow(await polina.send('/state/mend', { kind: 'wake-late', subject: 'appeal:x' }))).toContain(
      'Здесь всё в порядке: делать нечего.',
    );
    expect((await polina.send('/state/mend', { kind: 'workflow-stray' })).status).toBe(409);
    expect((await polina.send('/state/mend', { kind: 'all' })).status).toBe(422);
  });
});
