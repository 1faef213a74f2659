import { appealRoutes } from '../../api/appeal/routes';
import { faqRoutes } from '../../api/appeal/faq/routes';
import { testSite, type Browser, type Site } from '../site';
import { directEngine } from '../direct-engine';
import { idIn } from './appeal-site';
import { appealWorld, type AppealWorld } from './appeal-world';
import { htmlFaults, pageFaults, show, visit, type Page, type Shown } from './browser';

type Who = keyof AppealWorld['people'];

let site: Site;
let world: AppealWorld;
let shown: Shown;
const askers = {} as Record<Who, Browser>;
/** Page → who looks and where. */
const places: Record<string, [Who, string]> = {};
let faq = '';

async function write(more: Record<string, unknown> = {}): Promise<string> {
  const text = 'В третьем подъезде две недели не моют полы.\n\nПросим прислать уборщицу и назвать дни уборки.';
  const wish = { place: world.flat, addressee: world.orgs.manager, subjects: 'cleaning', text };
  const sent = await askers.owner.send('/appeals', { ...wish, ...more });
  return idIn(sent);
}

async function answered(more: Record<string, unknown> = {}): Promise<string> {
  const id = await write(more);
  await askers.clerk.send(`/appeals/${id}/route`, { person: world.people.clerk });
  await askers.clerk.send(`/appeals/${id}/note`, { note: 'Проверить график уборки.' });
  await askers.clerk.send(`/appeals/${id}/answer`, { kind: 'explained', answer: 'Полы моют по вторникам и пятницам.' });
  return id;
}

beforeAll(async () => {
  const plenty = { points: 1_000_000, seconds: 60, shared: false };
  const rates = { read: plenty, write: plenty, search: plenty, 'sign-in': plenty, password: plenty, exchange: plenty };
  site = await testSite([...appealRoutes, ...faqRoutes], { services: { engine: directEngine(() => site.db) }, rates });
  world = await appealWorld(site.db);
  for (const [name, id] of Object.entries(world.people)) askers[name as Who] = await site.browser(id);
  shown = await show(site.app);
  places['empty list'] = ['stranger', '/appeals'];
  const fresh = await write({ collective: 'yes' });
  const done = await answered();
  const closed = await answered();
  await askers.owner.send(`/appeals/${closed}/rate`, { rating: '5' });
  const body = await write({ addressee: world.orgs.municipality, subjects: 'streets' });
  const parts = await write({ subjects: ['cleaning', 'lift'] });
  await askers.clerk.send(`/appeals/${parts}/split`, { subjects: ['cleaning', 'lift'] });
  const passed = await write();
  await askers.clerk.send(`/appeals/${passed}/forward`, {
    organisation: world.orgs.municipality,
    why: 'Двор обслуживает округ.',
  });
  const published = await askers.clerk.send(`/appeals/${done}/publish`, {
    question: 'Когда моют полы?',
    reply: 'По вторникам.',
  });
  faq = published.headers['location'] ?? '';
  Object.assign(places, {
    start: ['owner', '/appeals/new'],
    anywhere: ['owner', '/appeals/new?place=none'],
    form: ['owner', `/appeals/write?place=${world.flat}&addressee=${world.orgs.manager}`],
    'form of an officer': ['clerk', `/appeals/write?place=none&addressee=${world.orgs.municipality}`],
    receipt: ['owner', `/appeals/${fresh}/receipt`],
    'fresh, applicant': ['owner', `/appeals/${fresh}`],
    'fresh, neighbour': ['neighbour', `/appeals/${fresh}`],
    'fresh, clerk': ['clerk', `/appeals/${fresh}`],
    'answered, applicant': ['owner', `/appeals/${done}`],
    'answered, clerk': ['clerk', `/appeals/${done}`],
    'answered, inspector': ['inspector', `/appeals/${done}`],
    closed: ['owner', `/appeals/${closed}`],
    'at a body, clerk': ['municipal', `/appeals/${body}`],
    split: ['owner', `/appeals/${parts}`],
    forwarded: ['clerk', `/appeals/${passed}`],
    'answer form': ['clerk', `/appeals/${fresh}/answer`],
    register: ['clerk', `/appeals/register?house=${world.house}&flat=12`],
    'empty register': ['clerk', '/appeals/register'],
    list: ['owner', '/appeals'],
    'narrowed list': ['clerk', '/appeals?state=open&subject=cleaning&sort=due'],
    'list of nothing': ['clerk', '/appeals?number=zzz'],
    board: ['clerk', '/appeals/board'],
    'queue of the board': ['clerk', '/appeals/board?queue=new'],
    faq: ['stranger', '/faq'],
    'faq of nothing': ['stranger', '/faq?q=слон'],
    'one faq': ['clerk', faq],
  });
});
afterAll(async () => {
  await shown.close();
  await site.close();
});

const pageOf = (who: Who, width: number, script = true): Promise<Page> =>
  shown.page({ width, script }, askers[who].cookie);

describe('pages of appeals', () => {
  it.each([320, 1280])(
    'hold accessibility and their width at %i px in every state',
    async (width) => {
      const found: Record<string, unknown> = {};
      for (const [name, [who, path]] of Object.entries(places)) {
        const page = await pageOf(who, width);
        const status = await visit(page, shown.url + path);
        await page.evaluate("document.querySelectorAll('main details').forEach((one) => (one.open = true))");
        const faults = await pageFaults(page);
        if (status !== 200 || faults.length > 0) found[name] = [status, faults];
        await page.close();
      }
      expect(found).toEqual({});
    },
    240_000,
  );

  it('are valid HTML in every state', async () => {
    const found: Record<string, string[]> = {};
    for (const [name, [who, path]] of Object.entries(places)) {
      const faults = await htmlFaults((await askers[who].get(path)).text);
      if (faults.length > 0) found[name] = faults;
    }
    expect(found).toEqual({});
  });

  it('renew the board without moving the focus or losing the place', async () => {
    const page = await pageOf('clerk', 1280);
    await visit(page, `${shown.url}/appeals/board`);
    await page.keyboard.press('KeyJ');
    await page.keyboard.press('KeyJ');
    const focused = "document.activeElement.closest('tr') && document.activeElement.id";
    const held = await page.evaluate(focused);
    const rows = (await page.$$('#board tbody tr')).length;
    await write({ subjects: 'charges' });
    await page.evaluate("htmx.trigger('#board', 'refresh')");
    await page.waitForFunction(`document.querySelectorAll('#board tbody tr').length > ${rows}`);
    expect(await page.evaluate(focused)).toBe(held);
    await page.keyboard.press('KeyJ');
    const ids: string[] = await page.$$eval('#board tbody a', (links) => links.map((link) => link.id));
    expect(await page.evaluate(focused)).toBe(ids[ids.indexOf(String(held)) + 1]);
    await page.close();
  });

  it('open the acts of a desk by their keys', async () => {
    const page = await pageOf('clerk', 1280);
    await visit(page, shown.url + (places['fresh, clerk']?.[1] ?? ''));
    await page.keyboard.press('KeyA');
    expect(
      await page.$eval('select[name=person]', (one) => (one.closest('details') as unknown as { open: boolean }).open),
    ).toBe(true);
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Digit1')]);
    expect(await page.$eval('main', (one) => one.textContent)).toContain('Исполнитель назначен.');
    await page.close();
  });

  it('come back from a refusal accessible, with what to mend said at the field', async () => {
    const page = await pageOf('owner', 320, false);
    await visit(page, `${shown.url}/appeals/write?place=${world.flat}&addressee=${world.orgs.manager}`);
    await page.type('textarea[name=text]', 'коротко');
    await Promise.all([page.waitForNavigation(), page.click('main form button')]);
    await page.setJavaScriptEnabled(true);
    expect(await page.$eval('title', (one) => one.textContent)).toContain('Ошибка');
    expect(await page.$eval('textarea[name=text]', (one) => (one as unknown as { value: string }).value)).toBe(
      'коротко',
    );
    expect(await pageFaults(page)).toEqual([]);
    await page.close();
  });
});
