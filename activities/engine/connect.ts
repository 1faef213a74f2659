import { Client, Connection, type WorkflowClient } from '@temporalio/client';
import type { NativeConnectionOptions } from '@temporalio/worker';
import { mustHandshake, connectionRefusal } from './refused';

export interface EngineLink {
  client: WorkflowClient;
  connection: Connection;
  namespace: string;
  close(): Promise<void>;
}

/** Where the engine is and how to connect; a plain address means no authentication. */
export type EngineAddress = string | EngineWay;
export interface EngineWay {
  address: string;
  /** The certificate to expect from the engine, and ours where it asks for one. */
  tls?: {
    serverRootCACertificate?: Buffer;
    serverNameOverride?: string;
    clientCertPair?: { crt: Buffer; key: Buffer };
  };
  apiKey?: string;
}

/**
 * How soon a silently lost peer is noticed, even when nothing is being asked. The engine allows no pings closer than 10
 * seconds.
 */
const keepalive = {
  'grpc.keepalive_permit_without_calls': 1,
  'grpc.keepalive_time_ms': 15_000,
  'grpc.keepalive_timeout_ms': 5_000,
};

const wayOf = (at: EngineAddress): EngineWay => (typeof at === 'string' ? { address: at } : at);

export async function linkEngine(at: EngineAddress, namespace: string): Promise<EngineLink> {
  const door = wayOf(at);
  const options = { ...door, connectTimeout: '10 seconds', channelArgs: keepalive } as const;
  await mustHandshake(door);
  const connection = await Connection.connect(options).catch((error: unknown) => {
    throw connectionRefusal(door, error);
  });
  const { workflow } = new Client({ connection, namespace });
  return { client: workflow, connection, namespace, close: () => connection.close() };
}

/** The same settings for workers; their connection sends its own pings. */
export const nativeOptions = (at: EngineAddress): NativeConnectionOptions => wayOf(at);

const CHECK_MS = 2_000;

/** Whether the engine itself answers; if so, a failure elsewhere has another cause. */
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
