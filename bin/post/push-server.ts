import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TakenPush {
  /** The browser's own part of the address. */
  to: string;
  topic: string;
  /** The region's time, when the sender gives it. */
  at: string | null;
  body: Buffer;
  headers: IncomingMessage['headers'];
}

/**
 * Faults of the server, for tests: it answers with this status, stays silent, hangs up, or accepts the message and
 * hangs up.
 */
export type PushFault = 301 | 400 | 403 | 404 | 410 | 413 | 429 | 500 | 503 | 'silent' | 'refuse' | 'drop';

const PATH = /^\/push\/([\w-]{1,100})$/;
const SIZE_MOST = 4_096;

/** A push service (RFC 8030) that accepts every message and cannot read it: it has no key. */
export class PushServer {
  fault: PushFault | null = null;
  private server: Server | undefined;

  constructor(private readonly keep: (push: TakenPush) => void) {}

  /** Whether the request was for us. */
  serve(request: IncomingMessage, response: ServerResponse): boolean {
    const to = PATH.exec(request.url ?? '')?.[1];
    if (request.method !== 'POST' || !to) return false;
    void this.take(request, response, to).catch(() => response.destroy());
    return true;
  }

  /** On its own port, for tests; in a region it shares the port of the page. */
  async listen(port: number): Promise<number> {
    const server = createServer((request, response) => {
      if (!this.serve(request, response)) response.writeHead(404).end();
    });
    this.server = server;
    await new Promise<void>((done, fail) => server.once('error', fail).listen(port, '127.0.0.1', done));
    return (server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise<void>((done) => (this.server ? this.server.close(() => done()) : done()));
  }

  private async take(request: IncomingMessage, response: ServerResponse, to: string): Promise<void> {
    if (this.fault === 'refuse') return void request.destroy();
    if (this.fault === 'silent') return;
    const body = await read(request);
    if (typeof this.fault === 'number')
      return void response.writeHead(this.fault, { Location: 'http://127.0.0.1:1/' }).end();
    if (!body) return void response.writeHead(413).end();
    const { topic, date, authorization, ttl } = request.headers;
    if (!authorization?.startsWith('vapid ') || !/^\d+$/.test(String(ttl))) return void response.writeHead(400).end();
    const at = date && !Number.isNaN(Date.parse(date)) ? new Date(date).toISOString() : null;
    this.keep({ to, topic: typeof topic === 'string' ? topic : '', at, body, headers: request.headers });
    if (this.fault === 'drop') return void request.destroy();
    response.writeHead(201, { Location: `/push/${to}/taken` }).end();
  }
}

/** Null when it is larger than a push service accepts. */
async function read(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size <= SIZE_MOST) chunks.push(chunk as Buffer);
  }
  return size <= SIZE_MOST ? Buffer.concat(chunks) : null;
}
