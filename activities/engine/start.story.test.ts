import { randomUUID } from 'node:crypto';
import { environment, need } from '../../bin/environment';
import { appealTown, type Town } from '../../proof/stories/appeal-town';
import { linkEngine, type EngineLink } from './connect';
import { describe as describeExecution } from './export';
import { start } from './start';

describe('a start', () => {
  let town: Town;
  let bare: EngineLink;
  beforeAll(async () => {
    town = await appealTown({});
    bare = await linkEngine(need(environment(), 'TEST_TEMPORAL_ADDRESS'), `test-${randomUUID()}`);
    await bare.connection.workflowService.registerNamespace({
      namespace: bare.namespace,
      workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
    });
  });
  afterAll(async () => {
    await bare.close();
    await town.stop();
  });

  it('is done without the number where the engine does not know that attribute', async () => {
    const caseId = await town.appeal();
    const workflowId = `appeal:${caseId}`;
    const order = {
      id: randomUUID(),
      kind: 'start',
      workflowId,
      caseId,
      payload: { type: 'appeal', input: {} },
    } as const;
    // A new namespace reaches all parts of the engine a moment later.
    const done = () => start(town.db, bare, order).catch(() => 'failed');
    await town.eventually(async () => (await done()) === 'done');
    expect(await describeExecution(bare, workflowId)).toMatchObject({ type: { name: 'appeal' } });
  });
});
