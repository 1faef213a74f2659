import { Client, Connection, type WorkflowClient } from '@temporalio/client';

export interface EngineLink {
  client: WorkflowClient;
  connection: Connection;
  namespace: string;
  close(): Promise<void>;
}

export async function linkEngine(address: string, namespace: string): Promise<EngineLink> {
  const connection = await Connection.connect({ address, connectTimeout: '10 seconds' });
  const { workflow } = new Client({ connection, namespace });
  return { client: workflow, connection, namespace, close: () => connection.close() };
}

const CHECK_MS = 2_000;

/** Whether the engine itself is there: what fails meanwhile fails by its own fault. */
export async function engineAnswers({ connection, namespace }: EngineLink): Promise<boolean> {
  try {
    await connection.withDeadline(Date.now() + CHECK_MS, () =>
      connection.workflowService.describeNamespace({ namespace }),
    );
    return true;
  } catch {
    return false;
  }
}
