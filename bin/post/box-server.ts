import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Box } from './box';
import { PushServer } from './push-server';

const PAGE = 50;

/**
 * The messages as JSON for the pages, /messages and /messages/<id>, and the push service under /push; for this machine
 * only.
 */
export class BoxServer {
  private readonly server: Server;

  constructor(private readonly box: Box) {
    const push = new PushServer((taken) => box.keepPush(taken));
    this.server = createServer((request, response) => {
      if (isOurs(request) && push.serve(request, response)) return;
      const { status, body } = this.answer(request);
      response
        .writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
        .end(JSON.stringify(body));
    });
  }

  async listen(port: number): Promise<number> {
    await new Promise<void>((done, fail) => this.server.once('error', fail).listen(port, '127.0.0.1', done));
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((done) => this.server.close(() => done()));
  }

  private answer(request: IncomingMessage): { status: number; body: unknown } {
    if (!isOurs(request)) return { status: 403, body: null };
    const { method, url = '/' } = request;
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    const one = /^\/messages\/(\d{1,9})$/.exec(pathname)?.[1];
    if (method !== 'GET' || (!one && pathname !== '/messages')) return { status: 404, body: null };
    if (one) {
      const found = this.box.find(Number(one));
      return { status: found ? 200 : 404, body: found ?? null };
    }
    const wanted = {
      to: searchParams.get('to') ?? '',
      kind: searchParams.get('kind') ?? undefined,
      before: Number(searchParams.get('before')) || Infinity,
    };
    const count = this.box.list({ ...wanted, before: Infinity }).length;
    const messages = this.box.list(wanted).slice(0, PAGE + 1);
    return { status: 200, body: { count, messages: messages.slice(0, PAGE), more: messages.length > PAGE } };
  }
}

/**
 * A web page open in this machine's browser must not read or write letters through a name that resolves to this
 * machine.
 */
const isOurs = ({ headers }: IncomingMessage): boolean =>
  /^(localhost|127\.0\.0\.1)(:\d+)?$/.test(headers.host ?? '') && !headers.origin;
