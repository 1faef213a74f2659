import { createServer, type RequestListener, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { networkOf } from '../api/security/address';

export interface ServerLimits {
  /** The time limit for a whole request, its headers included. */
  headMs: number;
  requestMs: number;
  /** Longer than a proxy keeps an idle connection, so that we never close one it is about to use. */
  keepAliveMs: number;
  /** A connection without traffic for this long is closed: the other side is gone, or reads a byte a minute. */
  silentMs: number;
  connectionsMost: number;
  perSender: number;
  /** Whether programs of this machine are counted: a proxy on it brings many people. */
  countsOwn: boolean;
}

export const usualLimits: ServerLimits = {
  headMs: 20_000,
  requestMs: 60_000,
  keepAliveMs: 65_000,
  silentMs: 120_000,
  connectionsMost: 8_000,
  perSender: 200,
  countsOwn: false,
};

const CHECK_MS = 5_000;

/**
 * A server that cannot be exhausted by slow requests or many connections. `behindProxy`: all sockets are the proxy's.
 */
export function serverWithLimits(
  app: RequestListener,
  behindProxy: boolean,
  limits: ServerLimits = usualLimits,
): Server {
  const { headMs, requestMs, keepAliveMs, silentMs } = limits;
  const server = createServer(
    {
      headersTimeout: headMs,
      requestTimeout: requestMs,
      keepAliveTimeout: keepAliveMs,
      connectionsCheckingInterval: Math.min(CHECK_MS, headMs),
    },
    app,
  );
  server.maxConnections = limits.connectionsMost;
  server.setTimeout(silentMs);
  if (!behindProxy) server.on('connection', countedBySender(limits));
  return server;
}

function countedBySender({ perSender, countsOwn }: ServerLimits): (socket: Socket) => void {
  const open = new Map<string, number>();
  return (socket) => {
    const { remoteAddress = '' } = socket;
    const sender = networkOf(remoteAddress) ?? '';
    if (!countsOwn && (sender.startsWith('127.') || remoteAddress === '::1')) return;
    const count = (open.get(sender) ?? 0) + 1;
    open.set(sender, count);
    socket.once('close', () => {
      const left = (open.get(sender) ?? 1) - 1;
      if (left > 0) open.set(sender, left);
      else open.delete(sender);
    });
    if (count > perSender) socket.destroy();
  };
}
