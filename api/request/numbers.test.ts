import { requestDesk, type RequestDesk } from '../../proof/request-desk';

const NUMBERS = '/requests/numbers';
const HOUR_MS = 3_600_000;

describe('the figures of a dispatch desk', () => {
  let desk: RequestDesk;
  beforeAll(async () => {
    desk = await requestDesk();
    const at = (hours: number) => new Date(Date.now() - hours * HOUR_MS);
    const [done, , gone] = [
      await desk.call({ at: at(2) }),
      await desk.call({ at: at(50) }),
      await desk.call({ at: at(1) }),
      await desk.call({ kind: 'S02.cold-water', at: at(0) }),
    ];
    await desk.act(done, 'assign', { person: desk.who.first });
    await desk.act(done, 'decline', { why: 'busy' }, desk.who.first);
    await desk.act(done, 'assign', { person: desk.who.second });
    for (const act of ['accept', 'arrive', 'fix']) await desk.act(done, act, {}, desk.who.second);
    await desk.act(gone, 'cancel', { why: 'false' });
  });
  afterAll(() => desk.close());
  const json = async (person: string, path: string) =>
    (await (await desk.browser(person)).get(path).set('accept', 'application/json')).body;

  it('counts the open and late into the denominator, and says what is not in it', async () => {
    const { totals } = await json(desk.who.head, NUMBERS);
    expect(totals).toMatchObject({ all: 4, finished: 1, onTime: 1, openLate: 1, open: 2, dropped: 1 });
    const head = await desk.browser(desk.who.head);
    const { text } = await head.get(NUMBERS).set('accept', 'text/html');
    expect(text.replaceAll('\u00a0', ' ')).toContain('В срок 50 %');
    expect(text).toContain('законченные (1) и открытые, что уже просрочены (1)');
  });

  it('agrees with the list of the same filter, part by part', async () => {
    const all = await json(desk.who.head, NUMBERS);
    const query = new URLSearchParams(all.list).toString();
    expect((await json(desk.who.head, `/requests?${query}`)).count).toBe(all.totals.all);
    const sum = (of: { count: number }[]): number => of.reduce((total, { count }) => total + count, 0);
    expect([sum(all.kinds), sum(all.arrivals)]).toEqual([all.totals.all, all.totals.all]);
    expect(all.ageing.reduce((total: number, one: number) => total + one, 0)).toBe(all.totals.open);
    const { totals } = await json(desk.who.head, `${NUMBERS}?kind=S01`);
    expect(totals.all).toBe(3);
  });

  it('tells of each worker what they did and what they refused, and of a house what comes again', async () => {
    const { workers, repeats, repeat } = await json(desk.who.head, NUMBERS);
    expect(workers).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: desk.who.second, count: 1, finished: 1, onTime: 1 }),
        expect.objectContaining({ id: desk.who.first, count: 0, declined: 1 }),
      ]),
    );
    expect(repeat).toEqual({ least: 3, days: 90 });
    expect(repeats).toEqual([]);
    await desk.call();
    expect((await json(desk.who.head, NUMBERS)).repeats).toMatchObject([{ kind: 'S01', count: 3 }]);
  });

  it('shows a watcher the region by organisation, a dispatcher the own desk, a resident nothing', async () => {
    const inspector = await json(desk.who.inspector, NUMBERS);
    expect(inspector.offices).toMatchObject([{ id: desk.of.manager, all: 5 }]);
    expect((await json(desk.who.dispatcher, NUMBERS)).totals.all).toBe(5);
    const owner = await desk.browser(desk.who.owner);
    for (const path of [NUMBERS, `${NUMBERS}/hours`]) expect((await owner.get(path)).status).toBe(403);
  });

  it('gives its plots as pictures and all figures as a file', async () => {
    const head = await desk.browser(desk.who.head);
    for (const chart of ['hours', 'ageing', 'kinds']) {
      const { headers, body } = await head.get(`${NUMBERS}/${chart}`);
      expect(headers['content-type']).toContain('image/svg+xml');
      expect(String(body)).toContain('<title>');
    }
    const { text } = await head.get(`${NUMBERS}?as=csv`);
    expect(text).toContain('закончено в срок');
    expect((await head.get(`${NUMBERS}?as=xlsx`)).status).toBe(200);
    expect((await head.get(`${NUMBERS}/nothing`)).status).toBe(404);
  });
});
