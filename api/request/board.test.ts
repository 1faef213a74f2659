import { load } from 'cheerio';
import { requestDesk, type RequestDesk } from '../../proof/request-desk';
import type { Browser } from '../../proof/site';

const BOARD = '/requests/board';

describe('the board of a dispatch desk', () => {
  let desk: RequestDesk;
  let dispatcher: Browser;
  beforeAll(async () => {
    desk = await requestDesk();
    dispatcher = await desk.browser(desk.who.dispatcher);
  });
  afterAll(() => desk.close());

  const board = async (query = '') => (await dispatcher.get(`${BOARD}${query}`).set('accept', 'application/json')).body;
  const ids = async (query = ''): Promise<string[]> => (await board(query)).rows.map(({ id }: { id: string }) => id);

  it('stands the term that ends first above, and counts each queue as long as its list', async () => {
    const slow = await desk.call();
    const burst = await desk.call({ kind: 'S02.cold-water', text: 'Прорвало трубу.', premisesId: desk.flat });
    expect(await ids()).toEqual([burst, slow]);
    const { counts } = await board();
    for (const queue of ['overdue', 'soon', 'new', 'mine', 'given', 'waiting', 'later'])
      expect([queue, (await ids(`?queue=${queue}`)).length]).toEqual([queue, counts[queue]]);
    expect(counts).toMatchObject({ open: 2, new: 2, given: 0, mine: 0 });
    await desk.act(burst, 'assign', { person: desk.who.first });
    expect((await board()).counts).toMatchObject({ new: 1, given: 1, mine: 1 });
    expect(await ids('?queue=mine')).toEqual([burst]);
  });

  it('narrows by house, kind, worker and words, and the counters with it', async () => {
    expect((await board('?text=прорвало')).counts).toMatchObject({ open: 1, given: 1 });
    expect((await board(`?worker=${desk.who.first}`)).rows).toHaveLength(1);
    expect((await board('?kind=S01')).rows).toHaveLength(1);
    expect((await board(`?house=${desk.buildingId}`)).rows).toHaveLength(2);
    expect((await board('?text=100%25')).rows).toHaveLength(0);
  });

  it('is shown as a page whose every counter and filter is a link or a form', async () => {
    const page = load((await dispatcher.get(BOARD).set('accept', 'text/html')).text);
    expect(page('.queues a').length).toBe(7);
    expect(page('tbody tr').length).toBe(2);
    expect(page('.meter').length).toBe(2);
    expect(page('form[action="/requests/board/assign"] input[name=row]').length).toBe(2);
    const part = load((await dispatcher.get(`${BOARD}/rows`).set({ accept: 'text/html', 'HX-Request': 'true' })).text);
    expect(part('#board-part tbody tr').length).toBe(2);
    expect(part('h1').length).toBe(0);
  });

  it('opens for nobody but the desk, and of another desk it tells nothing', async () => {
    const owner = await desk.browser(desk.who.owner);
    expect((await owner.get(BOARD)).status).toBe(403);
    expect((await dispatcher.get(`${BOARD}?organisation=${desk.of.supplier}`)).status).toBe(404);
    expect((await (await desk.browser(null)).get(`${BOARD}/live`)).status).toBe(401);
  });

  it('gives several at once, each judged apart, and tells what was not given and why', async () => {
    const [tap, lamp] = [await desk.call(), await desk.call({ kind: 'P01', text: 'Нет света в подъезде.' })];
    const row = [tap, lamp].map((id) => `${id}_none`);
    const answer = await dispatcher.send(`${BOARD}/assign`, { row, who: desk.who.second });
    expect(answer.status).toBe(303);
    const rows = (await dispatcher.get(answer.headers['location'] ?? '').set('accept', 'application/json')).body.rows;
    expect(rows).toMatchObject([
      { id: tap, done: true, refused: null },
      { id: lamp, done: false, refused: expect.stringMatching(/специальност|электр/i) },
    ]);
  });

  it('lets one of two dispatchers win and tells the other', async () => {
    const id = await desk.call();
    const send = (who: string) => dispatcher.send(`/requests/${id}/assign`, { who, was: 'none' });
    const answers = [await send(desk.who.first), await send(desk.who.second)];
    expect(answers.map(({ status }) => status)).toEqual([303, 409]);
    expect(answers[1]?.text).toContain('заявку назначил другой диспетчер');
    const batch = await dispatcher.send(`${BOARD}/assign`, { row: `${id}_none`, who: desk.who.third });
    const { body } = await dispatcher.get(batch.headers['location'] ?? '').set('accept', 'application/json');
    expect(body.rows).toMatchObject([{ id, done: false, refused: expect.stringContaining('другой диспетчер') }]);
    const again = await dispatcher.send(`${BOARD}/assign`, { row: `${id}_${desk.who.first}`, who: desk.who.third });
    const { body: now } = await dispatcher.get(again.headers['location'] ?? '').set('accept', 'application/json');
    expect(now.rows).toMatchObject([{ id, done: true, refused: null }]);
  });

  it('keeps a view under a name for this person alone', async () => {
    const kept = await dispatcher.send(`${BOARD}/views`, { name: 'Мои течи', query: 'queue=mine&kind=S01&evil=1' });
    expect(kept.headers['location']).toBe(`${BOARD}?queue=mine&kind=S01`);
    const { views } = await board();
    expect(views).toMatchObject([{ name: 'Мои течи', query: 'queue=mine&kind=S01' }]);
    const head = await desk.browser(desk.who.head);
    expect((await head.get(BOARD).set('accept', 'application/json')).body.views).toEqual([]);
    expect((await head.send(`${BOARD}/views/${views[0].id}/drop`, {})).status).toBe(404);
    expect((await dispatcher.send(`${BOARD}/views/${views[0].id}/drop`, {})).status).toBe(303);
    expect((await board()).views).toEqual([]);
  });
});
