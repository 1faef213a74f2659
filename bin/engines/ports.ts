import { randomInt } from 'node:crypto';
import { connect, createServer } from 'node:net';

/** Below the range that systems use for outgoing connections: ports of that range may be taken a moment later. */
const FIRST = 10_000;
const LAST = 32_000;

/** A port nobody listens on now. Another program may still take it: callers should try again where they can. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST, LAST);
    if (await portIsFree(port)) return port;
  }
}

/** Whether this port is free, at every address. */
export function portIsFree(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const server = createServer().once('error', () => answer(false));
    server.listen(port, () => server.close(() => answer(true)));
  });
}

export function isListening(host: string, port: number, withinMs = 1_000): Promise<boolean> {
  return new Promise((answer) => {
    const socket = connect({ host, port, timeout: withinMs });
    const end = (heard: boolean): void => {
      socket.destroy();
      answer(heard);
    };
    socket
      .once('connect', () => end(true))
      .once('error', () => end(false))
      .once('timeout', () => end(false));
  });
}
