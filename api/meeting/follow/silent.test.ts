import { load } from 'cheerio';
import { makeMeeting, type BallotMeeting } from '../../../proof/ballots/meeting';
import { testSite, type Browser, type Site } from '../../../proof/site';
import { meetingRoutes } from '../routes';

describe('doors of a big house where nobody has voted', () => {
  const RIGHTS = 260;
  let site: Site;
  let meeting: BallotMeeting;
  let me: Browser;
  beforeAll(async () => {
    site = await testSite(meetingRoutes);
    meeting = await makeMeeting(site.owner, { rights: RIGHTS });
    me = await site.browser(meeting.rights[0]?.holder ?? '');
  });
  afterAll(() => site.close());

  const doorsAt = async (path: string): Promise<string[]> =>
    load((await me.get(path)).text)('td[data-label=Помещение]')
      .map((_, one) => load(one).text())
      .get();

  it('come in parts that together are all of them, while a file holds the whole list', async () => {
    const path = `/meetings/${meeting.caseId}/silent`;
    const page = load((await me.get(path)).text);
    const { silent } = (await me.get(path).set('Accept', 'application/json')).body;
    const next = page('a[rel=next]').attr('href') ?? '';
    const [first, second] = [await doorsAt(path), await doorsAt(next)];
    expect([first.length < silent, new Set([...first, ...second]).size]).toEqual([true, silent]);
    expect(page('main').text()).toMatch(new RegExp(`${silent}.помещений.из.${silent}`));
    const csv = (await me.get(`${path}?as=csv`)).text;
    expect(csv.trim().split('\n')).toHaveLength(silent + 1);
  });
});
