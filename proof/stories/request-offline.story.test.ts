import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { caseRoutes } from '../../api/case/routes';
import type { RequestShape } from '../../api/request/shape';
import { requestRoutes } from '../../api/request/routes';
import { listRequests } from '../../store/request/list';
import { siteOver, type Browser } from '../site';
import { requestTown, type Town } from './request-town';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A telephone an hour ahead of everybody, with a queue of its own; each tab may send any part of it. */
interface Phone {
  press(act: string, minutesAgo: number, fields?: Record<string, string>): Promise<Pressed>;
  send(pressed: Pressed): Promise<{ status: number; code?: string; say?: string }>;
}
interface Pressed {
  key: string;
  act: string;
  fields: Record<string, string>;
}

/** The tests depend on each other: the clock of the town only moves forward. */
describe('a master without a network', () => {
  let town: Town;
  let site: ReturnType<typeof siteOver>;
  let browsers: Record<'first' | 'dispatcher' | 'owner' | 'inspector', Browser>;
  beforeAll(async () => {
    town = await requestTown({ bornAt: '2026-02-02T11:00:00+03:00' });
    site = siteOver({ db: town.db, engine: town.engine }, [...requestRoutes, ...caseRoutes]);
    const names = ['first', 'dispatcher', 'owner', 'inspector'] as const;
    const made = await Promise.all(names.map(async (name) => [name, await site.browser(town.who[name])] as const));
    browsers = Object.fromEntries(made) as typeof browsers;
  });
  afterAll(() => town.stop());

  const later = async (ms: number): Promise<void> => town.travelTo(new Date((await town.now()).getTime() + ms));
  const json = async <T>(who: Browser, path: string): Promise<T> =>
    (await request(site.app).get(path).set('Cookie', who.cookie).accept('json').expect(200)).body as T;
  const burst = async (): Promise<string> => {
    const id = await town.request({ kind: 'S02.cold-water', premisesId: town.flat, text: 'Прорвало трубу.' });
    await town.work(id, 'accept');
    return id;
  };

  const phoneOf = (id: string, aheadMs: number): Phone => ({
    async press(act, minutesAgo, fields = {}) {
      const doneAt = new Date((await town.now()).getTime() + aheadMs - minutesAgo * MINUTE).toISOString();
      return { key: randomUUID(), act, fields: { ...fields, doneAt } };
    },
    async send({ key, act, fields }) {
      const sentAt = new Date((await town.now()).getTime() + aheadMs).toISOString();
      const { cookie, csrf } = browsers.first;
      const answer = await request(site.app)
        .post(`/jobs/${id}/${act}`)
        .set('Cookie', cookie)
        .accept('json')
        .type('form')
        .send({ ...fields, sentAt, key, _csrf: csrf });
      return { status: answer.status, ...answer.body };
    },
  });

  it('is believed by how long the act waited: in time, though the miss was recorded before it came', async () => {
    const id = await burst();
    const phone = phoneOf(id, HOUR);
    await later(45 * MINUTE);
    await town.eventually(async () => (await town.kinds(id)).includes('overdue'));
    const arrived = await phone.press('arrive', 35);
    const localised = await phone.press('localise', 25);
    const done = (await town.now()).getTime();
    for (const one of [arrived, localised]) expect((await phone.send(one)).status).toBe(200);

    const due = await town.deadline(id, 'localise');
    expect([due.verdict.kind, due.missedAt !== null]).toEqual(['in-time', true]);
    expect(Math.abs((due.metAt?.getTime() ?? 0) - (done - 25 * MINUTE))).toBeLessThan(MINUTE);
    expect((await town.look(id)).standing.unanswered).toBe(false);
    const paging = { sort: '-opened' as const, limit: 10 };
    const { rows } = await listRequests(town.db, { scope: { everything: true } }, paging, await town.now());
    expect(rows.find((row) => row.id === id)).toMatchObject({ late: false, overdue: false });
  });

  it('is told with both instants to those who look after it, and the recorded miss is answered', async () => {
    const [{ id } = { id: '' }] = await town.db('case_file').where({ area: 'request' }).select('id');
    const seen = await json<RequestShape>(browsers.dispatcher, `/requests/${id}`);
    const of = (kind: string) => seen.events.find((event) => event.kind === kind);
    // Pressed at 11:20 of the region, when the telephone showed 12:20.
    expect(of('localised')?.say).toMatch(/Телефон: 12:20, получено 11:4\d\. Считаем: 11:\d\d\./);
    expect(of('localised')?.say).toContain('Часы телефона спешат на 1\u00a0ч 00\u00a0мин.');
    expect(of('overdue')).toMatchObject({
      bad: false,
      say: expect.stringContaining('Сделано вовремя, пн 2\u00a0февраля, 11:'),
    });
    const resident = await json<RequestShape>(browsers.owner, `/requests/${id}`);
    expect(JSON.stringify(resident.events)).not.toContain('Телефон');
    const history = await json<{ events: RequestShape['events'] }>(browsers.inspector, `/cases/${id}`);
    const told = JSON.stringify(history.events);
    expect([told.includes('Телефон: 12:20'), told.includes('сообщение пришло позже срока')]).toEqual([true, true]);
    expect(history.events.find(({ kind }) => kind === 'overdue')?.bad).toBe(false);
  });

  it('sends in any order, twice and from two tabs: each act is there once, at its own instant', async () => {
    const id = await burst();
    const phone = phoneOf(id, -HOUR);
    await later(29 * MINUTE);
    const began = (await town.now()).getTime();
    const arrived = await phone.press('arrive', 20);
    const localised = await phone.press('localise', 10);
    const fixed = await phone.press('fix', 1, { result: 'Заменён кран.', parts: 'кран 1/2, 1 шт.' });
    await later(20 * MINUTE);
    // The last one overtakes the others: it waits for them, nothing is lost and nothing is invented.
    for (const early of [fixed, localised]) {
      const { status, code, say } = await phone.send(early);
      expect([status, code]).toEqual([409, 'phase-forbids']);
      expect(say).toMatch(/[а-яё]/i);
    }
    const both = await Promise.all([phone.send(arrived), phone.send(arrived)]);
    for (const { status, code } of both) expect([200, 'write-in-flight']).toContain(status === 200 ? status : code);
    for (const one of [localised, fixed, arrived, localised, fixed]) {
      await later(MINUTE);
      expect((await phone.send(one)).status).toBe(200);
    }
    const kinds = (await town.kinds(id)).filter((kind) => ['arrived', 'localised', 'fixed'].includes(kind));
    expect(kinds).toEqual(['arrived', 'localised', 'fixed']);
    const { arrivedAt, localisedAt, fixedAt } = (await town.look(id)).request;
    const minutes = [arrivedAt, localisedAt, fixedAt].map((at) => Math.round(((at?.getTime() ?? 0) - began) / MINUTE));
    expect(minutes).toEqual([-20, -10, -1]);
    expect((await town.deadline(id, 'localise')).verdict.kind).toBe('in-time');
    const { result } = await json<RequestShape>(browsers.dispatcher, `/requests/${id}`);
    expect(result).toBe('Заменён кран.\nЗапчасти: кран 1/2, 1 шт.');
  });

  it('is late where the act itself was late, and its telephone cannot say otherwise', async () => {
    const id = await burst();
    const phone = phoneOf(id, 0);
    await later(40 * MINUTE);
    await phone.send(await phone.press('arrive', 38));
    await phone.send(await phone.press('localise', 5));
    expect((await town.deadline(id, 'localise')).verdict.kind).toBe('late');
    const [row] = (
      await listRequests(town.db, { scope: { everything: true } }, { sort: '-opened', limit: 1 }, await town.now())
    ).rows;
    expect(row).toMatchObject({ id, late: true });
  });
});
