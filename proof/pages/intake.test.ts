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
    const me = await site.as('owner');
    const form = await me.get('/requests/new?text=капает');
    const { value } = /name="place"[^>]*value="(?<value>[^"]+)"/.exec(form.text)?.groups ?? {};
    const own = await me.send('/requests', { place: value, text: 'Прорвало батарею, хлещет кипяток' });
    ids['own'] = String(own.headers.location).split('/')[2] ?? '';
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
    ['an intake of what is known', 'dispatcher', () => `/requests/intake?${place}`],
    ['several found', 'dispatcher', () => '/requests/intake?q=садовая 12'],
    ['what to tell', 'dispatcher', () => `/requests/${ids['known']}/told`],
    ['the words of a resident', 'owner', () => '/requests/new'],
    ['a plain trouble', 'owner', () => '/requests/new?text=капает кран на кухне'],
    ['a danger', 'owner', () => '/requests/new?text=прорвало трубу, заливает'],
    ['what neighbours told', 'owner', () => '/requests/new?text=не работает лифт'],
    ['words that say nothing', 'owner', () => '/requests/new?text=помогите разобраться'],
    ['the journal', 'dispatcher', () => '/requests/import'],
    ['the receipt', 'owner', () => `/requests/${ids['own']}/receipt`],
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

  it('works without scripts: search, kind, what the house knows, the number', async () => {
    const page = await enter('dispatcher', { width: 360, script: false });
    await visit(page, `${shown.url}/requests/intake`);
    await page.type('#place-q', String(ids['phone']).slice(-7));
    const sent = async (selector: string): Promise<void> => {
      await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.click(selector)]);
    };
    await sent('form.search button');
    await page.type('#text', 'не работает лифт');
    await sent('#intake button.go');
    // Without a kind it comes back with the kinds that the words mean first.
    expect(await page.$eval('#kind-error', (one) => one.textContent)).toContain('Выберите');
    expect(await page.$eval('#kinds li b', (one) => one.textContent)).toBe('Не работает лифт');
    await page.click('#kinds li label');
    expect(await page.evaluate("getComputedStyle(document.querySelector('.says > .say:nth-child(2)')).display")).toBe(
      'block',
    );
    await sent('#intake button.go');
    expect(await page.$eval('.alike', (one) => one.textContent)).toContain('Похоже, об этом уже знают');
    if (process.env['SHOTS']) await screenshot(page, '/tmp/shots/alike-360.png');
    await sent('#intake button.go');
    expect(page.url()).toContain('/told');
    await page.close();
  });

  it('keeps what is half typed when the call drops, until it is written down', async () => {
    const page = await enter('dispatcher', { width: 1280 });
    const path = `${shown.url}/requests/intake?call=${ids['call']}`;
    await visit(page, path);
    await page.type('#text', 'Искрит щиток');
    await visit(page, path);
    expect(await page.evaluate("document.querySelector('#text').value")).toBe('Искрит щиток');
    await page.close();
  });

  it('opens all kinds by 0 and holds the chosen one in sight', async () => {
    const page = await enter('dispatcher', { width: 1280 });
    await visit(page, `${shown.url}/requests/intake?${place}`);
    const seen = (): Promise<number> =>
      page.$$eval('#kinds > li', (all) => all.filter((one) => one.offsetHeight > 0).length);
    expect(await seen()).toBe(9);
    await page.keyboard.press('0');
    expect(await seen()).toBeGreaterThan(30);
    await page.click('#kinds > li:last-child label');
    await page.keyboard.press('0');
    expect(await seen()).toBe(10);
    await page.close();
  });
});
