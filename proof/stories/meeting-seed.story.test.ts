import { castOf } from '../../bin/seed/appeal-cast';
import { meetingTasks } from '../../bin/seed/meetings';
import { demoRegion, seedRegistry } from '../../bin/seed/registry';
import { DAY_MS } from '../../law/zone';
import { testRegion, type Region } from '../region';

const LIVED_DAYS = 120;

describe('the demo region', () => {
  let region: Region;
  beforeAll(async () => {
    region = await testRegion({ bornAt: new Date(Date.now() - LIVED_DAYS * DAY_MS) });
  });
  afterAll(() => region.stop());

  it('shows a meeting in every phase, two without a quorum and one that the inspectorate sent back', async () => {
    await seedRegistry(region.db);
    const until = new Date();
    const tasks = meetingTasks(region, castOf(demoRegion().rows), until).sort(
      (a, b) => a.at.getTime() - b.at.getTime(),
    );
    for (const task of tasks) {
      if (task.at > (await region.now())) await region.travelTo(task.at);
      await task.run();
    }
    await region.travelTo(until);
    const rows = await region.db('case_file').where({ area: 'meeting' }).select('phase').orderBy('phase');
    const phases = rows.map(({ phase }) => phase);
    expect(new Set(phases)).toEqual(
      new Set([
        'cancelled',
        'counted',
        'draft',
        'filed',
        'halted',
        'handed',
        'no-quorum',
        'noticed',
        'protocol',
        'registered',
        'requested',
        'returned',
        'voting',
      ]),
    );
    expect(phases.filter((phase) => phase === 'no-quorum')).toHaveLength(2);
    expect(await region.db('meeting_inspection').where({ done_at: null })).toHaveLength(1);
  }, 240_000);
});
