import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { appealSite, idIn, type AppealSite } from '../../proof/pages/appeal-site';
import { siteOver } from '../../proof/site';
import { Refusal } from '../../law/base/refusal';
import type { ActOutcome } from '../../store/case/accept';
import { caseRoutes } from '../case/routes';
import type { Engine } from '../http/engine';

const PDF = Buffer.from('%PDF-1.7\nпроба');

/** An engine that answers only when the test tells it to. */
function slow(): {
  engine: Engine;
  waiting: (() => void)[];
  /** null: the engine answers normally; «away»: it does not answer. */
  refuse: (refusal: Refusal | 'away' | null) => void;
  keys: string[];
} {
  let refusal: Refusal | 'away' | null = null;
  const [waiting, keys]: [(() => void)[], string[]] = [[], []];
  const engine: Engine = {
    carryOut: ({ key }) =>
      new Promise<ActOutcome>((done) => {
        keys.push(key);
        const answer = () => done(refusal === 'away' ? null : refusal ? { refusal } : { phase: 'registered', seq: 3 });
        if (refusal) answer();
        else waiting.push(answer);
      }),
  };
  return { engine, waiting, keys, refuse: (one) => (refusal = one) };
}

let site: AppealSite;
const held = slow();
beforeAll(async () => {
  site = await appealSite(held.engine);
});
afterAll(() => site.close());

/** Opens the page that follows an act, as this person. */
const follow = async (who: 'clerk' | 'head', page: string) =>
  (await siteOver({ db: site.db, engine: held.engine }, caseRoutes).browser(site.world.people[who])).get(page);

/** An appeal that is not about the author's own flat. */
const abroad = () => ({ ...site.wish(), place: 'none', addressee: site.world.orgs.ministry, subjects: 'other' });

const withFile = (path: string, fields: Record<string, unknown>, who = site.browsers.clerk) => {
  const form = request(site.app).post(path).set('Cookie', who.cookie).accept('text/html').redirects(0);
  const all = { _csrf: who.csrf, key: randomUUID(), ...fields };
  for (const [name, value] of Object.entries(all)) void form.field(name, value as string);
  return form.attach('files', PDF, 'подделка.pdf');
};

describe('a key chosen by a client', () => {
  it('never leads into a case it names: a case of its own is opened, the named one stays as it was', async () => {
    const id = await site.written();
    const sent = idIn(await withFile('/appeals', { ...abroad(), key: id }, site.browsers.neighbour));
    expect(sent).not.toBe(id);
    expect(await site.db('case_document').where({ case_id: id })).toEqual([]);
    expect(await site.db('case_event').where({ case_id: id, actor_id: site.world.people.neighbour })).toEqual([]);
  });

  it('is its sender’s own: another person’s form under it is another form', async () => {
    const key = randomUUID();
    const mine = idIn(await site.browsers.owner.send('/appeals', site.wish(), key));
    const theirs = idIn(await site.browsers.neighbour.send('/appeals', abroad(), key));
    expect(theirs).not.toBe(mine);
  });
});

describe('an act that waits for the engine', () => {
  afterEach(() => {
    held.refuse(null);
    for (const answer of held.waiting.splice(0)) answer();
  });

  it('holds nothing that others need: while one person’s flood waits, pages answer everyone else', async () => {
    const id = await site.written();
    const flood = Array.from({ length: 14 }, (_, index) =>
      site.browsers.clerk.send(`/appeals/${id}/note`, { note: `Запись ${index}` }).then((sent) => sent),
    );
    while (held.waiting.length < 3) await new Promise((tick) => setTimeout(tick, 5));
    const pages = await Promise.all(Array.from({ length: 12 }, () => site.browsers.owner.get(`/appeals/${id}`)));
    expect(pages.map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 200));
    const other = site.browsers.head.send(`/appeals/${id}/note`, { note: 'Вне очереди' });
    const served = other.then(({ status }) => status);
    const before = held.waiting.length;
    while (held.waiting.length === before) await new Promise((tick) => setTimeout(tick, 5));
    let open = true;
    void Promise.all(flood).then(() => (open = false));
    while (open) {
      for (const answer of held.waiting.splice(0)) answer();
      await new Promise((tick) => setTimeout(tick, 5));
    }
    expect(await served).toBe(303);
    expect((await Promise.all(flood)).map(({ status }) => status)).toEqual(Array.from({ length: 14 }, () => 303));
  });

  it('is accepted while the engine is away: its page follows it, and the same form asks for the same act', async () => {
    const id = await site.written();
    const key = randomUUID();
    const { clerk } = site.browsers;
    held.refuse('away');
    const sent = await clerk.send(`/appeals/${id}/note`, { note: 'Одна' }, key);
    const page = sent.headers['location'] as string;
    expect([sent.status, page]).toEqual([303, expect.stringMatching(`^/cases/${id}/acts/[0-9a-f-]{36}$`)]);
    const again = await clerk.send(`/appeals/${id}/note`, { note: 'Одна' }, key).accept('json');
    expect([again.status, again.body]).toEqual([202, { id, accepted: page }]);
    expect(await site.db('accepted_act').where({ case_id: id })).toHaveLength(1);
    expect((await clerk.send(`/appeals/${id}/note`, { note: 'Другая' }, key)).status).toBe(422);
    const shown = await follow('clerk', page);
    expect([shown.status, shown.text]).toEqual([202, expect.stringMatching(/Принято .*, исполняется/)]);
    expect((await follow('head', page)).status).toBe(404);
  });

  it('pressed fifty times at once is one act', async () => {
    const id = await site.written();
    const key = randomUUID();
    held.refuse('away');
    const press = () => site.browsers.clerk.send(`/appeals/${id}/note`, { note: 'Одна' }, key).accept('json');
    const answers = await Promise.all(Array.from({ length: 50 }, press));
    // Either «accepted» or «the first request is still being processed»; nothing else.
    expect([...new Set(answers.map(({ status }) => status))].every((status) => [202, 409].includes(status))).toBe(true);
    expect((await press()).status).toBe(202);
    expect(await site.db('accepted_act').where({ case_id: id })).toHaveLength(1);
  });

  it('is judged by our clock, whatever instant a program sends', async () => {
    const id = await site.written();
    held.refuse('away');
    const fields = { note: 'Одна', received_at: '2020-01-01T00:00:00Z', receivedAt: '2020-01-01T00:00:00Z' };
    await site.browsers.clerk.send(`/appeals/${id}/note`, fields);
    const rows = await site.db('accepted_act').where({ case_id: id });
    for (const { received_at: at } of rows) expect(at.getTime()).toBeGreaterThan(Date.parse('2026-01-01T00:00:00Z'));
  });

  it('is told on its page when the case has refused it after all, with what to do', async () => {
    const id = await site.written();
    held.refuse('away');
    const sent = await site.browsers.clerk.send(`/appeals/${id}/note`, { note: 'Одна' });
    const refusal = { code: 'phase-forbids', say: 'Сейчас нельзя: обновите страницу.', status: 409, fields: {} };
    await site.db('accepted_act').where({ case_id: id }).update({ refused_at: new Date(), refusal });
    const shown = await follow('clerk', sent.headers['location'] as string);
    expect([shown.status, shown.text]).toEqual([200, expect.stringContaining('Сейчас нельзя: обновите страницу.')]);
    expect((await site.db('accepted_act').where({ case_id: id }).first()).heard_at).not.toBeNull();
  });

  it('leaves its files to nobody’s eyes when the case refuses it', async () => {
    const id = await site.written();
    held.refuse(new Refusal('phase-forbids', 'Сейчас нельзя.', 409));
    const sent = await withFile(`/appeals/${id}/answer`, { kind: 'satisfied', answer: 'Всё сделано.' });
    expect(sent.status).toBe(409);
    const [document] = await site.db('case_document').where({ case_id: id });
    expect(document.text_id).not.toBeNull();
    expect((await site.stateOf(id)).files).toEqual([]);
    expect((await site.browsers.head.get(`/appeals/${id}/files/${document.id}`)).status).toBe(404);
  });
});
