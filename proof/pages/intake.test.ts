import { randomUUID } from 'node:crypto';
import { openRequest } from '../../store/request/open';
import { callSite, type CallSite } from '../call-site';
import { demoFlat, demoHouse } from '../registry-site';
import { pageFaults, screenshot, show, visit, type Page, type Shown } from './browser';

/** From «Новая заявка» to the number read to the caller: by the keyboard alone, by fingers, without scripts. */
describe('pages on which a request is written down', () => {
  let site: CallSite;
  let shown: Shown;
  const ids: Record<string, string> = {};
  const flat = demoFlat('183');
  const place = `building=${demoHouse}&premises=${flat}`;

  const known = async (kind: string): Promise<string> => {
    const id = randomUUID();
    const { id: actorId } = await site.db('person').where({ login: 'dispatcher' }).first('id');
    await site.db.transaction((trx) =>
      openRequest(trx, {
        ...{ id, at: new Date(), source: 'phone' as const, kind, text: 'Лифт стоит на третьем этаже.' },
        ...{ buildingId: demoHouse, applicantId: null, actorId, told: true },
      }),
    );
    return id;
  };

  beforeAll(async () => {
    site = await callSite();
    shown = await show(site.app);
    const contact = await site
      .db('contact')
      .where({ channel: 'phone' })
      .whereIn('person_id', site.db('residence').where({ premises_id: flat }).select('person_id'))
      .first('value', 'person_id');
    ids['phone'] = contact.value;
    const call = randomUUID();
    ids['call'] = (await site.tell({ call, phone: contact.value, at: site.ago(90) })).body.id;
    await site.tell({ call, kind: 'answered', at: site.ago(60) });
    ids['known'] = await known('L01');
  }, 60_000);
  afterAll(async () => {
    await shown?.close();
    await site?.close();
  });

  const enter = async (login: string, look: Parameters<Shown['page']>[0]): Promise<Page> =>
    shown.page(look, (await site.as(login)).cookie);
  const places: [string, string, () => string][] = [
    ['the empty intake', 'dispatcher', () => '/requests/intake'],
    ['an intake of a call', 'dispatcher', () => `/requests/intake?call=${ids['call']}&kind=S02.cold-water`],
    ['an intake with words', 'dispatcher', () => `/requests/intake?${place}&text=запах газа`],
    ['what to tell', 'dispatcher', () => `/requests/${ids['known']}/told`],
  ];

  it.each(places)('%s (%s) holds 320 px and a desk, by day and by night', async (name, login, path) => {
    for (const look of [{ width: 320 }, { width: 1280, dark: true }]) {
      const page = await enter(login, look);
      expect(await visit(page, shown.url + path())).toBe(200);
      expect(await page.evaluate('document.body.textContent')).not.toContain('[object');
      expect(await pageFaults(page)).toEqual([]);
      await page.close();
    }
    if (process.env['SHOTS'])
      for (const width of [360, 1280]) {
        const page = await enter(login, { width });
        await visit(page, shown.url + path());
        await screenshot(page, `/tmp/shots/${name.replace(/\W+/g, '-')}-${width}.png`);
        await page.close();
      }
  });

  it('take a request by the keyboard alone, from the list to the number', async () => {
    const page = await enter('dispatcher', { width: 1280 });
    await visit(page, `${shown.url}/requests`);
    let strokes = 0;
    const press = async (key: Parameters<Page['keyboard']['press']>[0]): Promise<void> => {
      strokes += 1;
      await page.keyboard.press(key);
    };
    const type = async (text: string): Promise<void> => {
      strokes += text.length;
      await page.keyboard.type(text);
    };
    const go = async (act: () => Promise<void>): Promise<void> => {
      await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), act()]);
    };
    await go(() => press('n'));
    await type(String(ids['phone']).slice(-7));
    await go(() => press('Enter'));
    expect(await page.$eval('#who ~ .sheet', (sheet) => sheet.textContent)).toContain('183');
    await press('t');
    await type('течёт кран на кухне');
    await page.waitForFunction("document.querySelector('#kinds li b').textContent.includes('кран')");
    await press('Escape');
    await press('1');
    await go(async () => {
      strokes += 1;
      await page.keyboard.down('Control');
      await press('Enter');
      await page.keyboard.up('Control');
    });
    expect(page.url()).toContain('/told');
    expect(await page.$eval('.say .no', (no) => no.textContent)).toMatch(/^ЗВ-/);
    expect(await page.evaluate('document.activeElement.textContent.trim()')).toContain('Следующий звонок');
    process.stdout.write(`Strokes from «Новая заявка» to the number: ${strokes}\n`);
    await page.close();
  });
});
