import { testSite, type Site } from '../../proof/site';
import { meetingHouse, type House } from '../../proof/stories/meeting-house';
import { insertRegistry } from '../../store/registry/rows';
import { meetingRoutes } from './routes';

const FLATS = Array.from({ length: 10 }, () => ({ area: '50.00', holders: 1 }));

let site: Site;
let house: House;
beforeAll(async () => {
  site = await testSite(meetingRoutes);
  house = meetingHouse(FLATS);
  await site.owner.transaction((trx) => insertRegistry(trx, house.rows));
});
afterAll(() => site.close());

describe('a key chosen by a client', () => {
  it('opens a meeting of its own, whoever’s draft it names, and adds no question to that draft', async () => {
    const [mine, theirs] = [await site.browser(house.owners[0] ?? ''), await site.browser(house.owners[1] ?? '')];
    const wish = { house: house.buildingId, initiator: 'owner', form: 'electronic', title: 'Моё' };
    const draft = (await mine.send('/meetings', wish)).headers['location']?.split('/').at(-1) ?? '';
    const sent = await theirs.send('/meetings', { ...wish, title: 'Чужое', pack: 'council' }, draft);
    expect(sent.headers['location']).toMatch(/^\/meetings\//);
    expect(sent.headers['location']).not.toContain(draft);
    expect(await site.db('meeting_question').where({ case_id: draft })).toEqual([]);
  });
});
