import { Client, Connection, type WorkflowClient } from '@temporalio/client';
import type { NativeConnectionOptions } from '@temporalio/worker';
import { mustShakeHands, refusedAt } from './refused';

export interface EngineLink {
  client: WorkflowClient;
  connection: Connection;
  namespace: string;
  close(): Promise<void>;
}

/** Where the engine is, and how to be let in there; an address alone stands for an open door. */
export type EngineAddress = string | EngineWay;
export interface EngineWay {
  address: string;
  /** Whose certificate the engine must show, and ours where it asks for one. */
  tls?: {
    serverRootCACertificate?: Buffer;
    serverNameOverride?: string;
    clientCertPair?: { crt: Buffer; key: Buffer };
  };
  apiKey?: string;
}

/** A peer that has gone without a word is noticed within this, also while nothing is asked. The engine allows no pings closer than 10 seconds. */
const keepalive = {
  'grpc.keepalive_permit_without_calls': 1,
  'grpc.keepalive_time_ms': 15_000,
  'grpc.keepalive_timeout_ms': 5_000,
};

const wayOf = (at: EngineAddress): EngineWay => (typeof at === 'string' ? { address: at } : at);

export async function linkEngine(at: EngineAddress, namespace: string): Promise<EngineLink> {
  const door = wayOf(at);
  const options = { ...door, connectTimeout: '10 seconds', channelArgs: keepalive } as const;
  await mustShakeHands(door);
  const connection = await Connection.connect(options).catch((error: unknown) => {
    throw refusedAt(door, error);
  });
  const { workflow } = new Client({ connection, namespace });
  return { client: workflow, connection, namespace, close: () => connection.close() };
}

/** The same door for workers; their link pings by itself. */
export const nativeOptions = (at: EngineAddress): NativeConnectionOptions => wayOf(at);

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
