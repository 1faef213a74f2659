import { Agent, request } from 'node:http';

export interface Shot {
  path: string;
  headers: Readonly<Record<string, string>>;
  body: string;
}

export interface Hit {
  status: number;
  body: string;
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

/** Fires every shot over so many kept connections, each as soon as the one before is answered. */
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

function shoot(port: number, agent: Agent, { path, headers, body }: Shot): Promise<Hit> {
  const begun = performance.now();
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
            ms: performance.now() - begun,
          }),
        );
      },
    );
    call.on('error', failed);
    call.end(body);
  });
}
