import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { jobSite, type JobSite } from '../../proof/pages/job-site';
import type { Browser } from '../../proof/site';
import { eventsOf } from '../../store/case/events';
import type { JobLine } from './job-line';

const HOUR = 3_600_000;

let site: JobSite;
let master: Browser;
beforeAll(async () => {
  site = await jobSite();
  master = await site.browser(site.who.first);
}, 60_000);
afterAll(() => site.close());

const json = (who: Browser, path: string) => request(site.app).get(path).set('Cookie', who.cookie).accept('json');
const jobs = async (who = master): Promise<JobLine[]> => (await json(who, '/jobs')).body.jobs;
/** As the queue of a telephone sends it: each copy with its own instant of sending. */
const queued = (id: string, act: string, fields: object, key: string) =>
  request(site.app)
    .post(`/jobs/${id}/${act}`)
    .set('Cookie', master.cookie)
    .accept('json')
    .type('form')
    .send({ ...fields, sentAt: new Date().toISOString(), key, _csrf: master.csrf });

describe('the jobs of a master', () => {
  it('are those given to them: in hand, for today, for later, done today', async () => {
    const [burst, tap, done] = [await site.job(), await site.job({ kind: 'S01' }), await site.job()];
    for (const act of ['accept', 'arrive']) await site.act(burst, act, {}, site.who.first);
    await queued(done, 'arrive', {}, randomUUID());
    await queued(done, 'fix', { result: 'Заменён кран.' }, randomUUID());
    const found = Object.fromEntries((await jobs()).map(({ id, group }) => [id, group]));
    expect(found).toEqual({ [burst]: 'now', [tap]: 'later', [done]: 'done' });
    expect(await jobs(await site.browser(site.who.second))).toEqual([]);
  });

  it('are nobody else’s to look at as jobs', async () => {
    const id = await site.job();
    for (const who of ['owner', 'second', 'dispatcher', 'stranger'] as const)
      expect((await json(await site.browser(site.who[who]), `/jobs/${id}`)).status).toBe(404);
    expect((await json(await site.browser(site.who.owner), '/jobs')).status).toBe(403);
  });

  it('tell where to go, whom to call and what is due first', async () => {
    const id = await site.job();
    const { text } = await master.get(`/jobs/${id}`);
    expect(text).toContain('href="tel:+79160000118"');
    expect(text).toMatch(/href="geo:0,0\?q&#x3D;%D0/);
    // It waits for an answer, which is due before anything else.
    expect(text).toContain('ответить до');
    await site.act(id, 'accept', {}, site.who.first);
    expect((await master.get(`/jobs/${id}`)).text).toContain('локализовать до');
  });

  it('say how to get in and what to beware of, of other flats only where they are concerned', async () => {
    const [building_id, made_by] = [site.buildingId, site.who.dispatcher];
    const flats = await site.db('premises').where({ building_id }).whereNot({ id: site.flat }).orderBy('number');
    const note = (kind: string, words: string, more: object = {}) =>
      site.db('house_note').insert({ id: randomUUID(), building_id, kind, words, made_by, ...more });
    await note('access', 'код К4521');
    await note('vulnerable', 'кислородный прибор', { premises_id: flats[0].id });
    await note('pet', 'собака', { premises_id: flats[0].id });
    await note('key', 'у консьержа', { premises_id: site.flat });
    const notes = async (id: string) => (await json(master, `/jobs/${id}`)).body.notes as unknown;
    expect(await notes(await site.job())).toEqual([
      { title: 'Войти', text: 'код К4521' },
      { title: 'Ключи', text: 'у консьержа' },
    ]);
    expect(await notes(await site.job({ premisesId: null, kind: 'S02.cold-water' }))).toEqual([
      { title: 'Войти', text: 'код К4521' },
      { title: 'Знать', text: `кв.\u00a0${flats[0].number}: кислородный прибор` },
    ]);
  });

  it('show the time of the visit, which the resident and the master may change', async () => {
    const id = await site.job({ kind: 'S01' });
    const visit = (hour: number) => new Date(Date.now() + hour * HOUR + 3 * HOUR).toISOString().slice(0, 16);
    const owner = await site.browser(site.who.owner);
    const times = { from: visit(2), to: visit(4) };
    expect((await owner.send(`/requests/${id}/visit`, times)).headers['location']).toBe(`/requests/${id}`);
    expect((await master.get(`/jobs/${id}`)).text).toContain('<dt>Визит</dt>');
    const mine = await master.send(`/jobs/${id}/visit`, { from: visit(3), to: visit(5) });
    expect(mine.headers['location']).toBe(`/jobs/${id}`);
    const { visitFrom } = (await jobs()).find((line) => line.id === id) ?? {};
    expect(visitFrom?.slice(0, 13)).toBe(new Date(Date.now() + 3 * HOUR).toISOString().slice(0, 13));
  });

  it('that do no further harm have nothing to localise', async () => {
    const id = await site.job({ kind: 'S01' });
    const steps = async (one: string) =>
      [...(await master.get(`/jobs/${one}`)).text.matchAll(/data-step="(\w+)"/g)].map(([, act]) => act);
    expect(await steps(id)).toEqual(['arrive', 'fix']);
    expect(await steps(await site.job())).toEqual(['arrive', 'localise', 'fix']);
  });

  it('are sent again with another instant of sending and stay done once', async () => {
    const id = await site.job();
    const doneAt = new Date(Date.now() - 60_000).toISOString();
    const key = randomUUID();
    const first = await queued(id, 'arrive', { doneAt }, key);
    await new Promise((done) => setTimeout(done, 20));
    const second = await queued(id, 'arrive', { doneAt }, key);
    expect([first.status, second.status, second.body]).toEqual([200, 200, first.body]);
    // Another instant of doing is another act, whatever its key says.
    expect((await queued(id, 'arrive', { doneAt: new Date().toISOString() }, key)).body.code).toBe('key-reused');
    const arrived = (await eventsOf(site.db, id)).filter(({ kind }) => kind === 'arrived');
    expect(arrived).toHaveLength(1);
  });

  it('keep both instants of every act, a refusal and a note among them', async () => {
    const id = await site.job();
    const doneAt = new Date(Date.now() + HOUR - 60_000).toISOString();
    await queued(id, 'note', { note: 'Стояк перекрыт.', doneAt }, randomUUID());
    await queued(id, 'decline', { why: 'busy', doneAt }, randomUUID());
    const told = (await eventsOf(site.db, id)).filter(({ kind }) => ['noted', 'declined'].includes(kind));
    for (const { facts } of told) expect(facts['device']).toMatchObject({ doneAt, sentAt: expect.any(String) });
    expect(told).toHaveLength(2);
  });

  it('are refused in words where the instants cannot be read', async () => {
    const id = await site.job();
    for (const doneAt of ['yesterday', '2026-13-01T00:00:00Z', '99999']) {
      const answer = await queued(id, 'arrive', { doneAt }, randomUUID());
      expect([answer.status, answer.body.code]).toEqual([422, 'fields-wrong']);
    }
  });
});
