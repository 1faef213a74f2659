import type { RequestHandler, Request, Response } from 'express';
import { hasBody, statedLength } from './read';

/** This little is always read to its end, so the connection can be used again. */
const LITTLE = 64 * 1_024;
/** A photo slightly too large is still received and dropped, so that its sender sees why it was refused. */
const MORE = 16 * 1_024 * 1_024;
const PATIENCE_MS = 10_000;
/** From a sender of far more than the limit nothing more is read; they only get the time to read the answer. */
const FAREWELL_MS = 1_000;

/**
 * An answer given before the whole request has arrived closes the connection: the rest is read and dropped, within a
 * limit of bytes and time. Closing at once would lose the answer for a client that is still sending.
 */
export const dropUnreadBody: RequestHandler = (request, response, next) => {
  if (hasBody(request)) lateEnd(request, response);
  next();
};

function lateEnd(request: Request, response: Response): void {
  const end = response.end.bind(response) as (...args: unknown[]) => Response;
  response.end = ((...args: unknown[]) => {
    if (request.complete || (statedLength(request) > 0 && statedLength(request) <= LITTLE)) return end(...args);
    response.end = end as Response['end'];
    if (!response.headersSent) response.set('Connection', 'close');
    const [piece, encoding] = args;
    if (typeof piece === 'string' || piece instanceof Uint8Array) {
      if (!response.headersSent) response.set('Content-Length', String(Buffer.byteLength(piece)));
      response.write(piece, (typeof encoding === 'string' ? encoding : 'utf8') as BufferEncoding);
    } else response.flushHeaders();
    dropRest(request, () => end());
    return response;
  }) as Response['end'];
}

function dropRest(request: Request, done: () => void): void {
  let dropped = 0;
  const data = (bytes: Buffer): void => {
    dropped += bytes.length;
    if (dropped <= MORE) return;
    request.off('data', data).pause();
    clearTimeout(timer);
    timer = setTimeout(over, FAREWELL_MS);
  };
  const over = (): void => {
    clearTimeout(timer);
    request.off('data', data).off('end', over).off('close', over).pause();
    done();
  };
  let timer = setTimeout(over, PATIENCE_MS);
  request.on('data', data).on('end', over).on('close', over).resume();
}
