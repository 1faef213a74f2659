import { parentPort } from 'node:worker_threads';
import { Refusal } from '../../law/base/refusal';

/** Jobs by name: plain data in, plain data out, because they pass between threads. */
export type Jobs = Readonly<Record<string, (input: never) => unknown>>;

export interface JobOrder {
  name: string;
  input: unknown;
}

/** What a thread reports: that it has started, or how a job ended. An expected refusal keeps its sentence. */
export type ThreadMessage =
  | { ready: true }
  | { done: unknown }
  | { refused: Pick<Refusal, 'code' | 'say' | 'status' | 'fields'> }
  | { failed: string };

/** The whole work of a thread: takes one job after another and answers each. */
export function serve(jobs: Jobs): void {
  const port = parentPort;
  if (!port) throw new Error('This file is run as a thread.');
  const say = (said: ThreadMessage): void => port.postMessage(said);
  port.on('message', (order: JobOrder) => {
    void answer(jobs, order).then(say);
  });
  say({ ready: true });
}

async function answer(jobs: Jobs, { name, input }: JobOrder): Promise<ThreadMessage> {
  try {
    const job = jobs[name];
    if (!job) throw new Error(`There is no job «${name}».`);
    return { done: await job(input as never) };
  } catch (error) {
    if (!(error instanceof Refusal)) return { failed: error instanceof Error ? String(error.stack) : String(error) };
    const { code, say, status, fields } = error;
    return { refused: { code, say, status, fields } };
  }
}
