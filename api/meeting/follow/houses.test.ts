import { randomUUID } from 'node:crypto';
import { load } from 'cheerio';
import { makeMeeting } from '../../../proof/ballots/meeting';
import { addPerson, testSite, type Browser, type Site } from '../../../proof/site';
import type { ListedHouse } from './house-shape';
import { nextWords, readyOf, resultOf } from './house-words';
import { meetingRoutes } from '../routes';

const PATH = '/meetings/houses';

describe('the houses of an administration', () => {
  let site: Site;
  let official: Browser;

  beforeAll(async () => {
    site = await testSite(meetingRoutes);
    const [voting, failed] = [
      await makeMeeting(site.owner, { rights: 3 }),
      await makeMeeting(site.owner, { rights: 2 }),
    ];
    await site.owner('case_file').where({ id: failed.caseId }).update({ phase: 'no-quorum' });
    await site.owner('meeting').where({ case_id: failed.caseId }).update({ sealed_at: failed.closesAt });
    const count = { total: '200', participating: '99.99', online: '99.99', paper: '0', hand: '0', needed: '100' };
    const sealed = { case_id: failed.caseId, at: failed.closesAt, quorum: false, outcomes: '[]' };
    await site.owner('meeting_count').insert({ ...sealed, ...count });
    const office = randomUUID();
    await site
      .owner('organisation')
      .insert({
        id: office,
        kind: 'ministry',
        name: 'Министерство',
        short_name: 'Министерство',
        inn: '5500000001',
        ogrn: '1025500000001',
        region: '50',
        address: 'Пробная, 1',
        zone: 'Europe/Moscow',
      });
    const person = await addPerson(site.db);
    const post = { id: randomUUID(), person_id: person, organisation_id: office, role: 'ministry' };
    await site.owner('staff').insert({ ...post, from_day: '2020-01-01' });
    official = await site.browser(person);
    expect(voting.rights).toHaveLength(3);
  });
  afterAll(() => site.close());

  const rows = async (query = ''): Promise<string[]> => {
    const page = load((await official.get(PATH + query)).text);
    return page('main > table.tbl tbody tr, .govuk-main-wrapper > table.tbl tbody tr')
      .toArray()
      .map((row) => page(row).text());
  };

  it('tell the result of the last meeting and what comes next, and are filtered by it', async () => {
    expect(await rows()).toHaveLength(2);
    const [failed] = await rows('?standing=no-quorum');
    expect(failed).toContain('кворума нет');
    expect(failed).toContain('созвать повторное собрание');
    expect((await rows('?standing=running'))[0]).toContain('идёт до');
    expect(await rows('?standing=held')).toHaveLength(0);
  });

  it('go into a sheet with area, date, questions, result and the next step', async () => {
    const sheet = (await official.get(`${PATH}?as=csv&standing=no-quorum`)).text.split('\r\n');
    expect(sheet[0]).toContain('Площадь, м²;Собрание;Голосование;Вопросы;Результат;Кворум;Дальше');
    expect(sheet[1]).toContain('1. Вопрос 1 2. Вопрос 2;кворума нет;нет;созвать повторное собрание');
  });

  it('are hidden from whoever neither lives nor works there', async () => {
    const stranger = await site.browser(await addPerson(site.db));
    expect(load((await stranger.get(PATH)).text)('.empty__title').text()).toBe('Домов нет');
  });
});

const house: ListedHouse = {
  id: '',
  address: '',
  municipality: '',
  manager: null,
  zone: 'Europe/Moscow',
  premises: 3,
  area: '100.00',
  unmeasured: 0,
  untitled: 0,
  reached: '50.01',
  electronic: true,
  meetingId: null,
  number: null,
  phase: null,
  endedAt: null,
  closesAt: null,
  wordings: [],
  passed: 0,
  quorum: null,
  dueName: null,
  dueAt: null,
  repeatedBy: null,
};

describe('readiness', () => {
  it('asks for more than half of the area, exactly', () => {
    expect(readyOf(house).status.word).toBe('готов');
    expect(readyOf({ ...house, reached: '50.00' }).lacks).toEqual([
      'на связи собственники меньше чем половины площади',
    ]);
  });

  it('names everything that is lacking', () => {
    expect(readyOf({ ...house, unmeasured: 1, untitled: 2, electronic: false }).lacks).toHaveLength(3);
  });

  it('leads from a meeting without a quorum to its repeat', () => {
    const failed = { ...house, phase: 'no-quorum', quorum: false, repeatedBy: 'ОСС-2026-000002' };
    expect(nextWords(failed)).toBe('созвано повторное: ОСС-2026-000002');
    expect(resultOf({ ...house, phase: 'registered', quorum: true, passed: 1, wordings: ['а', 'б'] }).word).toBe(
      'принято 1 из 2',
    );
  });
});
