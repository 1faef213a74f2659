import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { publishVariables } from '../environment';
import { startTemporal, type Temporal } from './temporal';
import { findTemporal, unfit } from './temporal-binary';

describe('the embedded Temporal', () => {
  let folder: string;
  const running: Temporal[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'domovoy-temporal-'));
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((engine) => engine.kill()));
    rmSync(folder, { recursive: true, force: true });
  });
  const start = async (training: boolean): Promise<Temporal> => {
    const engine = await startTemporal({ training, file: join(folder, 'temporal.db'), log: join(folder, 'log') });
    running.push(engine);
    return engine;
  };
  const startCase = async (address: string, workflowId: string): Promise<void> => {
    const connection = await Connection.connect({ address });
    await connection.workflowService.startWorkflowExecution({
      namespace: 'default',
      workflowId,
      requestId: workflowId,
      workflowType: { name: 'none' },
      taskQueue: { name: 'none' },
    });
    await connection.close();
  };
  const skipTime = async (address: string, workflowId: string): Promise<void> => {
    const connection = await Connection.connect({ address });
    try {
      await connection.workflowService.updateWorkflowExecutionOptions({
        namespace: 'default',
        workflowExecution: { workflowId },
        workflowExecutionOptions: { timeSkippingConfig: { enabled: true } },
        updateMask: { paths: ['time_skipping_config'] },
      });
    } finally {
      await connection.close();
    }
  };

  it('keeps executions over SIGKILL, and closed ones for three years', async () => {
    const first = await start(true);
    await startCase(first.address, 'appeal:1');
    await first.kill();
    const second = await start(true);
    const connection = await Connection.connect({ address: second.address });
    const { workflowExecutionInfo } = await connection.workflowService.describeWorkflowExecution({
      namespace: 'default',
      execution: { workflowId: 'appeal:1' },
    });
    const { config } = await connection.workflowService.describeNamespace({ namespace: 'default' });
    await connection.close();
    expect(workflowExecutionInfo?.execution?.workflowId).toBe('appeal:1');
    expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(1095 * 86_400);
  });

  it('skips time in a training installation', async () => {
    const engine = await start(true);
    await startCase(engine.address, 'appeal:2');
    await expect(skipTime(engine.address, 'appeal:2')).resolves.toBeUndefined();
  });

  it('refuses to skip time in a live installation', async () => {
    const engine = await start(false);
    await startCase(engine.address, 'appeal:3');
    await expect(skipTime(engine.address, 'appeal:3')).rejects.toThrow(/skipping/i);
  });
});

describe('looking for the Temporal CLI', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'domovoy-cli-'));
  });
  afterEach(() => {
    publishVariables({ TEMPORAL_CLI: undefined });
    rmSync(folder, { recursive: true, force: true });
  });
  const fake = (says: string): string => {
    const path = join(folder, 'temporal');
    writeFileSync(path, `#!/bin/sh\necho '${says}'\n`);
    chmodSync(path, 0o755);
    return path;
  };

  it('refuses a server that cannot skip time, with the reason', () => {
    expect(unfit(fake('temporal version 1.5.0 (Server 1.29.1, UI 2.40.0)'))).toContain('1.29');
    expect(unfit(fake('something else'))).toBeDefined();
    expect(unfit(fake('temporal version 1.9.1 (Server 1.32.0, UI 2.50.1)'))).toBeUndefined();
    expect(unfit(fake('temporal version 3.0.0 (Server 2.0.0, UI 3.0.0)'))).toBeUndefined();
  });

  it('takes the one that TEMPORAL_CLI names, or says why not', async () => {
    const path = fake('temporal version 1.9.1 (Server 1.32.0, UI 2.50.1)');
    publishVariables({ TEMPORAL_CLI: path });
    expect(await findTemporal(() => undefined)).toBe(path);
    publishVariables({ TEMPORAL_CLI: join(folder, 'absent') });
    await expect(findTemporal(() => undefined)).rejects.toMatchObject({ code: 'temporal-cli' });
  });

  it('has a recipe that Go finds complete', () => {
    const go = spawnSync('go', ['list', '-m', '-f', '{{.Version}}', 'go.temporal.io/server'], {
      cwd: join(__dirname, '..', 'temporal'),
      encoding: 'utf8',
    });
    // A machine without Go gets the CLI from elsewhere.
    if (go.error) return;
    expect(go.stdout).toMatch(/^v1\.3[2-9]/);
  });
});
