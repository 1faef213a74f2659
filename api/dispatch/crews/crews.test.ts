import { randomUUID } from 'node:crypto';
import { load } from 'cheerio';
import { organisationId, buildingId } from '../../../bin/seed/region';
import { crewSite, type CrewSite } from '../../../proof/crew-site';
import type { Browser } from '../../../proof/site';
import { addDays, type Day } from '../../../law/base/day';
import { localOf } from '../../../law/base/zone';
import { mondayOf } from '../../../law/dispatch/week';
import { fullName } from '../../../law/registry/names';

let site: CrewSite;
let dispatcher: Browser;
let foreign: Browser;
let today: Day;
/** Far beyond the shifts of the seed. */
let free: Day;
const dom = organisationId('dom');
const people = { dispatcher: '', master: '', other: '', stranger: '' };

beforeAll(async () => {
  site = await crewSite();
  today = localOf(site.now, 'Europe/Moscow').day;
  free = addDays(mondayOf(today), 70);
  Object.assign(people, {
    dispatcher: site.holder('dom', 'dispatcher'),
    master: site.holder('dom', 'master'),
    other: site.holder('dom', 'master', 1),
    stranger: site.holder('uyut', 'master'),
  });
  dispatcher = await site.as(people.dispatcher);
  foreign = await site.as(site.holder('uyut', 'dispatcher'));
});
afterAll(() => site?.close());

const words = (html: string): string => load(html)('main').text().replace(/\s+/g, ' ').replaceAll('\u00a0', ' ');
const errorsOf = (html: string): string => load(html)('.govuk-error-summary').text().replace(/\s+/g, ' ').trim();
const nameOf = (personId: string): string => {
  const row = site.rows.person.find(({ id }) => id === personId);
  return row ? fullName({ familyName: row.family_name, givenName: row.given_name, patronymic: row.patronymic }) : '';
};
const shift = (from: string, to: string, person = people.master) => ({ organisation: dom, person, from, to });
const put = (from: string, to: string, person?: string) => dispatcher.send('/crews/shifts', shift(from, to, person));
const rowsOf = (person: string, from: Day) =>
  site.db('crew_shift').where({ person_id: person }).where('from_at', '>=', `${from}T00:00:00+03:00`);

describe('a shift', () => {
  it('is put into the schedule, and stands on both days it touches', async () => {
    const answer = await put(`${free}T20:00`, `${addDays(free, 1)}T08:00`);
    expect([answer.status, answer.headers['location']]).toEqual([303, `/crews?organisation=${dom}&week=${free}`]);
    const page = load((await dispatcher.get(`/crews?week=${free}`)).text);
    const line = page('.roster tbody tr').filter((_, row) => page(row).text().includes(nameOf(people.master)));
    const cells = line.find('td').map((_, cell) => page(cell).find('.piece').clone().children().remove().end().text());
    expect(cells.get().slice(0, 3)).toEqual(['20:00–08:00', 'до 08:00', '']);
  });

  it.each<[string, (day: Day) => [string, string], string]>([
    ['an overlap', (day) => [`${day}T22:00`, `${day}T23:00`], 'уже стоит смена'],
    ['the end before the start', (day) => [`${addDays(day, 3)}T20:00`, `${addDays(day, 3)}T08:00`], 'позже начала'],
    ['forty hours', (day) => [`${addDays(day, 3)}T08:00`, `${addDays(day, 5)}T00:00`], 'длиннее суток'],
    ['what is over', (day) => [`${addDays(day, -200)}T08:00`, `${addDays(day, -200)}T20:00`], 'уже прошла'],
    ['the year 0', () => ['0000-01-01T08:00', '0000-01-01T20:00'], 'которая есть в календаре'],
    ['no time at all', () => ['завтра', ''], 'Укажите дату и время'],
  ])('refuses %s with what to do, and keeps what was typed', async (_, times, say) => {
    const [from, to] = times(free);
    const answer = await put(from, to);
    expect(answer.status).toBe(422);
    expect(errorsOf(answer.text)).toContain(say);
    const page = load(answer.text);
    expect([page('[name=from]').attr('value'), page('[name=person] [selected]').attr('value')]).toEqual([
      from,
      people.master,
    ]);
  });

  it('refuses a master of another organisation, and one who does not exist, in the same words', async () => {
    const said = [];
    for (const person of [people.stranger, randomUUID(), people.dispatcher])
      said.push(errorsOf((await put(`${free}T10:00`, `${free}T12:00`, person)).text));
    expect(new Set(said).size).toBe(1);
    expect(said[0]).toContain('Такого мастера в вашей организации нет');
  });

  it('lets one of two win who add at once, and tells the other', async () => {
    const day = addDays(free, 4);
    const answers = await Promise.all([1, 2, 3].map(() => put(`${day}T08:00`, `${day}T20:00`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422, 422]);
    expect(await rowsOf(people.master, day).where('from_at', '<', `${addDays(day, 1)}T00:00:00+03:00`)).toHaveLength(1);
  });

  it('is changed by a new row, and the old one says who took it out', async () => {
    const day = addDays(free, 5);
    await put(`${day}T08:00`, `${day}T20:00`);
    const [old] = await rowsOf(people.master, day);
    const path = `/crews/shifts/${old.id}`;
    const answer = await dispatcher.send(`${path}/change`, { from: `${day}T09:00`, to: `${day}T18:00` });
    expect(answer.status).toBe(303);
    expect(await site.db('crew_shift').where({ id: old.id }).first()).toMatchObject({ removed_by: people.dispatcher });
    expect(words((await dispatcher.get(path)).text)).toContain('снято с графика');
    const again = await dispatcher.send(`${path}/remove`, {});
    expect([again.status, errorsOf(again.text)]).toEqual([409, expect.stringContaining('другим сотрудником')]);
  });

  it('is not changed into one that overlaps, and then stays as it was', async () => {
    const [day, next] = [addDays(free, 12), addDays(free, 13)];
    await put(`${day}T08:00`, `${day}T20:00`);
    await put(`${next}T08:00`, `${next}T20:00`);
    const [first] = await rowsOf(people.master, day).orderBy('from_at');
    const answer = await dispatcher.send(`/crews/shifts/${first.id}/change`, {
      from: `${next}T07:00`,
      to: `${next}T09:00`,
    });
    expect(errorsOf(answer.text)).toContain('уже стоит смена');
    expect(await site.db('crew_shift').where({ id: first.id }).first()).toMatchObject({ removed_at: null });
  });

  it('stays once it is over, and no row is ever deleted', async () => {
    const past = await site.db('crew_shift').where({ organisation_id: dom }).where('to_at', '<', site.now).first();
    expect(words((await dispatcher.get(`/crews/shifts/${past.id}`)).text)).not.toContain('Снять с графика');
    const answer = await dispatcher.send(`/crews/shifts/${past.id}/remove`, {});
    expect([answer.status, errorsOf(answer.text)]).toEqual([409, expect.stringContaining('уже прошло')]);
    await expect(site.owner('crew_shift').where({ id: past.id }).delete()).rejects.toThrow('not deleted');
  });
});

describe('a week', () => {
  it('is repeated on the next one; what already stands is left out and counted', async () => {
    const monday = addDays(free, 21);
    await put(`${monday}T08:00`, `${monday}T20:00`);
    await put(`${addDays(monday, 6)}T20:00`, `${addDays(monday, 7)}T08:00`);
    await put(`${addDays(monday, 7)}T10:00`, `${addDays(monday, 7)}T14:00`);
    const answer = await dispatcher.send('/crews/copy', { organisation: dom, week: monday });
    expect(answer.status).toBe(303);
    const next = await rowsOf(people.master, addDays(monday, 7)).orderBy('from_at').pluck('from_at');
    expect(next.map((at: Date) => localOf(at, 'Europe/Moscow').day)).toEqual([addDays(monday, 7), addDays(monday, 13)]);
    const empty = await dispatcher.send('/crews/copy', { organisation: dom, week: addDays(monday, 60) });
    expect([empty.status, errorsOf(empty.text)]).toEqual([422, expect.stringContaining('Повторять нечего')]);
  });

  it('says who is on duty now, and until when', async () => {
    const { person_id: person } = await site
      .db('crew_shift')
      .where({ organisation_id: dom, kind: 'work' })
      .where('from_at', '<=', site.now)
      .where('to_at', '>', site.now)
      .whereNotIn('person_id', site.db('crew_shift').where({ kind: 'absence' }).select('person_id'))
      .first();
    const page = load((await dispatcher.get('/crews')).text);
    const line = page('.roster tbody tr').filter((_, row) => page(row).text().includes(nameOf(person)));
    expect(line.text()).toMatch(/на смене до \d\d:\d\d/);
    expect(page('.roster [aria-current="date"]').text()).toContain('сегодня');
  });

  it('is a sheet as well, a row a master', async () => {
    const csv = (await dispatcher.get(`/crews?week=${free}&as=csv`)).text;
    expect(csv.split('\r\n')[0]).toContain('Неделя с;Мастер;Специальности;Понедельник');
    expect(csv.split('\r\n').find((line) => line.includes(nameOf(people.master)))).toContain('20:00–08:00;до 08:00');
    expect((await dispatcher.get(`/crews?week=${free}&as=xlsx`)).headers['content-type']).toContain('spreadsheet');
  });

  it('tells a dispatcher without masters what to do', async () => {
    const supplier = await site.as(site.holder('heat', 'dispatcher'));
    expect(words((await supplier.get('/crews')).text)).toContain('Мастеров в организации нет');
  });
});

describe('an absence', () => {
  const absence = () => ({
    person: people.other,
    why: 'illness',
    fromDay: addDays(free, 28),
    toDay: addDays(free, 29),
  });
  const absencePath = async (day: Day) =>
    `/crews/shifts/${(await rowsOf(people.other, day).where({ kind: 'absence' }).first('id')).id}`;
  it('says first which shifts it touches, and then takes them out of duty', async () => {
    const { fromDay } = absence();
    await put(`${fromDay}T08:00`, `${fromDay}T20:00`, people.other);
    const query = new URLSearchParams({ organisation: dom, ...absence() });
    const page = words((await dispatcher.get(`/crews/absences/new?${query}`)).text);
    expect(page).toContain('На эти смены мастер не выйдет');
    expect(page).toContain('08:00 — ');
    expect(await rowsOf(people.other, fromDay).where({ kind: 'absence' })).toEqual([]);
    const answer = await dispatcher.send('/crews/absences', { organisation: dom, ...absence() });
    expect(answer.status).toBe(303);
    const card = words((await dispatcher.get(String(await absencePath(fromDay)))).text);
    expect(card).toContain('Первый день');
    expect(card).not.toContain('Изменить часы');
    const week = load((await dispatcher.get(`/crews?week=${fromDay}`)).text);
    expect(week('.roster .piece--off').text()).toContain('не выйдет');
    expect(week('.roster .piece--absence').length).toBe(2);
  });

  it('is refused twice over the same days, or the wrong way round', async () => {
    const twice = await dispatcher.send('/crews/absences', { organisation: dom, ...absence() });
    expect(errorsOf(twice.text)).toContain('отсутствие уже отмечено');
    const query = new URLSearchParams({ ...absence(), toDay: addDays(free, 20) });
    const back = await dispatcher.get(`/crews/absences/new?${query}`);
    expect([back.status, errorsOf(back.text)]).toEqual([422, expect.stringContaining('раньше первого')]);
  });
});

describe('what a master can do', () => {
  const path = () => `/crews/masters/${people.other}`;
  it('keeps trades, houses and permits, and reminds of those that end', async () => {
    const houses = [buildingId('roll')];
    await dispatcher.send(`${path()}/skills`, { trades: ['electrician', 'lift'], houses });
    await dispatcher.send(`${path()}/permits`, { permit: 'lift', until: addDays(today, 5) });
    const page = words((await dispatcher.get(path())).text);
    expect(page).toContain('электрик, лифтовой механик');
    expect(words((await dispatcher.get('/crews')).text)).toContain('обслуживание лифтов');
    await dispatcher.send(`${path()}/permits/drop`, { permit: 'lift' });
    const again = await dispatcher.send(`${path()}/permits/drop`, { permit: 'lift' });
    expect([again.status, errorsOf(again.text)]).toEqual([409, expect.stringContaining('уже нет')]);
  });

  it('refuses a permit that has ended, and a house of others', async () => {
    const ended = await dispatcher.send(`${path()}/permits`, { permit: 'lift', until: addDays(today, -1) });
    expect(errorsOf(ended.text)).toContain('уже закончился');
    const house = await dispatcher.send(`${path()}/skills`, { trades: ['lift'], houses: [buildingId('central-15')] });
    expect(errorsOf(house.text)).toContain('не управляет');
  });
});

describe('a contract', () => {
  const contract = () => ({
    organisation: dom,
    contractor: organisationId('lift'),
    trades: ['electrician'],
    houses: [buildingId('roll')],
    phone: '8 900 999-00-77',
    fromDay: today,
    toDay: addDays(today, 100),
  });
  it('is written down, shown with the telephone, and ended', async () => {
    expect((await dispatcher.send('/crews/contractors', contract())).status).toBe(303);
    const { id } = await site.db('contract').where({ phone: '+79009990077' }).first('id');
    expect(words((await dispatcher.get('/crews/contractors')).text)).toContain('+7 900 999-00-77');
    const change = { phone: '+79009990078', toDay: addDays(today, 1) };
    expect((await dispatcher.send(`/crews/contracts/${id}`, change)).status).toBe(303);
    const wrong = await dispatcher.send(`/crews/contracts/${id}`, { ...change, toDay: addDays(today, -1) });
    expect(errorsOf(wrong.text)).toContain('раньше, чем начался');
    expect((await foreign.get(`/crews/contracts/${id}`)).status).toBe(404);
  });

  it.each<[string, object, string]>([
    ['whoever is no contractor', { contractor: organisationId('heat') }, 'подрядчика из списка'],
    ['no trade', { trades: [] }, 'хотя бы одну специальность'],
    ['no telephone', { phone: 'вызов' }, '+7'],
    ['a house of others', { houses: [buildingId('central-15')] }, 'не управляет'],
    ['an end before the start', { toDay: '2020-01-01' }, 'раньше, чем начался'],
  ])('refuses %s', async (_, more, say) => {
    const answer = await dispatcher.send('/crews/contractors', { ...contract(), ...more });
    expect([answer.status, errorsOf(answer.text)]).toEqual([422, expect.stringContaining(say)]);
  });
});

describe('who may', () => {
  it('shows a dispatcher of another organisation nothing', async () => {
    const [{ id }] = await rowsOf(people.master, today).limit(1);
    const paths = [`/crews?organisation=${dom}`, `/crews/shifts/${id}`, `/crews/masters/${people.master}`];
    for (const path of paths) expect([path, (await foreign.get(path)).status]).toEqual([path, 404]);
    const acts: [string, object][] = [
      [`/crews/shifts/${id}/remove`, {}],
      [`/crews/masters/${people.master}/permits`, { permit: 'gas', until: addDays(today, 9) }],
      ['/crews/copy', { organisation: dom, week: today }],
      ['/crews/shifts', shift(`${free}T01:00`, `${free}T02:00`)],
    ];
    for (const [path, body] of acts)
      expect([path, (await foreign.send(path, { ...body })).status]).toEqual([path, 404]);
  });

  it('shows a master his own shifts only, and lets him change nothing', async () => {
    const master = await site.as(people.master);
    const page = (await master.get('/crews')).text;
    expect(words(page)).toContain('Мои смены');
    expect(page).not.toContain(nameOf(people.other));
    expect(load(page)('.roster__add, form[action="/crews/copy"]').length).toBe(0);
    const [own] = await rowsOf(people.master, today).whereNull('removed_at').limit(1);
    const [other] = await rowsOf(people.other, today).limit(1);
    expect((await master.get(`/crews/shifts/${own.id}`)).status).toBe(200);
    expect(words((await master.get(`/crews/shifts/${own.id}`)).text)).not.toContain('Изменить часы');
    expect((await master.get(`/crews/masters/${people.master}`)).status).toBe(200);
    expect((await master.get(`/crews/shifts/${other.id}`)).status).toBe(403);
    expect((await master.send(`/crews/shifts/${own.id}/remove`, {})).status).toBe(403);
    expect((await master.get('/crews/contractors')).status).toBe(403);
  });
});
