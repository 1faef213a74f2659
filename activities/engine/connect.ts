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
