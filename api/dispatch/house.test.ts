import { callSite, type CallSite } from '../../proof/call-site';
import { demoFlat, demoHouse, demoRows, foreignHouse } from '../../proof/registry-site';
import { phoneText } from '../../law/dispatch/phone';
import { houseCard } from '../../store/dispatch/house-card';
import { readClock } from '../../store/clock/clock';

let site: CallSite;
beforeAll(async () => {
  site = await callSite();
}, 60_000);
afterAll(() => site.close());

const desk = `/houses/${demoHouse}/dispatch`;
const send = async (path: string, fields: Record<string, unknown>) => (await site.as('dispatcher')).send(path, fields);
const notes = async () => (await card()).notes;
const card = async () => {
  const found = await houseCard(site.db, { premisesId: demoFlat('183') }, (await readClock(site.db)).now);
  if (!found) throw new Error('The flat has no card');
  return found;
};

describe('the card of a place', () => {
  it('names the people of the flat with their numbers, whoever serves the house and its facts', async () => {
    const found = await card();
    expect(found.residents.some(({ name, owns }) => owns && name.startsWith('Рябинина Вера'))).toBe(true);
    expect(found.serving.filter(({ part }) => part === 'manages')).toHaveLength(1);
    const text = await site.textOf('dispatcher', `${desk}?premises=${demoFlat('183')}`);
    expect(text).toContain('Рябинина Вера Андреевна');
    expect(text).toContain('кв. 183');
  });

  it('is for the desk of the manager only', async () => {
    const statusOf = async (login: string, path: string) => (await (await site.as(login)).get(path)).status;
    expect(await statusOf('dispatcher', desk)).toBe(200);
    expect(await statusOf('head', desk)).toBe(200);
    expect(await statusOf('master', desk)).toBe(403);
    expect(await statusOf('owner', desk)).toBe(403);
    expect(await statusOf('dispatcher', `/houses/${foreignHouse}/dispatch`)).toBe(404);
    expect(await statusOf('dispatcher', `${desk}?premises=${demoRows.premises.at(-1)?.id}`)).toBe(404);
  });
});

describe('notes about a house', () => {
  it('are written, changed, taken away and brought back', async () => {
    const made = await send(`/houses/${demoHouse}/notes`, {
      kind: 'access',
      words: 'Домофон 183, собака.',
      flat: '183',
    });
    expect([made.status, made.headers['location']]).toEqual([303, desk]);
    const [note] = await notes();
    expect(note).toMatchObject({ kind: 'access', words: 'Домофон 183, собака.', number: '183' });
    const path = `/house-notes/${note?.id}`;
    expect((await (await site.as('dispatcher')).get(path)).text).toContain('Домофон 183');
    await send(path, { kind: 'key', words: 'Ключ у консьержа.', entrance: '2' });
    expect((await notes())[0]).toMatchObject({ kind: 'key', words: 'Ключ у консьержа.', number: null, entrance: 2 });
    await send(`${path}/remove`, {});
    expect(await notes()).toEqual([]);
    expect(await site.textOf('dispatcher', desk)).toContain('Убранное за сутки');
    await send(`${path}/restore`, {});
    expect(await notes()).toHaveLength(1);
  });

  it('are true up to and including their last day', async () => {
    const { now } = await readClock(site.db);
    const day = (days: number): string => new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
    for (const [words, till] of [
      ['вчера', day(-1)],
      ['сегодня', day(0)],
      ['завтра', day(1)],
    ] as const)
      await send(`/houses/${demoHouse}/notes`, { kind: 'other', words, till });
    const words = (await notes()).map((one) => one.words);
    expect(words).toEqual(expect.arrayContaining(['сегодня', 'завтра']));
    expect(words).not.toContain('вчера');
  });

  it('with a flat that is not there, or without words, are refused at the field', async () => {
    const wrong = await send(`/houses/${demoHouse}/notes`, { kind: 'pet', words: 'Кот.', flat: '9999' });
    expect([wrong.status, wrong.text.includes('Такой квартиры в доме нет.')]).toEqual([422, true]);
    expect((await send(`/houses/${demoHouse}/notes`, { kind: 'pet', words: '' })).status).toBe(422);
    expect((await send(`/houses/${foreignHouse}/notes`, { kind: 'pet', words: 'Кот.' })).status).toBe(404);
  });

  it('are nowhere in public: neither on the card of the house nor for its residents', async () => {
    await send(`/houses/${demoHouse}/notes`, { kind: 'vulnerable', words: 'КАНАРЕЙКА ждать у двери', flat: '183' });
    for (const login of ['owner', 'inspector', 'master', 'clerk'])
      for (const path of [`/houses/${demoHouse}`, `/houses/${demoHouse}.json`, desk, `/premises/${demoFlat('183')}`])
        expect((await (await site.as(login)).get(path)).text).not.toContain('КАНАРЕЙКА');
    expect(await site.textOf('dispatcher', desk)).toContain('КАНАРЕЙКА');
  });
});

describe('whom to ring', () => {
  it('is kept for one house or for all of the organisation, with short numbers too', async () => {
    const gas = { who: 'gas', title: 'Газовая служба', phone: '104', everywhere: 'on' };
    const lift = { who: 'lift', title: 'Лифтсервис', phone: '8 (900) 555-01-02', hours: 'круглосуточно' };
    for (const one of [gas, lift]) expect((await send(`/houses/${demoHouse}/contacts`, one)).status).toBe(303);
    const { contacts } = await card();
    expect(contacts.map(({ kind, phone, buildingId }) => [kind, phone, buildingId])).toEqual([
      ['lift', '+79005550102', demoHouse],
      ['gas', '104', null],
    ]);
    const text = await site.textOf('dispatcher', desk);
    expect(text).toContain(phoneText('+79005550102').replaceAll('\u00a0', ' '));
    const id = contacts[0]?.id ?? '';
    await send(`/house-contacts/${id}`, {
      who: 'lift',
      title: 'Лифт-плюс',
      phone: '8 900 555-01-03',
      house: demoHouse,
    });
    expect((await card()).contacts[0]).toMatchObject({ title: 'Лифт-плюс', phone: '+79005550103', hours: null });
    await send(`/house-contacts/${id}/remove`, { house: demoHouse });
    expect((await card()).contacts).toHaveLength(1);
    await send(`/house-contacts/${id}/restore`, { house: demoHouse });
    expect((await card()).contacts).toHaveLength(2);
  });

  it('with a wrong number, or a service where there is none, is refused at the field', async () => {
    const wrong = await send(`/houses/${demoHouse}/contacts`, { who: 'gas', title: 'Газ', phone: 'позвонить' });
    expect([wrong.status, wrong.text.includes('Укажите номер вида')]).toEqual([422, true]);
    const served = { who: 'gas', title: 'Газ', phone: '104', service: 'gas' };
    expect((await send(`/houses/${demoHouse}/contacts`, served)).status).toBe(422);
  });
});
