import { createHash } from 'node:crypto';

/** A UUID (version 8) made from its parts: the same parts give the same id, and nobody can choose it freely. */
export function idFrom(...parts: (string | Buffer)[]): string {
  const whole = createHash('sha256');
  for (const part of parts) whole.update(createHash('sha256').update(part).digest());
  const hash = whole.digest('hex');
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `8${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-');
}
