import { z } from 'zod';
import { maybe, whole } from './fields';

/** A house has more lines than a page should weigh: this many are shown at once, files hold them all. */
const LINES = 200;

export const partQuery = z.object({ part: maybe(whole({ least: 1, most: 1_000 })) });
export type PartQuery = z.infer<typeof partQuery>;

export interface ShownPart<Line> {
  shown: Line[];
  earlier: string | undefined;
  later: string | undefined;
}

/** One part of the lines with the addresses of its neighbours; an address beyond the end shows the last part. */
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
