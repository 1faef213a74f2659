import { load } from 'cheerio';
import { makeMeeting, type BallotMeeting } from '../../../proof/ballots/meeting';
import { testSite, type Browser, type Site } from '../../../proof/site';
import { meetingRoutes } from '../routes';

describe('the link to show others', () => {
  let site: Site;
  let meeting: BallotMeeting;
  let initiator: Browser;
  let anybody: Browser;
  let card: string;

  beforeAll(async () => {
    site = await testSite(meetingRoutes);
    meeting = await makeMeeting(site.owner, { rights: 3 });
    [initiator, anybody] = await Promise.all([site.browser(meeting.rights[0]?.holder ?? ''), site.browser(null)]);
    card = `/meetings/${meeting.caseId}`;
  });
  afterAll(() => site.close());

  const made = async (): Promise<string> => {
    const page = await initiator.send(`${card}/share`, {});
    expect(page.status).toBe(201);
    return new URL(String(load(page.text)('#link').val())).pathname;
  };

  it('shows stage, dates and turnout to anybody, and nobody by name', async () => {
    const page = await anybody.get(await made());
    expect(page.status).toBe(200);
    const text = load(page.text)('main').text();
    expect(text).toContain('Голосование');
    expect(text).toContain('0 % от всех голосов'.replace(' ', '\u00a0'));
    for (const secret of ['Проверкин', 'Вопрос 1', 'Проба']) expect(text).not.toContain(`${secret} `);
  });

  it('keeps the hash alone and says on the card since when it works', async () => {
    const path = await made();
    const rows = await site.owner('meeting_share').where({ case_id: meeting.caseId });
    expect(JSON.stringify(rows)).not.toContain(path.split('/').at(-1));
    expect(
      load((await initiator.get(card)).text)('#share')
        .closest('section')
        .text(),
    ).toContain('действует с');
  });

  it('lets one link live at a time and none after it is revoked', async () => {
    const first = await made();
    const second = await made();
    expect((await anybody.get(first)).status).toBe(404);
    expect((await anybody.get(second)).status).toBe(200);
    expect((await initiator.send(`${card}/unshare`, {})).status).toBe(303);
    expect((await anybody.get(second)).status).toBe(404);
  });

  it('is made by whoever runs the meeting, not by a neighbour', async () => {
    const neighbour = await site.browser(meeting.rights[1]?.holder ?? '');
    expect((await neighbour.send(`${card}/share`, {})).status).toBe(403);
    expect((await anybody.get('/m/guess')).status).toBe(404);
  });
});
