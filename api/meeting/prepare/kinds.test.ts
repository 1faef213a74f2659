import { load } from 'cheerio';
import { questionKinds } from '../../../law/meeting/call/kinds';
import { makeMeeting } from '../../../proof/ballots/meeting';
import { testSite, type Browser, type Site } from '../../../proof/site';
import { meetingRoutes } from '../routes';

describe('the catalogue of questions', () => {
  let site: Site;
  let anybody: Browser;
  const titles = async (query: string): Promise<string[]> => {
    const page = load((await anybody.get(`/meetings/kinds${query}`)).text);
    return page('tbody tr')
      .toArray()
      .map((row) => page(row).text());
  };
  beforeAll(async () => {
    site = await testSite(meetingRoutes);
    anybody = await site.browser(null);
  });
  afterAll(() => site.close());

  it('shows every kind to everyone, each with its threshold and article', async () => {
    const rows = await titles('');
    expect(rows.length).toBe(questionKinds().length);
    for (const row of rows) expect(row).toMatch(/ЖК РФ|ст\./);
  });

  it.each([
    ['шлагбаум', 'не меньше двух третей всех голосов дома'],
    ['выбрать управляющую организацию', 'больше половины всех голосов дома'],
    ['СОВЕТ ДОМА', 'больше половины голосов участников'],
  ])('finds «%s» by words of the question', async (words, rule) => {
    const [first] = await titles(`?q=${encodeURIComponent(words)}`);
    expect(first).toContain(rule);
  });

  it('says so where nothing is found', async () => {
    const page = load((await anybody.get('/meetings/kinds?q=%D1%8A%D1%8A')).text);
    expect(page('.empty').text()).toContain('Ничего не нашлось');
  });

  it('leads back to the agenda with the kind chosen', async () => {
    const running = await makeMeeting(site.owner, { rights: 1 });
    const me = await site.browser(running.rights[0]?.holder ?? '');
    const house = (await site.db('meeting').where({ case_id: running.caseId }).first('building_id'))?.building_id;
    const sent = await me.send('/meetings', { house, initiator: 'owner', form: 'mixed', title: 'Проба' });
    const id = sent.headers['location']?.split('/').at(-1) ?? '';
    const found = load((await me.get(`/meetings/kinds?q=${encodeURIComponent('шлагбаум')}&meeting=${id}`)).text);
    const href = String(found('tbody a:contains("Выбрать")').attr('href')).split('#')[0] ?? '';
    expect(load((await me.get(href)).text)('#kind').val()).toBe('LAND_LIMITS');
  });
});
