import { requestDesk, type RequestDesk } from '../../proof/request-desk';
import { addPost } from '../../proof/office';

const SHIFT = '/requests/shift';
const HOUR_MS = 3_600_000;

describe('a shift handed over', () => {
  let desk: RequestDesk;
  let late: string;
  let sheet: string;
  beforeAll(async () => {
    desk = await requestDesk();
    await addPost(desk.owner, desk.who.third, desk.of.manager, 'dispatcher');
    late = await desk.call({ at: new Date(Date.now() - 40 * HOUR_MS), text: 'Течёт бачок у Ивановых.' });
    await desk.call({ kind: 'S02.cold-water', text: 'Прорвало трубу.' });
  });
  afterAll(() => desk.close());
  const json = async (person: string, path: string) =>
    (await (await desk.browser(person)).get(path).set('accept', 'application/json')).body;

  it('shows what is late, what is promised and the rest before it is signed', async () => {
    const { sheet: now, hours } = await json(desk.who.dispatcher, SHIFT);
    expect([now.open, hours]).toEqual([2, 2]);
    expect(now.rows.map(({ overdue, promised }: Record<string, boolean>) => [overdue, promised])).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  it('freezes the sheet with its reasons when it is signed, without any word of a resident', async () => {
    const giver = await desk.browser(desk.who.dispatcher);
    const answer = await giver.send(SHIFT, { note: 'Ключ у консьержа.', late, why: 'Ждём деталь' });
    expect(answer.status).toBe(303);
    sheet = answer.headers['location'] ?? '';
    await desk.act(late, 'assign', { person: desk.who.first });
    const frozen = await json(desk.who.dispatcher, sheet);
    expect(frozen).toMatchObject({ note: 'Ключ у консьержа.', takesId: null });
    expect(frozen.sheet.rows[0]).toMatchObject({ id: late, phase: 'registered', workerId: null, why: 'Ждём деталь' });
    expect(JSON.stringify(frozen.sheet)).not.toContain('Иванов');
  });

  it('is taken once, by another person of the desk', async () => {
    const take = async (person: string) => (await desk.browser(person)).send(`${sheet}/take`, {});
    expect((await take(desk.who.dispatcher)).status).toBe(409);
    expect((await take(desk.who.owner)).status).toBe(403);
    expect((await take(desk.who.third)).status).toBe(303);
    expect((await take(desk.who.head)).status).toBe(409);
    expect(await json(desk.who.head, sheet)).toMatchObject({ takesId: desk.who.third });
  });

  it('stays as it was signed, whoever tries', async () => {
    const id = sheet.split('/').at(-1);
    const spoil = (change: object) => desk.owner('shift_handover').where({ id }).update(change);
    await expect(spoil({ note: 'Другое' })).rejects.toThrow('settled');
    await expect(spoil({ takes_id: desk.who.head })).rejects.toThrow('settled');
    await expect(desk.owner('shift_handover').where({ id }).delete()).rejects.toThrow('stays');
  });

  it('stands in the history of this desk and of no other', async () => {
    expect((await json(desk.who.dispatcher, SHIFT)).handovers).toHaveLength(1);
    const stranger = desk.who.electrician;
    await addPost(desk.owner, stranger, desk.of.contractor, 'dispatcher');
    expect((await (await desk.browser(stranger)).get(sheet)).status).toBe(404);
  });
});

describe('the wall of a duty room', () => {
  it('has six numbers and what is late, and nothing personal', async () => {
    const desk = await requestDesk();
    await desk.call({ at: new Date(Date.now() - 40 * HOUR_MS), text: 'Течёт у Ивановых.', premisesId: desk.flat });
    const dispatcher = await desk.browser(desk.who.dispatcher);
    const { text } = await dispatcher.get('/requests/wall').set('accept', 'text/html');
    expect(text.match(/<li[^>]*><b class="num">/g)).toHaveLength(6);
    expect(text).toContain('wall__late');
    for (const secret of ['Иванов', 'кв.', 'Мастеров first']) expect(text.split('id="wall"')[1]).not.toContain(secret);
    await desk.close();
  });
});
