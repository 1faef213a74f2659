import { load } from 'cheerio';
import request from 'supertest';
import { doorSite, fillWorld } from '../../proof/doors/world';
import { allMarks, makeMeeting, powerOf, type BallotMeeting } from '../../proof/ballots/meeting';
import { addPerson, type Site } from '../../proof/site';
import { unsettled } from '../../proof/unsettled';
import { castBallot } from '../../store/meeting/ballots/cast';
import { checkProxy, giveProxy } from '../../store/meeting/ballots/proxies';
import { seal } from '../../store/meeting/ballots/seal';
import { demoPeople } from '../../store/registry/people';
import type { Home } from './load';

/** The first page of everybody in the demo region. */
describe('the first page of each person', () => {
  let site: Site;
  let people: string[];
  beforeAll(async () => {
    site = await doorSite();
    const world = await fillWorld(site);
    people = [...new Set([...(await demoPeople(site.db)).map(({ id }) => id), ...world.people])];
  }, 120_000);
  afterAll(() => site.close());

  async function json<T = Home>(personId: string, path = '/'): Promise<T> {
    const token = await site.token(personId);
    return (await request(site.app).get(path).auth(token, { type: 'bearer' })).body as T;
  }
  const page = async (personId: string) => load((await (await site.browser(personId)).get('/')).text);

  interface List {
    count?: number;
    inspections?: unknown[];
  }

  it('has counters that lead to exactly the rows they count', async () => {
    const wrong: string[] = [];
    let seen = 0;
    for (const person of people)
      for (const { title, href, count } of (await json(person)).tiles.flatMap(({ tiles }) => tiles)) {
        const list = await json<List>(person, href);
        const rows = list.count ?? list.inspections?.length;
        if (rows !== count) wrong.push(`${title} (${href}): ${count} on the first page, ${rows} in the list`);
        seen += 1;
      }
    expect(wrong).toEqual([]);
    expect(seen).toBeGreaterThan(10);
  }, 120_000);

  it('counts for the inspectorate the meetings that its list of duties shows', async () => {
    const { region } = await site
      .db('organisation')
      .where({ kind: 'inspectorate' })
      .first<{ region: string }>('region');
    const { caseId } = await makeMeeting(site.owner, { phase: 'filed' });
    await unsettled(site.owner, 'case_file', (trx) => trx('case_file').where({ id: caseId }).update({ region }));
    let seen = 0;
    for (const person of people) {
      const { watch, tiles } = await json(person);
      const counted = tiles.flatMap((one) => one.tiles).find(({ title }) => title === 'ждут инспекцию')?.count ?? 0;
      expect([person, counted]).toEqual([person, watch.count]);
      seen += counted;
    }
    expect(seen).toBeGreaterThan(0);
  }, 60_000);

  it('shows no empty counter that is no warning', async () => {
    for (const person of people)
      for (const { title, count } of (await json(person)).tiles.flatMap(({ tiles }) => tiles))
        expect([title, count > 0 || title.startsWith('просрочено')]).toEqual([title, true]);
  }, 60_000);

  it('begins nothing that is closed to this person, and fills one button at most', async () => {
    for (const person of people) {
      const $ = await page(person);
      expect($('.todo .govuk-button:not(.govuk-button--secondary)').length).toBeLessThanOrEqual(1);
      for (const link of $('.begins a').toArray()) {
        const path = $(link).attr('href') ?? '';
        expect([path, (await (await site.browser(person)).get(path)).status]).toEqual([path, 200]);
      }
    }
  }, 120_000);

  describe('with a vote', () => {
    let meeting: BallotMeeting;
    let voter: string;
    beforeAll(async () => {
      meeting = await makeMeeting(site.owner, { questions: 9 });
      voter = meeting.rights[1]?.holder ?? '';
    });

    async function firstCard(personId: string) {
      const [card] = (await json(personId)).cards;
      const $ = await page(personId);
      return { ...card, shown: $('.todo > li').first().text().replaceAll(/\s+/g, ' ') };
    }

    it('says before the opening when it will open', async () => {
      const ahead = await makeMeeting(site.owner, { phase: 'noticed', opensIn: 300 * 3_600_000, closesIn: 5e9 });
      const card = await firstCard(ahead.rights[1]?.holder ?? '');
      expect(card.title).toMatch(/^Голосование откроется \d/);
      expect(card.act).toBeUndefined();
    });

    it('has the open vote as the first card of every holder, with the way to the ballot', async () => {
      for (const { holder } of meeting.rights) {
        const card = await firstCard(holder);
        expect(card.title).toBe('Идёт голосование');
        expect(card.shown).toMatch(/9\sвопросов\. До \d+\s[а-я]+.*Проголосовать · около минуты/);
        expect(card.due).toBe(meeting.closesAt.toISOString());
        const { status } = await (await site.browser(holder)).get(card.act?.href ?? '');
        expect(status).toBe(200);
      }
      expect((await json(people[0] ?? '')).cards.filter(({ act }) => act?.href.includes(meeting.caseId))).toEqual([]);
    }, 60_000);

    it('sinks when the person has voted, with the receipt, and later leads to the result', async () => {
      const right = meeting.rights[1];
      const mine = { caseId: meeting.caseId, rightId: right?.id ?? '', holderId: voter, byPersonId: voter };
      const marks = allMarks(meeting.questions, 'for');
      await site.db.transaction((trx) => castBallot(trx, { id: crypto.randomUUID(), ...mine, marks }));
      const card = await firstCard(voter);
      expect(card.title).toBe('Вы проголосовали');
      expect(card.say).toMatch(/закончится \d+\s[а-я]+/);
      const receipt = card.links?.find(({ title }) => title === 'Ваше решение')?.href ?? '';
      expect((await (await site.browser(voter)).get(receipt)).status).toBe(200);
      expect(card.act).toBeUndefined();
      expect((await firstCard(meeting.rights[2]?.holder ?? '')).title).toBe('Идёт голосование');
    });

    it('leads holders of a vote on paper to where the decision is handed in, not to a ballot', async () => {
      const onPaper = await makeMeeting(site.owner, { form: 'mixed' });
      const holder = onPaper.rights[0]?.holder ?? '';
      const card = await firstCard(holder);
      expect([card.title, card.act?.title]).toEqual(['Идёт голосование', 'Куда сдать решение']);
      const there = await (await site.browser(holder)).get(card.act?.href ?? '');
      expect([there.status, load(there.text)('.next').text()]).toEqual([
        200,
        expect.stringContaining('Решение сдают на бумаге'),
      ]);
    });

    it('offers an agent no ballot until their power is checked', async () => {
      const trusted = await makeMeeting(site.owner, {});
      const agent = await addPerson(site.owner);
      const power = powerOf(trusted, trusted.rights[0]?.holder ?? '', agent);
      await giveProxy(site.owner, power);
      const unchecked = await firstCard(agent);
      expect([unchecked.title, unchecked.act]).toEqual(['Вашу доверенность проверяют', undefined]);
      await checkProxy(site.owner, { id: power.id, valid: true, by: trusted.administrator });
      const checked = await firstCard(agent);
      expect(checked.title).toBe('Идёт голосование');
      expect((await (await site.browser(agent)).get(checked.act?.href ?? '')).status).toBe(200);
    });

    it('asks the database the same few times, however many votes there are', async () => {
      const count = async (): Promise<number> => {
        let asked = 0;
        const one = (): void => void (asked += 1);
        site.db.on('query', one);
        await json(voter);
        site.db.off('query', one);
        return asked;
      };
      const before = await count();
      for (let n = 0; n < 3; n += 1) {
        const other = await makeMeeting(site.owner, {});
        await giveProxy(site.owner, powerOf(other, other.rights[0]?.holder ?? '', voter));
      }
      expect((await json(voter)).cards.length).toBeGreaterThan(3);
      expect(await count()).toBe(before);
    });

    it('tells the end of the vote, and whether one took part', async () => {
      const past = await makeMeeting(site.owner, { closesIn: -1_000 });
      await site.db.transaction((trx) => seal(trx, past.caseId, past.closesAt));
      const card = await firstCard(past.rights[0]?.holder ?? '');
      expect([card.title, card.status?.word]).toEqual(['Голосование закончилось', 'вы не голосовали']);
    });
  });
});
