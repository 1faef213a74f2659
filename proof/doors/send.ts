import { createServer, request, Agent, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { mediaType } from '../../api/http/answer';
import type { Site } from '../site';
import type { Shot } from './shots';

export interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  /** Media type without parameters; empty when there is none. */
  type: string;
  text: string;
  ms: number;
}

/** Kept connections: thousands of requests must not open a port each. */
export interface Line {
  port: number;
  send(shot: Shot): Promise<Reply>;
  /** Drops the stored session of a person: a request may have closed it. */
  forget(): void;
  close(): Promise<void>;
}

interface Keys {
  token: string;
  cookie: string;
  csrf: string;
}

const PATIENCE_MS = 30_000;

/** The site's app, listening; every sender proves their identity by their own kind of key. */
export async function openLine(site: Site): Promise<Line> {
  const server: Server = createServer(site.app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const rings = new Map<string, Promise<Keys>>();
  const keysOf = (personId: string): Promise<Keys> => {
    const found = rings.get(personId) ?? made(site, personId);
    rings.set(personId, found);
    return found;
  };
  const nobody = await site.browser(null);
  return {
    port,
    forget: () => rings.clear(),
    async send(shot) {
      const keys = shot.who ? await keysOf(shot.who) : null;
      const proof: Record<string, string> =
        shot.by === 'token'
          ? keys
            ? { Authorization: `Bearer ${keys.token}` }
            : {}
          : { Cookie: keys?.cookie ?? nobody.cookie, 'X-CSRF-Token': keys?.csrf ?? nobody.csrf };
      if (shot.spoilt)
        Object.assign(proof, {
          Authorization: shot.by === 'token' ? 'Bearer false' : undefined,
          'X-CSRF-Token': 'false',
        });
      const headers = { ...proof, ...shot.headers };
      // The server may close a kept connection just as it is used again, as it does after refusing a body: asked once
      // more.
      return ask(port, agent, shot, headers).catch(() => ask(port, false, shot, headers).catch(noAnswer));
    },
    async close() {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

const noAnswer = (): Reply => ({ status: 0, headers: {}, type: '', text: '', ms: PATIENCE_MS });

async function made(site: Site, personId: string): Promise<Keys> {
  const [token, { cookie, csrf }] = await Promise.all([site.token(personId), site.browser(personId)]);
  return { token, cookie, csrf };
}

function ask(
  port: number,
  agent: Agent | false,
  { method, path, body }: Shot,
  headers: Record<string, string>,
): Promise<Reply> {
  const began = performance.now();
  const given = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));
  const length = body ? { 'Content-Length': String(body.length) } : {};
  return new Promise((done, fail) => {
    const sent = request(
      { agent, port, method, path, host: '127.0.0.1', headers: { ...given, ...length } },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('error', fail);
        answer.on('end', () =>
          done({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            type: mediaType(answer.headers['content-type'] ?? ''),
            text: Buffer.concat(parts).toString(),
            ms: performance.now() - began,
          }),
        );
      },
    );
    sent.setTimeout(PATIENCE_MS, () => sent.destroy(new Error('no answer')));
    sent.on('error', fail);
    sent.end(body);
  });
}
