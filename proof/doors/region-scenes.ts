import { load } from 'cheerio';
import { randomUUID } from 'node:crypto';
import request, { type Test } from 'supertest';
import { personByLogin } from '../../store/registry/people';
import { readClock } from '../../store/clock/clock';
import { localOf } from '../../law/base/zone';
import { makeMeeting } from '../ballots/meeting';
import { addPerson, type Browser, type Site } from '../site';
import { rowsOf, type Scene } from './vote-scenes';

const as = async (site: Site, login: string): Promise<{ id: string; browser: Browser }> => {
  const id = (await personByLogin(site.db, login))?.id ?? '';
  return { id, browser: await site.browser(id) };
};

const token: Scene = {
  name: 'make a key for a program',
  repeats: true,
  async prepare(site) {
    const person = await addPerson(site.db);
    const own = await site.browser(person);
    return {
      ask: (key) => own.send('/account/tokens', { name: 'Проба', scopes: '*', days: '1' }, key),
      effect: () => rowsOf(site, 'api_token', { person_id: person }),
      secret: true,
    };
  },
};

const delegation: Scene = {
  name: 'trust a guest',
  repeats: true,
  async prepare(site) {
    const [giver, guest] = [await addPerson(site.db), await addPerson(site.db)];
    const value = `${guest}@example.ru`;
    const contact = { id: randomUUID(), person_id: guest, channel: 'email', value };
    await site.owner('contact').insert({ ...contact, confirmed_at: site.owner.raw('domovoy_now()') });
    const own = await site.browser(giver);
    const { day } = localOf((await readClock(site.db)).now, 'Europe/Moscow');
    const fields = { email: value, fromDay: day, toDay: day, scopes: 'bills.read' };
    return {
      ask: (key) => own.send('/account/delegations', fields, key),
      effect: () => rowsOf(site, 'delegation', { from_person: giver }),
    };
  },
};

const appeal: Scene = {
  name: 'open an appeal',
  repeats: true,
  async prepare(site) {
    const owner = await as(site, 'owner');
    const place = (await site.db('ownership').where({ person_id: owner.id }).first('premises_id'))?.premises_id;
    const manager = (await site.db('organisation').where({ kind: 'manager' }).first('id'))?.id;
    const body = { place, addressee: manager, subjects: ['cleaning'], text: 'Прошу убрать снег у подъезда.' };
    const key_ = await site.token(owner.id);
    return {
      ask: (key): Test =>
        request(site.app)
          .post('/appeals')
          .set({ Authorization: `Bearer ${key_}`, 'Idempotency-Key': key, Accept: 'application/json' })
          .send(body),
      effect: () => rowsOf(site, 'appeal', {}),
    };
  },
};

const decide: Scene = {
  name: 'decide a conflict of the register',
  async prepare(site) {
    const clerk = await as(site, 'clerk');
    const premises = await conflictPremises(site);
    const path = `/premises/${premises}/conflicts/two-areas`;
    const page = load((await clerk.browser.get(path)).text);
    const [mark, decision] = [page('input[name=mark]').attr('value') ?? '', 'egrn'];
    return {
      ask: (key) => clerk.browser.send(path, { mark, decision, reason: 'Выписка ЕГРН от 01.02.2026' }, key),
      effect: () => rowsOf(site, 'registry_conflict', { premises_id: premises }),
    };
  },
};

/** A flat of the demo house with two stated areas; its conflict is new each time. */
async function conflictPremises(site: Site): Promise<string> {
  const house = site.owner('premises').where({ number: '195' }).whereNotNull('area_hand');
  const found = await house.first('id');
  const area_hand = `${Math.floor(60 + Math.random() * 30)}.${Math.floor(10 + Math.random() * 89)}`;
  await site.owner('premises').where({ id: found?.id }).update({ area_hand });
  return found?.id ?? '';
}

const handOver: Scene = {
  name: 'hand the originals over',
  repeats: true,
  async prepare(site) {
    const meeting = await makeMeeting(site.owner, { phase: 'protocol', closesIn: -1, opensIn: -2 });
    const desk = await site.browser(meeting.administrator);
    const told = (): number =>
      new Set(site.commands.filter((one) => one.caseId === meeting.caseId).map((one) => one.key)).size;
    return { ask: (key) => desk.send(`/meetings/${meeting.caseId}/hand-over`, {}, key), effect: async () => told() };
  },
};

const travel: Scene = {
  name: 'travel',
  async prepare(site) {
    await site
      .owner('travel')
      .whereNull('done_at')
      .update({ done_at: site.owner.raw('domovoy_now()') });
    const own = await site.browser(await addPerson(site.db));
    return { ask: (key) => own.send('/clock/travels', { to: 'day' }, key), effect: () => rowsOf(site, 'travel', {}) };
  },
};

/** Travel comes last, because other writes are blocked while time moves. */
export const regionScenes: readonly Scene[] = [token, delegation, appeal, decide, handOver, travel];
