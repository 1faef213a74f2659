import { createHash } from 'node:crypto';

export { Random } from '../../law/base/random';

/** The same name always gets the same id, whatever else changes in the seed. */
export function idOf(name: string): string {
  const hex = createHash('sha256').update(`domovoy demo ${name}`).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  const part = (from: number, to: number): string => hex.slice(from, to);
  return `${part(0, 8)}-${part(8, 12)}-8${part(13, 16)}-${variant}${part(17, 20)}-${part(20, 32)}`;
}
