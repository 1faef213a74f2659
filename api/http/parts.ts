import { z } from 'zod';
import { maybe, whole } from './fields';

/** Lines shown on one page; a house may have more, and downloaded files hold all. */
const LINES = 200;

export const partQuery = z.object({ part: maybe(whole({ least: 1, most: 1_000 })) });
export type PartQuery = z.infer<typeof partQuery>;

export interface ShownPart<Line> {
  shown: Line[];
  earlier: string | undefined;
  later: string | undefined;
}

/** One part of the lines with links to its neighbours; a number beyond the end shows the last part. */
export function partOf<Line>(lines: readonly Line[], { part = 1 }: PartQuery, path: string): ShownPart<Line> {
  const last = Math.max(1, Math.ceil(lines.length / LINES));
  const here = Math.min(part, last);
  const at = (number: number): string => `${path}?part=${number}`;
  return {
    shown: lines.slice((here - 1) * LINES, here * LINES),
    earlier: here > 1 ? at(here - 1) : undefined,
    later: here < last ? at(here + 1) : undefined,
  };
}
