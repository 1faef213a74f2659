import type { Knex } from 'knex';
import { testDatabase, type TestDatabase } from '../../proof/database';
import { openDatabase } from '../sql/database';
import { down, up } from '../../migrations/0060_travel_that_ends';

const REGION = 'Уральская область';
const day = (number: number): string => `2027-01-${number}T00:00:00.000Z`;

describe('an installation whose doors were left closed', () => {
  let database: TestDatabase;
  let owner: Knex;
  beforeAll(async () => {
    database = await testDatabase();
    owner = openDatabase(database.ownerUrl, 'test owner', 2);
  });
  afterAll(async () => {
    await owner.destroy();
    await database.drop();
  });

  it('is opened, and a calendar whose wake was moved back wakes where it sleeps', async () => {
    await down(owner);
    await owner('installation').update({ doors_closed: true });
    await owner('calendar_day').insert(
      [20, 21].map((at) => ({ region: REGION, at: day(at), done_at: day(at), report: '{}' })),
    );
    const instants = [20, 21, 22, 23].map(day);
    const row = { type: 'calendar', offset_ms: 0, started_at: day(20) };
    await owner('execution').insert([
      { ...row, workflow_id: 'back', wake_at: day(20), input: JSON.stringify({ region: REGION, instants }) },
      { ...row, workflow_id: 'well', wake_at: day(23), input: JSON.stringify({ region: REGION, instants }) },
    ]);
    await up(owner);
    const { rows } = await owner.raw('select doors_closed() as closed');
    expect(rows).toEqual([{ closed: false }]);
    const wakes = await owner('execution').orderBy('workflow_id').select('wake_at');
    expect(wakes.map(({ wake_at: at }: { wake_at: Date }) => at.toISOString())).toEqual([day(22), day(23)]);
  });
});
