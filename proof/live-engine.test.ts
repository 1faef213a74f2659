import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { linkEngine, type EngineLink } from '../activities/engine/connect';
import { catchUp } from '../activities/engine/skip';
import { startTemporal, type Temporal } from '../bin/engines/temporal';

const DAY_MS = 86_400_000;

/** The third protection of a live installation's time, after the database's constraint and the missing route. */
describe('the engine of a live installation', () => {
  const folder = mkdtempSync(join(tmpdir(), 'domovoy-live-'));
  let temporal: Temporal;
  let link: EngineLink;
  beforeAll(async () => {
    temporal = await startTemporal({ training: false, log: join(folder, 'temporal.log') });
    link = await linkEngine(temporal.address, 'default');
  });
  afterAll(async () => {
    await link?.close();
    await temporal?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('refuses to skip time, whoever asks', async () => {
    const workflowId = 'appeal:live';
    await link.client.start('appeal', { workflowId, taskQueue: 'nobody', args: [] });
    const execution = { workflowId, caseId: null, type: 'appeal', input: {}, offsetMs: 0, wakeAt: null, number: null };
    await expect(catchUp(link, execution, DAY_MS)).rejects.toThrow(/time.?skipping/i);
    const { workflowExtendedInfo } = await link.connection.workflowService.describeWorkflowExecution({
      namespace: 'default',
      execution: { workflowId },
    });
    expect(workflowExtendedInfo?.timeSkippingInfo?.currentTime ?? null).toBeNull();
  });
});
