import { z } from 'zod';
import { absenceWhys } from '../../../law/dispatch/roster';
import { permits, trades } from '../../../law/dispatch/trades';

const entry = z.object({
  id: z.string(),
  kind: z.enum(['work', 'absence']),
  why: z.enum(absenceWhys).nullable(),
  from: z.string(),
  to: z.string(),
});

/** A week of the schedule of one organisation; of a master only his own line. */
export const weekShape = z.object({
  organisation: z.string(),
  office: z.string(),
  zone: z.string(),
  monday: z.string(),
  today: z.string(),
  now: z.string(),
  keeps: z.boolean(),
  offices: z.array(z.object({ id: z.string(), name: z.string() })),
  masters: z.array(
    z.object({
      personId: z.string(),
      name: z.string(),
      short: z.string(),
      trades: z.array(z.enum(trades)),
      permits: z.array(z.object({ permit: z.enum(permits), until: z.string() })),
      onDutyUntil: z.string().nullable(),
      hours: z.number(),
      entries: z.array(entry),
    }),
  ),
});
export type Week = z.infer<typeof weekShape>;
