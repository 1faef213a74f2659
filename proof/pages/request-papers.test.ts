import { randomUUID } from 'node:crypto';
import { drawRequestPapers } from '../../activities/request/papers';
import { printer } from '../../activities/gateways/browser';
import { requestRoutes } from '../../api/request/routes';
import { add, fraction, fractionText, multiply, subtract } from '../../law/base/fraction';
import { papersToDraw } from '../../store/request/papers';
import { documentsOf, documentById } from '../../store/case/documents';
import { siteOver, type Site } from '../site';
import { requestTown, type Town } from '../stories/request-town';
import { openBrowser, pageFaults, screenshot, show, visit, type Shown } from './browser';

const HOUR = 3_600_000;
const shots = process.env['SHOTS'];

/** What people fill in and read at the end of a request; read in order. */
describe('pages of papers, sums and parts of a request', () => {
  let town: Town;
  let site: Pick<Site, 'app' | 'browser'>;
  let shown: Shown;
  const ids: Record<string, string> = {};
  const measured = {
    ...{ methods: 'Термометр ТК-5.', findings: 'В комнате 16 °C.', conclusions: 'Мало тепла.', temperature: '16,0' },
  };

  beforeAll(async () => {
    town = await requestTown({ bornAt: '2026-02-02T11:00:00+03:00' });
    site = siteOver({ db: town.db, engine: town.engine }, requestRoutes);
    shown = await show(site.app);
  }, 120_000);
  afterAll(async () => {
    await shown?.close();
    await town?.stop();
  });

  const as = (who: string) => site.browser(who);
  const later = async (ms: number): Promise<void> => town.travelTo(new Date((await town.now()).getTime() + ms));
  const open = (wish: object): Promise<string> => town.request({ premisesId: town.flat, ...wish });

  it('take the act of a check by a plain form and ask for what it lacks, field by field', async () => {
    const id = await open({ kind: 'Q.heating', text: 'Холодно в комнате.' });
    ids['cold'] = id;
    const desk = await as(town.who.dispatcher);
    const form = { found: 'violation', note: 'Холодно.', ...measured };
    const lacking = await desk.send(`/requests/${id}/check`, form);
    expect(lacking.status).toBe(422);
    expect(lacking.text).toContain('Акт подписывает исполнитель');
    expect((await desk.send(`/requests/${id}/check`, { ...form, temperature: 'тепло' })).status).toBe(422);
    const whole = { ...form, executor: 'Мастеров Пётр', executorSign: 'signed', consumer: 'Иванова Анна' };
    expect((await desk.send(`/requests/${id}/check`, whole)).status).toBe(303);
    const card = await (await as(town.who.owner)).get(`/requests/${id}`);
    expect(card.text).toContain('Акт проверки качества услуги');
    expect(card.text).toContain('Нарушение доказано');
  });

  it('hand exact degree-hours of thirty cold hours to the bill, with the derivation', async () => {
    const id = ids['cold'] ?? '';
    await later(30 * HOUR);
    await town.work(id, 'fix');
    const { request } = await town.look(id);
    const desk = await as(town.who.dispatcher);
    const ask = `/requests/interruptions?house=${town.buildingId}&month=2026-02`;
    const { body } = await desk.get(ask).accept('application/json');
    const [row] = body.rows;
    const began = request.registeredAt.getTime();
    const lasted = fraction((request.fixedAt?.getTime() ?? 0) - began, HOUR);
    expect(row).toMatchObject({ service: 'heating', premisesId: town.flat, hours: fractionText(lasted) });
    expect(row.degreeHours).toBe(fractionText(multiply(subtract(lasted, fraction(5)), add(fraction(1), fraction(1)))));
    expect(row.derivation.join(' ')).toContain('градусо-часов');
    // A neighbour, and a house of nobody, get nothing of it.
    expect((await (await as(town.who.owner)).get(ask).accept('application/json')).status).toBe(403);
    const nowhere = ask.replace(town.buildingId, randomUUID());
    expect((await desk.get(nowhere).accept('application/json')).status).toBe(404);
  });

  it('keep a store of parts with prices, offer a sum and take the answer of the resident', async () => {
    const head = await as(town.who.head);
    const add_ = (fields: object) => head.send('/requests/parts', { unit: 'шт.', ...fields });
    expect((await add_({ kind: 'part', name: 'Смеситель', price: '3 333,33' })).status).toBe(303);
    expect((await add_({ kind: 'work', name: 'Замена смесителя', price: '1500,50' })).status).toBe(303);
    expect((await add_({ kind: 'work', name: 'Замена смесителя', price: '1' })).status).toBe(409);
    expect((await add_({ kind: 'work', name: 'Даром', price: 'много' })).status).toBe(422);
    const parts = await town.db('part').select('id', 'kind');
    const [part, work] = [parts.find(({ kind }) => kind === 'part').id, parts.find(({ kind }) => kind === 'work').id];
    expect((await head.send(`/requests/parts/${part}/move`, { why: 'bought', count: '5' })).status).toBe(303);
    expect((await head.send(`/requests/parts/${work}/move`, { why: 'bought', count: '5' })).status).toBe(404);
    const id = await open({ kind: 'S01', text: 'Течёт кран.' });
    ids['paid'] = id;
    await town.work(id, 'arrive');
    const [master, owner] = [await as(town.who.first), await as(town.who.owner)];
    expect((await master.send(`/requests/${id}/offer`, {})).status).toBe(422);
    const lines = { part1: work, count1: '1', part2: part, count2: '1' };
    expect((await master.send(`/requests/${id}/offer`, lines)).status).toBe(303);
    expect((await master.send(`/requests/${id}/consent`, {})).status).toBe(403);
    expect((await owner.get(`/requests/${id}`)).text).toContain('4\u00a0833,83\u00a0₽');
    expect((await owner.send(`/requests/${id}/consent`, {})).status).toBe(303);
    expect((await master.send(`/requests/${id}/use`, { part, count: '1,5' })).status).toBe(303);
    expect((await head.get('/requests/parts')).text).toContain('3,5');
    expect((await master.send(`/requests/${id}/fix`, { result: 'Смеситель заменён.' })).status).toBe(303);
    const { body } = await head
      .get(`/requests/charges?house=${town.buildingId}&month=2026-02`)
      .accept('application/json');
    expect(body.rows).toMatchObject([{ request: id, total: 483_383 }]);
    const signed = {
      executor: 'Мастеров Пётр',
      executorSign: 'signed',
      consumer: 'Иванова Анна',
      consumerSign: 'signed',
    };
    expect((await master.send(`/requests/${id}/completion`, signed)).status).toBe(303);
  });

  it('open a request of warranty beside the old one, once it is closed', async () => {
    const [id, owner] = [ids['paid'] ?? '', await as(town.who.owner)];
    expect((await owner.send(`/requests/${id}/again`, {})).status).toBe(409);
    await town.act(id, 'confirm', { rating: 5 }, town.who.owner);
    expect((await owner.get(`/requests/${id}`)).text).toContain('Сломалось снова');
    const key = randomUUID();
    const first = await owner.send(`/requests/${id}/again`, {}, key);
    const second = await owner.send(`/requests/${id}/again`, {}, key);
    expect([first.status, second.headers['location']]).toEqual([303, first.headers['location']]);
    const child = String(first.headers['location']).split('/').at(-1) ?? '';
    expect((await town.look(child)).file.parent_id).toBe(id);
    expect((await town.look(child)).free).toContain('гарантии');
  });

  it('draw each paper as PDF with its text and our letters', async () => {
    const paper = printer(openBrowser);
    await drawRequestPapers(town.db, paper.print);
    await paper.close();
    expect(await papersToDraw(town.db, 9)).toEqual([]);
    const id = ids['paid'] ?? '';
    const drawn = (await documentsOf(town.db, id)).find(({ kind }) => kind.startsWith('act-'));
    const bytes = (await documentById(town.db, drawn?.id ?? ''))?.bytes.toString('latin1') ?? '';
    expect(bytes.slice(0, 5)).toBe('%PDF-');
    for (const mark of ['/StructTreeRoot', '/ToUnicode', 'GolosText']) expect(bytes).toContain(mark);
    const file = `/requests/${id}/files/${drawn?.id}`;
    expect((await (await as(town.who.owner)).get(file)).status).toBe(200);
    expect((await (await as(town.who.stranger)).get(file)).status).toBe(404);
    const { id: act } = await town.db('request_paper').where({ case_id: id }).first('id');
    ids['act'] = act;
    if (shots) await (await import('node:fs/promises')).writeFile(`${shots}/act.pdf`, Buffer.from(bytes, 'latin1'));
  });

  it('are whole for everybody: no fault of axe, 320 px, with and without scripts, in the dark', async () => {
    ids['fresh'] = await open({ kind: 'Q.hot-water', text: 'Вода еле тёплая.', harm: true });
    ids['wait'] = await open({ kind: 'S01', text: 'Течёт кран.' });
    await town.work(ids['wait'], 'arrive');
    const work = await town.db('part').where({ kind: 'work' }).first('id');
    await (await as(town.who.first)).send(`/requests/${ids['wait']}/offer`, { part1: work.id, count1: '1' });
    const places: [string, string, string][] = [
      ['desk', town.who.dispatcher, `/requests/${ids['fresh']}`],
      ['resident', town.who.owner, `/requests/${ids['fresh']}`],
      ['estimate', town.who.owner, `/requests/${ids['wait']}`],
      ['closed', town.who.owner, `/requests/${ids['paid']}`],
      ['cold', town.who.owner, `/requests/${ids['cold']}`],
      ['paper', town.who.owner, `/requests/${ids['paid']}/papers/${ids['act']}`],
      ['parts', town.who.head, '/requests/parts'],
    ];
    for (const [name, who, path] of places)
      for (const look of [{ width: 1280 }, { width: 360, height: 740, dark: true }, { width: 320, script: false }]) {
        const page = await shown.page(look, (await as(who)).cookie);
        expect([name, await visit(page, shown.url + path)]).toEqual([name, 200]);
        if (look.script !== false) {
          await page.evaluate(`document.querySelectorAll('details').forEach((one) => { one.open = true; })`);
        }
        if (shots) await screenshot(page, `${shots}/${name}-${look.width}.png`);
        expect([name, await pageFaults(page)]).toEqual([name, []]);
        await page.close();
      }
  }, 240_000);
});
