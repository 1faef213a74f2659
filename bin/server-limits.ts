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
  /** Per sender; a proxy or a program on this machine counts as many senders. */
  perSender: number;
}

export const usualLimits: ServerLimits = {
  headMs: 20_000,
  requestMs: 60_000,
  keepAliveMs: 65_000,
  silentMs: 120_000,
  connectionsMost: 8_000,
  perSender: 200,
};

const CHECK_MS = 5_000;

/**
 * A server that cannot be exhausted by slow requests or many connections. `behindProxy`: all sockets are the proxy's.
 */
export function serverWithLimits(
  app: RequestListener,
  behindProxy: boolean,
  doors: ServerLimits = usualLimits,
): Server {
  const { headMs, requestMs, keepAliveMs, silentMs } = doors;
  const server = createServer(
    {
      headersTimeout: headMs,
      requestTimeout: requestMs,
      keepAliveTimeout: keepAliveMs,
      connectionsCheckingInterval: Math.min(CHECK_MS, headMs),
    },
    app,
  );
  server.maxConnections = doors.connectionsMost;
  server.setTimeout(silentMs);
  if (!behindProxy) server.on('connection', countedBySender(doors.perSender));
  return server;
}

function countedBySender(most: number): (socket: Socket) => void {
  const open = new Map<string, number>();
  return (socket) => {
    const { remoteAddress = '' } = socket;
    const sender = networkOf(remoteAddress) ?? '';
    if (sender.startsWith('127.') || remoteAddress === '::1') return;
    const count = (open.get(sender) ?? 0) + 1;
    open.set(sender, count);
    socket.once('close', () => {
      const left = (open.get(sender) ?? 1) - 1;
      if (left > 0) open.set(sender, left);
      else open.delete(sender);
    });
    if (count > most) socket.destroy();
  };
}
