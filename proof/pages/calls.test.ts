import { randomUUID } from 'node:crypto';
import { callSite, type CallSite } from '../call-site';
import { demoFlat, demoHouse } from '../registry-site';
import { pageFaults, screenshot, show, visit, type Page, type Shown } from './browser';

/** The pages of a dispatcher around a call, in the states people see them in. */
describe('pages of calls and of the card of a house', () => {
  let site: CallSite;
  let shown: Shown;
  const ids: Record<string, string> = {};

  const ring = async (name: string, seconds: number, phone = '+79162043418'): Promise<string> => {
    const call = randomUUID();
    const { body } = await site.tell({ call, phone, at: site.ago(seconds) });
    ids[name] = body.id;
    return call;
  };

  beforeAll(async () => {
    site = await callSite();
    shown = await show(site.app);
    const talk = await ring('talk', 120);
    await site.tell({ call: talk, kind: 'answered', at: site.ago(78) });
    await ring('wait', 190, '+79035558107');
    const missed = await ring('missed', 412, '+79261184066');
    await site.tell({ call: missed, kind: 'missed', at: site.ago(380) });
    const late = await ring('late', 1_300, '+79261184067');
    await site.tell({ call: late, kind: 'missed', at: site.ago(1_200) });
    await site.tell({ call: late, kind: 'message', at: site.ago(1_190), url: 'https://exchange.example/1' });
    const dispatcher = await site.as('dispatcher');
    const note = (fields: object) => dispatcher.send(`/houses/${demoHouse}/notes`, { ...fields });
    await note({ kind: 'access', words: 'Домофон 183, собака. Звонить за полчаса.', flat: '183' });
    await note({ kind: 'danger', words: 'В подвале оголённый кабель.', entrance: '2', till: '2099-12-31' });
    await note({ kind: 'vulnerable', words: 'Плохо ходит, ждать у двери.', flat: '183' });
    const contact = (fields: object) => dispatcher.send(`/houses/${demoHouse}/contacts`, { ...fields });
    await contact({ who: 'gas', title: 'Газовая служба', phone: '104', everywhere: 'on' });
    await contact({ who: 'lift', title: 'Лифтсервис', phone: '8 900 555-01-02', hours: 'круглосуточно' });
    ids['note'] = (await site.db('house_note').where({ kind: 'danger' }).first('id')).id;
    ids['contact'] = (await site.db('house_contact').where({ kind: 'lift' }).first('id')).id;
    const old = await site.db('house_note').where({ kind: 'access' }).first('id');
    await dispatcher.send(`/house-notes/${old.id}/remove`, {});
  }, 60_000);
  afterAll(async () => {
    await shown?.close();
    await site?.close();
  });

  const enter = async (login: string, look: Parameters<Shown['page']>[0]): Promise<Page> =>
    shown.page(look, (await site.as(login)).cookie);

  const places: [string, string, () => string, number?][] = [
    ['the calls', 'dispatcher', () => '/calls'],
    ['the calls of a week', 'dispatcher', () => '/calls?span=week&only=unanswered'],
    ['the calls of a number that is none', 'dispatcher', () => '/calls?phone=12', 422],
    ['a talk', 'dispatcher', () => `/calls/${ids['talk']}`],
    ['a waiting call', 'dispatcher', () => `/calls/${ids['wait']}`],
    ['a missed call', 'dispatcher', () => `/calls/${ids['missed']}`],
    ['a late call with a message', 'dispatcher', () => `/calls/${ids['late']}`],
    ['the keys of the exchange', 'head', () => '/calls/exchange'],
    ['the empty search', 'dispatcher', () => '/dispatch/find'],
    ['a found flat', 'dispatcher', () => '/dispatch/find?q=садовая 12 кв 183'],
    ['a found name', 'dispatcher', () => '/dispatch/find?q=рябинина'],
    ['nothing found', 'dispatcher', () => '/dispatch/find?q=единорог'],
    ['the card of a house', 'dispatcher', () => `/houses/${demoHouse}/dispatch`],
    ['the card of a flat', 'dispatcher', () => `/houses/${demoHouse}/dispatch?premises=${demoFlat('183')}`],
    ['a note', 'dispatcher', () => `/house-notes/${ids['note']}`],
    ['a telephone', 'dispatcher', () => `/house-contacts/${ids['contact']}?house=${demoHouse}`],
  ];

  it.each(places)('%s (%s) holds 320 px and a desk, by day and by night', async (name, login, path, status = 200) => {
    for (const look of [{ width: 320 }, { width: 1280, dark: true }]) {
      const page = await enter(login, look);
      expect(await visit(page, shown.url + path())).toBe(status);
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

  it('lead without scripts from a call to its mark', async () => {
    const page = await enter('dispatcher', { width: 320, script: false });
    await visit(page, `${shown.url}/calls/${ids['missed']}`);
    await page.click('main form[action$="/call-back"] button');
    await page.waitForSelector('.flash');
    expect(await page.$eval('main', (main) => main.textContent)).toContain('перезвонили в срок');
  });
});
