import { castOf } from '../../bin/seed/cast';
import { meetingTasks } from '../../bin/seed/meeting';
import { demoRegion, seedRegistry } from '../../bin/seed/registry';
import { meetingPlans } from '../../bin/seed/meeting/plan';
import { BORN_AT, seedPast } from '../../bin/seed/past';
import { testRegion, type Region } from '../region';

describe('the demo region', () => {
  let region: Region;
  beforeAll(async () => {
    region = await testRegion({ bornAt: BORN_AT });
  });
  afterAll(() => region.stop());

  it('shows a meeting in every phase, two without a quorum and one that the inspectorate sent back', async () => {
    await seedRegistry(region.db);
    const until = new Date();
    await seedPast(region, until, { doneTo: BORN_AT, note: async () => undefined }, async () => undefined);
    const tasks = meetingTasks(region, castOf(demoRegion().rows), until, meetingPlans).sort(
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
        'archived',
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
