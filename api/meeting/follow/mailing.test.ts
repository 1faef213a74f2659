import { randomUUID } from 'node:crypto';
import { load } from 'cheerio';
import { tellSheets } from '../../../activities/meeting/sheets';
import { letterView } from '../../../templates/letters/view';
import { makeMeeting, type BallotMeeting } from '../../../proof/ballots/meeting';
import { unsettled } from '../../../proof/unsettled';
import { addPerson, testSite, type Browser, type Site } from '../../../proof/site';
import { rhythms } from '../../../law/meeting/vote/mailing';
import { DAY_MS, localOf } from '../../../law/base/zone';
import { weekday } from '../../../law/base/day';
import { letterSource } from '../../../store/letters/letters';
import { meetingRoutes } from '../routes';

const REGION = 'Московская область';
const PATH = '/meetings/mailing';

describe('sheets sent to the manager', () => {
  let site: Site;
  let meeting: BallotMeeting;
  let clerk: Browser;
  let office: string;
  let today: Date;

  beforeAll(async () => {
    site = await testSite(meetingRoutes);
    meeting = await makeMeeting(site.owner, { rights: 2 });
    office = randomUUID();
    await site
      .owner('organisation')
      .insert({
        id: office,
        kind: 'manager',
        name: 'ООО «Управдом»',
        short_name: 'ООО «Управдом»',
        inn: '5500000001',
        ogrn: '1025500000001',
        region: REGION,
        address: 'Пробная, 1',
        zone: 'Europe/Moscow',
        email: 'office@example.ru',
      });
    await unsettled(site.owner, 'case_file', (trx) =>
      trx('case_file').where({ id: meeting.caseId }).update({ organisation_id: office, region: REGION }),
    );
    const person = await addPerson(site.db);
    const post = {
      id: randomUUID(),
      person_id: person,
      organisation_id: office,
      role: 'clerk',
      from_day: '2020-01-01',
    };
    await site.owner('staff').insert(post);
    clerk = await site.browser(person);
    today = (await site.owner.raw<{ rows: [{ now: Date }] }>('select domovoy_now() as now')).rows[0].now;
  });
  afterAll(() => site.close());

  const ask = async (rhythm: string) => (await clerk.send(PATH, { organisation: office, rhythm })).status;
  const sent = async (): Promise<{ id: string; channel: string; facts: object }[]> =>
    site.db('delivery').where({ letter: 'meeting-sheet' }).orderBy('channel').select('id', 'channel', 'facts');
  const morning = (at = today) => tellSheets(site.db, REGION, at);
  /** A weekly mailing on the weekday that is so many days away. */
  const inDays = (days: number): string =>
    rhythms[weekday(localOf(new Date(today.getTime() + days * DAY_MS), 'Europe/Moscow').day)] ?? '';

  it('sends nothing until the office asks for it, nor on another day of the week', async () => {
    expect(await morning()).toEqual({ letters: 0 });
    expect(await ask(inDays(1))).toBe(303);
    expect(await morning()).toEqual({ letters: 0 });
  });

  it('sends one letter a day however often the morning runs: a link behind the door, not the sheet', async () => {
    expect(await ask('daily')).toBe(303);
    await morning();
    await morning();
    const letters = await sent();
    expect(letters.map(({ channel, facts }) => ({ channel, facts }))).toEqual([
      { channel: 'cabinet', facts: {} },
      { channel: 'email', facts: {} },
    ]);
    const source = await letterSource(site.db, letters[0]?.id ?? '');
    expect(source && letterView(source, 'https://domovoy.example').link).toBe(
      `https://domovoy.example/meetings/${meeting.caseId}/roll`,
    );
  });

  it('does not make up for mornings that were missed', async () => {
    const before = (await sent()).length;
    expect(await morning(new Date(today.getTime() - 3 * DAY_MS))).toEqual({ letters: 0 });
    expect(await sent()).toHaveLength(before);
  });

  it('stops when the office says so, and when the voting ends', async () => {
    expect(load((await clerk.get(PATH)).text)('main').text()).toContain('каждый день');
    expect(await ask('off')).toBe(303);
    expect(await morning()).toEqual({ letters: 0 });
    expect(await ask('daily')).toBe(303);
    expect(await morning()).toEqual({ letters: 1 });
    await site.owner('case_file').where({ id: meeting.caseId }).update({ phase: 'counted' });
    expect(await morning()).toEqual({ letters: 0 });
  });

  it('is set by the staff of that office alone', async () => {
    const owner = await site.browser(meeting.rights[0]?.holder ?? '');
    expect((await owner.send(PATH, { organisation: office, rhythm: 'daily' })).status).toBe(403);
    expect(load((await owner.get(PATH)).text)('form[action="/meetings/mailing"]').length).toBe(0);
  });
});
