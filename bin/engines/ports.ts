import { randomInt } from 'node:crypto';
import { connect, createServer } from 'node:net';

/** Below the ports that systems lend to outgoing connections: those may be gone a moment later. */
const FIRST = 10_000;
const LAST = 32_000;

/** A port nobody listens on now. Another program may still take it: callers that can, try again. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST, LAST);
    if (await portIsFree(port)) return port;
  }
}

/** Whether this port can be listened on, at every address. */
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
