import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTemporal, type Temporal } from '../../bin/engines/temporal';
import { brokenAt } from '../../store/case/chain';
import { eventsOf } from '../../store/case/events';
import { testRegion, type Region } from '../region';
import { openSample, sampleDeciders } from '../samplecase';
import { addPerson } from '../site';

/** The engine allows 2,000 updates per run; here so few that a case needs several runs within seconds. */
const LIMIT = 100;
const COMMANDS = 300;
const AT_ONCE = 6;

describe('a case that many people act upon for years', () => {
  const folder = mkdtempSync(join(tmpdir(), 'domovoy-long-'));
  let engine: Temporal;
  beforeAll(async () => {
    const limits = [`history.maxTotalUpdates=${LIMIT}`];
    engine = await startTemporal({ training: true, log: join(folder, 'log'), limits });
  }, 120_000);
  afterAll(async () => {
    await engine.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(['live', 'training'] as const)(
    'hears every command once in a %s region, over several runs',
    async (kind) => {
      const region = await testRegion({ kind, engineAt: engine.address, deciders: { appeal: sampleDeciders } });
      const actorId = await addPerson(region.owner);
      const id = await openSample(region.db, await region.now());
      const left = Array.from({ length: COMMANDS }, () => randomUUID());
      await Promise.all(
        Array.from({ length: AT_ONCE }, async () => {
          for (let key = left.pop(); key; key = left.pop())
            await region.engine.command({ area: 'appeal', caseId: id, key, name: 'note', actorId, args: {} });
        }),
      );
      const events = await eventsOf(region.db, id);
      expect(events.filter(({ kind: told }) => told === 'noted')).toHaveLength(COMMANDS);
      expect(brokenAt(events)).toBeNull();
      await region.eventually(async () => (await runsOf(region, id)) > 2);
      // Finished runs are stored at once: the engine deletes them long before the case is closed.
      await region.eventually(
        async () => (await region.db('case_run').where({ case_id: id }).select('run_id')).length > 1,
      );
      await region.stop();
    },
    240_000,
  );
});

async function runsOf({ link }: Region, id: string): Promise<number> {
  const { count } = await link.client.count(`WorkflowId = 'appeal:${id}'`);
  return count;
}
