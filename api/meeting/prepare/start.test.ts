import { randomUUID } from 'node:crypto';
import { load } from 'cheerio';
import { addPerson, testSite, type Browser, type Site } from '../../../proof/site';
import { unsettled } from '../../../proof/unsettled';
import { meetingHouse, type House } from '../../../proof/stories/meeting-house';
import { insertRegistry } from '../../../store/registry/rows';
import { registryRoutes } from '../../registry/routes';
import { meetingRoutes } from '../routes';

/** The second flat belongs to spouses; each flat is a tenth of the house. */
const FLATS = Array.from({ length: 10 }, (_, index) => ({ area: '50.00', holders: index === 1 ? 2 : 1 }));

let site: Site;
let house: House;
let hall: string;
beforeAll(async () => {
  site = await testSite([...meetingRoutes, ...registryRoutes]);
  house = meetingHouse(FLATS);
  hall = house.rows.organisation.find(({ kind }) => kind === 'municipality')?.id ?? '';
  await site.owner.transaction((trx) => insertRegistry(trx, house.rows));
});
afterAll(() => site.close());

async function officer(role: string, organisation: string): Promise<Browser> {
  const person = await addPerson(site.owner);
  const post = { id: randomUUID(), person_id: person, organisation_id: organisation, role, from_day: '2020-01-01' };
  await site.owner('staff').insert(post);
  return site.browser(person);
}
const owner = (index: number): Promise<Browser> => site.browser(house.owners[index] ?? '');
const call = (who: Browser, initiator: string, form = 'electronic') =>
  who.send('/meetings', { house: house.buildingId, initiator, form, title: 'Проба', pack: 'council' });
const idOf = (sent: { headers: Record<string, string> }): string => sent.headers['location']?.split('/').at(-1) ?? '';
const kindOf = async (id: string): Promise<string> =>
  (await site.db('meeting').where({ case_id: id }).first('initiator_kind'))?.initiator_kind;

describe('who calls a meeting', () => {
  it('is an owner, for one vote is enough', async () => {
    const me = await owner(0);
    const page = load((await me.get('/meetings/new')).text);
    expect(page('input[name=initiator]').length).toBe(2);
    expect(await kindOf(idOf(await call(me, 'owner')))).toBe('owner');
  });

  it.each(['clerk', 'head'])('is the manager, by its %s', async (role) => {
    const me = await officer(role, house.manager);
    expect(load((await me.get('/meetings/new')).text)('input[name=initiator]').val()).toBe(house.manager);
    const id = idOf(await call(me, house.manager));
    expect(await kindOf(id)).toBe('manager');
    expect(load((await me.get(`/meetings/${id}/lawcheck`)).text)('main').text()).toContain('ст. 45 ч. 7');
  });

  it('is the municipality, and its duty is named where the agenda has one', async () => {
    const me = await officer('municipal', hall);
    const id = idOf(await call(me, hall, 'mixed'));
    expect(await kindOf(id)).toBe('municipality');
    const text = load((await me.get(`/meetings/${id}/lawcheck`)).text)('main').text();
    expect(text).toContain('за год не избрали совет');
    expect(text).toContain('ст. 161.1 ч. 2');
  });

  it('is nobody else: not a stranger, not an officer in the name of another office, not a dispatcher', async () => {
    const stranger = await site.browser(await addPerson(site.owner));
    expect((await stranger.get('/meetings/new')).text).toContain('нет помещений в собственности');
    expect((await call(stranger, 'owner')).status).toBe(422);
    expect((await call(await officer('clerk', house.manager), hall)).status).toBe(422);
    expect((await call(await officer('dispatcher', house.manager), house.manager)).status).toBe(422);
  });
});

describe('a request of owners', () => {
  let id: string;
  const page = async (who: Browser) => load((await who.get(`/meetings/${id}/petition`)).text);
  const total = (value: string) => site.owner('meeting').where({ case_id: id }).update({ total: value });

  it('begins with the signature of whoever wrote it, and a tenth exactly is enough', async () => {
    const me = await owner(0);
    id = idOf(await call(me, 'group'));
    await total('500.00');
    const found = await page(me);
    expect(found('.next__title').text()).toBe('Подписей достаточно');
    expect(found(`main a[href="/meetings/${id}/request"]`).length).toBe(1);
  });

  it('is short by a hundredth of a metre, whatever the percent would round to', async () => {
    await total('500.10');
    const found = await page(await owner(0));
    expect(found('.next__title').text()).toContain('0,01');
    expect(found(`form[action="/meetings/${id}/request"]`).length).toBe(0);
  });

  it('shows the forty-five days and how they were counted', async () => {
    const found = await page(await owner(0));
    expect(found('.next').text()).toMatch(/собрание должны провести до \d\d\.\d\d\.\d{4}/);
    expect(found('details.why').text()).toContain('45');
  });

  it('counts the area of spouses once, and gives it back with the last of the two signatures', async () => {
    const spouses = await site.db('ownership').where({ premises_id: house.premises[1] }).select('person_id');
    const both = await Promise.all(spouses.map(({ person_id }) => site.browser(person_id)));
    const votes = async (): Promise<string> =>
      load((await (await owner(0)).get(`/meetings/${id}/petition`)).text)('#signed')
        .closest('section')
        .text();
    for (const one of both) expect((await one.send(`/meetings/${id}/petition`, {})).status).toBe(303);
    expect(await votes()).toMatch(/3\u00a0собственника, 100\u00a0м²/);
    await both[0]?.send(`/meetings/${id}/petition`, { act: 'withdraw' });
    expect(await votes()).toMatch(/2\u00a0собственника, 100\u00a0м²/);
    await both[1]?.send(`/meetings/${id}/petition`, { act: 'withdraw' });
    expect(await votes()).toMatch(/1\u00a0собственник, 50\u00a0м²/);
  });

  it('takes no signature once it is handed over', async () => {
    await site.owner('meeting').where({ case_id: id }).update({ requested_at: new Date() });
    const late = await (await owner(3)).send(`/meetings/${id}/petition`, {});
    expect(late.status).toBe(409);
    expect(late.text).toContain('Требование передано');
  });
});

describe('a register that contradicts itself', () => {
  let me: Browser;
  const conflicts = async (who: Browser): Promise<number> =>
    (await who.get(`/houses/${house.buildingId}/conflicts`)).status;
  beforeAll(async () => {
    await site.owner('premises').where({ id: house.premises[5] }).update({ area_hand: '51.00' });
    me = await owner(4);
  });

  it('is the manager’s to put right, and the initiator is told so', async () => {
    const id = idOf(await call(me, 'owner'));
    const text = load((await me.get(`/meetings/${id}/lawcheck`)).text)('main').text();
    expect(text).toContain('Решает управляющая организация: реестр ведёт она (ЖК РФ, ст. 45 ч. 3.1)');
    expect(await conflicts(me)).toBe(403);
  });

  it('is the initiator’s when the manager has let the term of N-09 pass', async () => {
    const id = idOf(await call(me, 'owner'));
    const openedAt = (sql: string): Promise<number> =>
      unsettled(site.owner, 'case_file', (trx) =>
        trx('case_file')
          .where({ id })
          .update({ opened_at: trx.raw(sql) }),
      );
    await openedAt("opened_at - interval '7 days'");
    expect(await conflicts(me)).toBe(200);
    expect(await conflicts(await owner(6))).toBe(403);
    expect(load((await me.get(`/meetings/${id}/lawcheck`)).text)('main').text()).not.toContain('Решает управляющая');
    await openedAt('now()');
  });

  it('is put right by whoever prepares a meeting of a house without a manager, and by no other neighbour', async () => {
    await site.owner('organisation_building').where({ building_id: house.buildingId }).update({ to_day: '2020-01-01' });
    const id = idOf(await call(me, 'owner'));
    expect(await conflicts(me)).toBe(200);
    expect(await conflicts(await owner(6))).toBe(403);
    const at = `/premises/${house.premises[5]}/conflicts/two-areas`;
    const mark = load((await me.get(at)).text)('input[name=mark]').val();
    const reason = 'Верна запись ЕГРН, паспорт устарел.';
    expect((await me.send(at, { mark, decision: 'egrn', reason })).status).toBe(303);
    const text = load((await me.get(`/meetings/${id}/lawcheck`)).text)('main').text();
    expect(text).not.toContain('не решено расхождений');
  });
});
