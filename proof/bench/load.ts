import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

export interface Shot {
  path: string;
  headers: Readonly<Record<string, string>>;
  body: string;
}

export interface Hit {
  status: number;
  body: string;
  /** Seconds the server asks to wait; null when it does not ask. */
  retryAfter: number | null;
  /** The machine's clock when the request left and when the answer was complete. */
  sentAt: number;
  heardAt: number;
  ms: number;
}

export interface Figures {
  done: number;
  seconds: number;
  perSecond: number;
  p50: number;
  p95: number;
  p99: number;
  /** Answers by status. */
  statuses: Record<string, number>;
}

/** Sends every request over so many kept connections, each as soon as the previous one is answered. */
export async function fire(
  port: number,
  shots: readonly Shot[],
  connections: number,
  heard: (index: number, hit: Hit) => void,
): Promise<Figures> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  const statuses: Record<string, number> = {};
  let next = 0;
  const begun = performance.now();
  const gun = async (): Promise<void> => {
    for (let index = next++; index < shots.length; index = next++) {
      const shot = shots[index];
      if (!shot) return;
      const hit = await shoot(port, agent, shot);
      times.push(hit.ms);
      statuses[hit.status] = (statuses[hit.status] ?? 0) + 1;
      heard(index, hit);
    }
  };
  await Promise.all(Array.from({ length: connections }, gun));
  const seconds = (performance.now() - begun) / 1_000;
  agent.destroy();
  return figuresOf(times, statuses, seconds);
}

/** Sorts the answer times into percentiles; the rate counts real answers. */
function figuresOf(times: number[], statuses: Figures['statuses'], seconds: number): Figures {
  times.sort((a, b) => a - b);
  const at = (part: number): number => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0;
  return {
    done: times.length,
    seconds,
    perSecond: times.length / seconds,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    statuses,
  };
}

/** Requests at a steady rate, whether or not earlier ones are answered, over connections opened beforehand. */
export interface Stream {
  connections: number;
  perSecond: number;
}

const TICK_MS = 5;

export async function pour(
  port: number,
  shots: readonly Shot[],
  { connections, perSecond }: Stream,
  heard: (index: number, hit: Hit) => void,
): Promise<Figures & { open: number }> {
  // Oldest first, so that every connection is used and none is closed as idle.
  const agent = new Agent({
    keepAlive: true,
    maxSockets: connections,
    maxFreeSockets: connections,
    scheduling: 'fifo',
  });
  const knock: Shot = { path: '/', headers: {}, body: '{}' };
  await Promise.all(Array.from({ length: connections }, () => shoot(port, agent, knock)));
  const open = Object.values(agent.freeSockets).flat().length;
  const times: number[] = [];
  const statuses: Record<string, number> = {};
  const flights: Promise<void>[] = [];
  const begun = performance.now();
  const send = async (index: number, shot: Shot): Promise<void> => {
    const hit = await shoot(port, agent, shot);
    times.push(hit.ms);
    statuses[hit.status] = (statuses[hit.status] ?? 0) + 1;
    heard(index, hit);
  };
  while (flights.length < shots.length) {
    const due = Math.min(shots.length, Math.floor(((performance.now() - begun) / 1_000) * perSecond));
    for (let index = flights.length; index < due; index += 1) {
      const shot = shots[index];
      if (shot) flights.push(send(index, shot));
    }
    await wait(TICK_MS);
  }
  await Promise.all(flights);
  const seconds = (performance.now() - begun) / 1_000;
  agent.destroy();
  return { ...figuresOf(times, statuses, seconds), open };
}

function shoot(port: number, agent: Agent, { path, headers, body }: Shot): Promise<Hit> {
  const begun = performance.now();
  const sentAt = Date.now();
  return new Promise((done, failed) => {
    const call = request(
      {
        agent,
        port,
        host: '127.0.0.1',
        method: 'POST',
        path,
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers },
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          done({
            status: response.statusCode ?? 0,
            body: Buffer.concat(parts).toString(),
            retryAfter: secondsOf(response.headers['retry-after']),
            sentAt,
            heardAt: Date.now(),
            ms: performance.now() - begun,
          }),
        );
      },
    );
    call.on('error', failed);
    call.end(body);
  });
}

const secondsOf = (header: string | undefined): number | null =>
  header !== undefined && Number(header) > 0 ? Number(header) : null;
