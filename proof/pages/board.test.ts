import { setTimeout as wait } from 'node:timers/promises';
import { requestDesk, type RequestDesk } from '../request-desk';
import { pageFaults, sentFaults, show, visit, type Look, type Page, type Shown } from './browser';

const BOARD = '/requests/board';
const LOOK_MS = 15_000;

/** The tests depend on each other: what is given in one stays given. */
describe('the board in a browser', () => {
  let desk: RequestDesk;
  let shown: Shown;
  let cookie: string;
  const ids: string[] = [];
  beforeAll(async () => {
    desk = await requestDesk(undefined, { live: { gatherMs: 100, tickMs: 60_000 } });
    ids.push(
      await desk.call({ kind: 'S02.cold-water', text: 'Льёт из стояка, соседи снизу.', premisesId: desk.flat }),
      await desk.call({ kind: 'P01', text: 'Нет света в подъезде.', entrance: 1 }),
      await desk.call({ text: 'Капает кран на кухне.', premisesId: desk.flat }),
    );
    await desk.act(ids[2] ?? '', 'assign', { person: desk.who.first });
    shown = await show(desk.app);
    ({ cookie } = await desk.browser(desk.who.dispatcher));
  });
  afterAll(async () => {
    await shown.close();
    await desk.close();
  });

  const open = async (look: Look = {}, address = BOARD): Promise<Page> => {
    const page = await shown.page(look, cookie);
    expect(await visit(page, `${shown.url}${address}`)).toBe(200);
    return page;
  };
  const until = (page: Page, holds: string): Promise<unknown> => page.waitForFunction(holds, { timeout: LOOK_MS });
  const focused = (page: Page): Promise<unknown> => page.evaluate('document.activeElement.id');
  const rows = (page: Page): Promise<unknown> =>
    page.evaluate("[...document.querySelectorAll('tr[data-id]')].map((row) => row.dataset.id)");
  const phaseOf = async (id: string): Promise<string> =>
    (await desk.db('case_file').where({ id }).first('phase')).phase;

  it.each([{}, { dark: true }, { width: 320, height: 740 }, { script: false }])('has no fault %j', async (look) => {
    const page = await open(look);
    expect(await pageFaults(page)).toEqual([]);
    if (look.script !== false) expect(await sentFaults(page)).toEqual([]);
    await page.close();
  });

  it('leads from the board to an assigned request by two keys', async () => {
    const page = await open();
    const strokes = ['KeyJ', 'Digit1'] as const;
    for (const key of strokes) await page.keyboard.press(key);
    await until(page, "document.getElementById('board-say').textContent.includes('назначение — сделано')");
    expect(await phaseOf(ids[0] ?? '')).toBe('assigned');
    expect(strokes).toHaveLength(2);
    await until(page, `document.activeElement.id === 'row-${ids[0]}'`);
    await page.close();
  });

  it('chooses a master by hand in a panel, and comes back to the same row', async () => {
    const page = await open();
    await page.keyboard.press('KeyJ');
    await page.keyboard.press('KeyJ');
    const stood = await focused(page);
    await page.keyboard.press('KeyA');
    await until(page, "document.getElementById('board-panel').open");
    await until(page, "document.activeElement.closest('form')?.action.endsWith('/assign')");
    expect((await pageFaults(page)).filter((one) => typeof one !== 'string')).toEqual([]);
    await page.keyboard.press('Enter');
    await until(page, "!document.getElementById('board-panel').open");
    await until(page, `document.activeElement.id === '${String(stood)}'`);
    await page.close();
  });

  it('writes a note by keys and marks a row, and fires nothing while somebody types', async () => {
    const page = await open();
    await page.keyboard.press('KeyJ');
    await page.keyboard.press('KeyX');
    expect(await page.evaluate("document.querySelectorAll('.board__tick:checked').length")).toBe(1);
    await page.keyboard.press('KeyC');
    await until(page, "document.activeElement.matches('textarea')");
    await page.keyboard.type('Житель звонил снова, aexjk1');
    await page.keyboard.press('Tab');
    await page.evaluate("document.activeElement.closest('form').querySelector('button').focus()");
    await page.keyboard.press('Enter');
    await until(page, "!document.getElementById('board-panel').open");
    const noted = await desk.db('request_text').where({ kind: 'note' }).select('body');
    expect(noted).toEqual([{ body: 'Житель звонил снова, aexjk1' }]);
    await page.close();
  });

  it('says why an act is impossible instead of doing nothing', async () => {
    await desk.act(ids[2] ?? '', 'accept', {}, desk.who.first);
    const page = await open();
    await page.focus(`#row-${ids[2]}`);
    await page.keyboard.press('Digit1');
    await until(page, "document.getElementById('board-say').textContent.includes('назначать нечего')");
    expect(await focused(page)).toBe(`row-${ids[2]}`);
    await page.close();
  });

  it('lists its own keys by «?», and is silent when they are switched off', async () => {
    const page = await open();
    await page.keyboard.down('Shift');
    await page.keyboard.press('Slash');
    await page.keyboard.up('Shift');
    expect(await page.evaluate("document.getElementById('keys').open")).toBe(true);
    expect(await page.evaluate("document.getElementById('keys-page').innerText")).toContain('Новая заявка');
    expect((await pageFaults(page)).filter((one) => typeof one !== 'string')).toEqual([]);
    await page.click('label[for="keys-off"]');
    await page.click('#keys-close');
    await page.keyboard.press('KeyJ');
    expect(await page.evaluate("document.querySelector('tr.sel')")).toBeNull();
    await page.evaluate("localStorage.removeItem('keys')");
    await page.close();
  });

  it('never moves the row somebody stands in: what is new waits to be shown', async () => {
    const page = await open();
    await page.keyboard.press('KeyJ');
    await page.keyboard.press('KeyJ');
    const [before, stood] = [await rows(page), await focused(page)];
    const fresh = await desk.call({ kind: 'S02.cold-water', text: 'Прорвало трубу в подвале.' });
    await until(page, "!document.getElementById('board-show').hidden");
    expect([await rows(page), await focused(page)]).toEqual([before, stood]);
    expect(await page.evaluate("document.getElementById('board-show').textContent")).toBe('1 новая — показать');
    expect(await page.title()).toMatch(/^\(1\)/);
    await page.keyboard.press('KeyR');
    expect(await rows(page)).toContain(fresh);
    expect(await focused(page)).toBe(stood);
    await page.close();
  });

  it('draws the new at once where nobody stands, and nothing while it is paused', async () => {
    const page = await open();
    await wait(500);
    const fresh = await desk.call({ text: 'Засор раковины.' });
    await until(page, `document.getElementById('r${fresh}') !== null`);
    expect(await page.evaluate(`document.getElementById('r${fresh}').dataset.fresh`)).toBe('1');
    await page.click('#board-pause');
    await page.evaluate('document.activeElement.blur()');
    const later = await desk.call({ text: 'Гудит насос.' });
    await wait(2_000);
    expect(await rows(page)).not.toContain(later);
    await page.click('#board-pause');
    await until(
      page,
      `document.getElementById('board-show').hidden === false || !!document.getElementById('r${later}')`,
    );
    await page.close();
  });

  it('gives marked rows to one master without scripts', async () => {
    const page = await open({ script: false });
    const [first] = (await rowsWithoutScript(page)) as string[];
    await page.click(`#r${first} input[type=checkbox]`);
    await page.select('select[name=who]', desk.who.second);
    await Promise.all([page.waitForNavigation(), page.click('.board__bulk button')]);
    expect(page.url()).toContain('/given/');
    expect(await pageFaults(page)).toEqual([]);
    await page.close();
  });
  const rowsWithoutScript = (page: Page): Promise<string[]> =>
    page.$$eval('tr[data-id]', (all) => all.map((one) => one.getAttribute('data-id') ?? ''));
});
