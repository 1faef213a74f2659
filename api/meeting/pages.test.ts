import { makeMeeting, type BallotMeeting } from '../../proof/ballots/meeting';
import { pageFaults, sentFaults, show, sideScroll, visit, type Page, type Shown } from '../../proof/pages/browser';
import { testSite, type Site } from '../../proof/site';
import { votingRoutes } from './vote/routes';
import { meetingRoutes } from './routes';

const VOTES = '13\u00a0284,6733<span class="norm">точно 132846/101</span>';
const LONGEST = [
  ['Росреестр, м²', '13\u00a0284,67'],
  ['Итого, м²', '13\u00a0284,67'],
  ['Доля', '0,2475<span class="norm">точно 2500/10100</span>'],
  ['Онлайн', VOTES],
  ['Бюллетень', VOTES],
  ['Вручную', VOTES],
  ['Помещение', 'кладовая 1234а<span class="norm">50:15:0010101:123456</span>'],
  ['Вид собственности', 'Общая совместная собственность'],
  ['Номер и дата права', '50:15:0010101:123456-50/215/2024-12 от 12.12.2024'],
  ['Комментарий', 'Бюллетень принят у консьержа, подпись сверена, второй экземпляр отдан собственнику'],
] as const;

describe("the initiator's pages in a browser", () => {
  let site: Site;
  let meeting: BallotMeeting;
  let shown: Shown;
  let cookie: string;
  let draft: string;
  let question: string;
  let request: string;
  let shareLink: string;

  beforeAll(async () => {
    site = await testSite([...meetingRoutes, ...votingRoutes]);
    meeting = await makeMeeting(site.owner, { rights: 8 });
    const person = meeting.rights[0]?.holder ?? '';
    const house = (await site.db('meeting').where({ case_id: meeting.caseId }).first('building_id'))?.building_id;
    const initiator = await site.browser(person);
    cookie = initiator.cookie;
    const link = (await initiator.send(`/meetings/${meeting.caseId}/share`, {}).set('Accept', 'application/json')).body;
    shareLink = new URL(String(link.link)).pathname;
    const sent = await initiator.send('/meetings', {
      house,
      initiator: 'owner',
      form: 'electronic',
      title: 'Выбор управляющей организации',
      pack: 'managing-company',
    });
    draft = sent.headers.location?.split('/').at(-1) ?? '';
    const group = { house, initiator: 'group', form: 'mixed', title: 'Требование', pack: 'council' };
    const asked = await (await site.browser(person)).send('/meetings', group);
    request = asked.headers.location?.split('/').at(-1) ?? '';
    question = (await site.db('meeting_question').where({ case_id: draft }).first('id'))?.id ?? '';
    shown = await show(site.app);
  });
  afterAll(async () => {
    await shown?.close();
    await site?.close();
  });

  const pathsOf = (): string[] => [
    `/meetings/${draft}/questions/${question}`,
    '/meetings',
    '/meetings/houses',
    '/meetings/mailing',
    shareLink,
    '/meetings/new',
    `/meetings/${draft}`,
    `/meetings/${draft}/agenda`,
    `/meetings/${draft}/terms`,
    `/meetings/${draft}/terms?kind=mixed&start=2027-03-01T10:00&end=2027-03-11T10:00`,
    `/meetings/${draft}/lawcheck`,
    `/meetings/kinds?meeting=${draft}`,
    `/meetings/${request}/petition`,
    `/meetings/${draft}/register`,
    ...['', '/roll', '/silent', '/notices'].map((leaf) => `/meetings/${meeting.caseId}${leaf}`),
  ];

  async function faultsOf(page: Page, path: string): Promise<unknown> {
    const status = await visit(page, shown.url + path);
    return { path, status, faults: [...(await sentFaults(page)), ...(await pageFaults(page))] };
  }

  it.each([320, 1280])('stand %d pixels wide without a fault', async (width) => {
    const page = await shown.page({ width }, cookie);
    const found: unknown[] = [];
    for (const path of pathsOf()) found.push(await faultsOf(page, path));
    expect(found).toEqual(pathsOf().map((path) => ({ path, status: 200, faults: [] })));
    await page.close();
  });

  it('keeps the sheet of rights within a screen of 1280 pixels, whatever its longest values', async () => {
    const page = await shown.page({ width: 1280 }, cookie);
    await visit(page, `${shown.url}/meetings/${meeting.caseId}/roll`);
    await page.evaluate(`for (const [label, text] of ${JSON.stringify(LONGEST)})
      for (const cell of document.querySelectorAll('.tbl td[data-label="' + label + '"]'))
        cell.innerHTML = '<span>' + text + '</span>';`);
    expect(await page.$$eval('td[data-label="Комментарий"] > span', (cells) => cells.length)).toBeGreaterThan(0);
    expect(await sideScroll(page)).toEqual([]);
    await page.close();
  });
});
