import { connect, createServer } from 'node:net';

/** A port nobody listens on now. Another program may still take it: callers that can, try again. */
export function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer().once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => found(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Whether this port can be listened on, at every address. */
export function portIsFree(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const server = createServer().once('error', () => answer(false));
    server.listen(port, () => server.close(() => answer(true)));
  });
}

export function answers(host: string, port: number, withinMs = 1_000): Promise<boolean> {
  return new Promise((answer) => {
    const socket = connect({ host, port, timeout: withinMs });
    const end = (heard: boolean): void => {
      socket.destroy();
      answer(heard);
    };
    socket.once('connect', () => end(true)).once('error', () => end(false)).once('timeout', () => end(false));
  });
}
