import { z } from 'zod';
import { deadlineShape } from '../case/deadlines';

const instant = z.string();

/** One outage as its reader may see it; pages and programs get the same data. */
export const outageShape = z.object({
  id: z.string(),
  number: z.string(),
  phase: z.string(),
  outcome: z.string().nullable(),
  openedAt: instant,
  closedAt: instant.nullable(),
  zone: z.string(),
  organisation: z.object({ id: z.string(), name: z.string(), phone: z.string().nullable() }),
  kind: z.enum(['planned', 'emergency']),
  services: z.array(z.string()),
  version: z.number(),
  from: instant,
  until: instant.nullable(),
  cause: z.string(),
  causeText: z.string().nullable(),
  danger: z.boolean(),
  inFlats: z.boolean(),
  beganAt: instant.nullable(),
  restoredAt: instant.nullable(),
  houses: z.array(
    z.object({
      id: z.string(),
      address: z.string(),
      entrances: z.array(z.number()),
      /** Which entrances, flats and risers, in words; nothing when it is the whole house. */
      part: z.string(),
      /** How many people and organisations are told there; only for the author and those who watch. */
      people: z.number().nullable(),
      spans: z.array(
        z.object({
          service: z.string(),
          beganAt: instant,
          restoredAt: instant.nullable(),
          say: z.string(),
          over: z.boolean(),
          norm: z.string().nullable(),
        }),
      ),
    }),
  ),
  plans: z.array(
    z.object({
      version: z.number(),
      at: instant,
      from: instant,
      until: instant.nullable(),
      cause: z.string(),
      reason: z.string().nullable(),
      houses: z.number(),
    }),
  ),
  requests: z.array(z.object({ id: z.string(), number: z.string(), at: instant, readable: z.boolean() })),
  gathered: z.number(),
  letters: z.array(
    z.object({
      letter: z.string(),
      at: instant,
      channel: z.string(),
      all: z.number(),
      received: z.number(),
      failed: z.number(),
    }),
  ),
  deadlines: z.array(deadlineShape),
  events: z.array(
    z.object({
      seq: z.number(),
      at: instant,
      kind: z.string(),
      title: z.string(),
      say: z.string(),
      bad: z.boolean(),
      who: z.string(),
      bySystem: z.boolean(),
    }),
  ),
  acts: z.array(z.string()),
  /** Whether this reader may open the history of the case. */
  history: z.boolean(),
  parts: z.object({ staff: z.boolean(), serving: z.boolean(), resident: z.boolean(), watcher: z.boolean() }),
});
export type OutageShape = z.infer<typeof outageShape>;
