import { randomUUID } from 'node:crypto';
import { routes } from '../../api/routes';
import type { Machine } from '../../api/operator/machine';
import { kindNames } from '../../store/watch/kinds';
import { addPerson, testSite, type Site } from '../site';
import { hireOperator } from '../operator';
import { pageFaults, sentFaults, show, visit, type Page, type Shown } from './browser';

const HOUR_MS = 3_600_000;
const queue = { name: 'cases', pollers: 2, builds: ['0.1.0-a1b2c3'], waiting: 3 };
const machine: Machine = {
  version: '0.1.0',
  engine: async () => ({
    version: '1.32.1',
    queues: [
      { ...queue, kind: 'workflow' },
      { ...queue, kind: 'activity', pollers: 0 },
    ],
  }),
  disks: async () => [{ folder: '/var/lib/domovoy/data', freeBytes: 41_000_000_000, allBytes: 250_000_000_000 }],
};

/**
 * The page an operator works with, in all its states: at every width, for screen readers, for the keyboard and in
 * print.
 */
describe('the page of the state', () => {
  let site: Site;
  let shown: Shown;
  let operator: string;
  beforeAll(async () => {
    site = await testSite(routes, { services: { machine } });
    operator = await addPerson(site.owner, 'Быстрова');
    await hireOperator(site.owner, operator);
    shown = await show(site.app);
  });
  afterAll(async () => {
    await shown?.close();
    await site?.close();
  });

  async function trouble(): Promise<void> {
    const since = new Date(Date.now() - HOUR_MS);
    await site.owner('watch_round').update({ looked_at: new Date(), took_ms: 24 });
    await site.owner('watch_line').insert(kindNames.map((kind, place) => ({ kind, count: place % 3 ? 1 : 27, since })));
    const finding = (kind: string, place: number) => ({
      kind,
      subject: `${kind} ${place}`,
      name: place % 2 ? 'email' : `ОБР-2026-00010${place}`,
      since,
      nudges: place,
      nudged_at: since,
      asked_at: place === 2 ? since : null,
      problem: place ? 'Ответ уже дан: заголовок_без_пробелов_из_движка_очень_длинный_чтобы_его_ломать' : null,
    });
    await site
      .owner('watch_finding')
      .insert(kindNames.flatMap((kind) => [0, 1, 2].map((place) => finding(kind, place))));
    await site.owner('outbox').insert({ kind: 'start', workflow_id: 'x', payload: '{}' });
    await site
      .owner('operator_act')
      .insert({
        id: randomUUID(),
        person_id: operator,
        act: 'repair',
        subject: 'ОБР-2026-000100',
        count: 1,
        at: since,
      });
  }

  async function enter(width: number, script = true): Promise<Page> {
    return shown.page({ width, script }, (await site.browser(operator)).cookie);
  }

  async function look(path: string): Promise<void> {
    for (const width of [320, 1280]) {
      const page = await enter(width);
      expect(await visit(page, shown.url + path)).toBe(200);
      expect(await pageFaults(page)).toEqual([]);
      expect(await sentFaults(page)).toEqual([]);
      await page.close();
    }
  }

  it('has no fault where all is well, nor where everything stands', async () => {
    await site.owner('watch_round').update({ looked_at: new Date(), took_ms: 24 });
    await look('/state');
    await look('/state/repair');
    await trouble();
    await look('/state');
    await look('/');
  });

  it('works by keyboard and without scripts, and asks for itself again', async () => {
    const page = await enter(1280, false);
    await visit(page, `${shown.url}/state`);
    expect(await page.$eval('meta[http-equiv=refresh]', (one) => one.getAttribute('content'))).toBe('20');
    await page.focus('#mend-all-wake-late, button[id^="mend-wake-late"]');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    expect(await page.$eval('.flash', (one) => one.textContent)).toContain('Пробуем сейчас');
    await page.close();
  });

  it('keeps where the keyboard stands when it renews itself', async () => {
    const page = await enter(1280);
    await visit(page, `${shown.url}/state`);
    const button = 'button[id^="mend-wake-late"]';
    await page.focus(button);
    const before = await page.evaluate('document.activeElement.id');
    await page.evaluate(`htmx.ajax('GET', '/state', { target: '#state', select: '#state', swap: 'outerHTML' })`);
    await page.waitForFunction('document.activeElement.tagName === "BUTTON"');
    expect(await page.evaluate('document.activeElement.id')).toBe(before);
    await page.close();
  });

  it('prints what stands and no buttons', async () => {
    const page = await enter(1280);
    await page.emulateMediaType('print');
    await visit(page, `${shown.url}/state`);
    const buttons = (await page.evaluate(
      `[...document.querySelectorAll('main button')].filter((one) => one.offsetParent !== null).length`,
    )) as number;
    expect(buttons).toBe(0);
    expect(await page.evaluate('document.querySelector("#line-wake-late").offsetParent !== null')).toBe(true);
    await page.close();
  });
});
