import { z } from 'zod';

const count = z.number();
const spread = z.object({ count, p50: count.nullable(), p90: count.nullable(), max: count.nullable() });
const parts = { all: count, finished: count, onTime: count, openLate: count };

/** The figures of a dispatch desk for a period. */
export const numbersShape = z.object({
  from: z.string(),
  to: z.string(),
  /** The query of the list of requests that has exactly these rows. */
  list: z.record(z.string(), z.string()),
  totals: z.object({ ...parts, open: count, dropped: count, reopened: count, rating: count.nullable() }),
  kinds: z.array(z.object({ kind: z.string(), count, answer: spread, localise: spread, fix: spread })),
  arrivals: z.array(z.object({ weekday: count, hour: count, count })),
  ageing: z.array(count),
  workers: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      contractor: z.boolean(),
      ...{ count, finished: count, onTime: count, declined: count, silent: count, returned: count },
      rating: count.nullable(),
    }),
  ),
  repeats: z.array(z.object({ buildingId: z.string(), address: z.string(), kind: z.string(), count })),
  repeat: z.object({ least: count, days: count }),
  offices: z.array(z.object({ id: z.string(), name: z.string(), ...parts })),
});
export type Numbers = z.infer<typeof numbersShape>;

/** On time among all whose outcome is known: finished, and open but late already. Null: nothing is known yet. */
export function onTimeShare({
  finished,
  onTime,
  openLate,
}: Pick<Numbers['totals'], 'finished' | 'onTime' | 'openLate'>) {
  const judged = finished + openLate;
  return judged === 0 ? null : { judged, percent: Math.floor((onTime / judged) * 1_000) / 10 };
}
