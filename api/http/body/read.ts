import type { Request } from 'express';
import { Refusal } from '../../../law/base/refusal';
import type { MemoryShare } from './body-memory';

export const hasBody = ({ headers }: Pick<Request, 'headers'>): boolean =>
  headers['transfer-encoding'] !== undefined || statedLength({ headers }) > 0;

/** The size the header states; a chunked body states none. */
export const statedLength = ({ headers }: Pick<Request, 'headers'>): number => Number(headers['content-length'] ?? 0);

export const tooLarge = (say: string): Refusal => new Refusal('body-too-large', say, 413);
export const tooLong = (): Refusal => tooLarge('Слишком большой запрос. Уменьшите его.');
const cut = (): Refusal => new Refusal('body-broken', 'Запрос оборвался. Отправьте его ещё раз.', 400);

/** A compressed body would have to be unpacked to be counted; browsers never send one. */
export function refuseUnfit(request: Request, most: number): void {
  const coding = request.headers['content-encoding'] ?? 'identity';
  if (coding !== 'identity') throw new Refusal('encoding-unknown', 'Такое сжатие тела запроса не принимается.', 415);
  if (statedLength(request) > most) throw tooLong();
}

export interface Counting {
  most: number;
  share: MemoryShare;
}

/**
 * Passes on each piece of a body as it arrives. The first refusal, ours or the receiver's, ends it: nothing more is
 * read here, and `dropUnreadBody` deals with the rest.
 */
export function eachChunk(
  request: Request,
  { most, share }: Counting,
  taker: { piece: (bytes: Buffer) => void; end: () => void; fail: (error: Error) => void },
): () => void {
  let seen = 0;
  const stop = (): void => {
    request.pause().off('data', data).off('end', end).off('error', broken).off('close', broken);
  };
  const data = (bytes: Buffer): void => {
    seen += bytes.length;
    try {
      if (seen > most) throw tooLong();
      share.take(bytes.length);
      taker.piece(bytes);
    } catch (error) {
      stop();
      taker.fail(error as Error);
    }
  };
  const end = (): void => {
    stop();
    taker.end();
  };
  const broken = (): void => {
    stop();
    taker.fail(cut());
  };
  request.on('data', data).on('end', end).on('error', broken).on('close', broken);
  return stop;
}

export function wholeBody(request: Request, counting: Counting): Promise<Buffer> {
  const pieces: Buffer[] = [];
  return new Promise((done, fail) => {
    eachChunk(request, counting, {
      piece: (bytes) => pieces.push(bytes),
      end: () => done(Buffer.concat(pieces)),
      fail,
    });
  });
}
