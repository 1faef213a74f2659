import { z } from 'zod';
import { confidences } from '../../law/norms/row';
import { areas, type Norm, toldNorm } from '../../law/base/norm';

/** A norm as it stands in its table; pages and programs get the same. */
export const normOut = z.object({
  id: z.string(),
  area: z.enum(areas),
  title: z.string(),
  value: z.union([z.number(), z.string()]),
  unit: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  event: z.string().optional(),
  direction: z.enum(['forward', 'backward', 'none']),
  who: z.string().optional(),
  citation: z.string(),
  confidence: z.enum(confidences),
  /** The document in which a confirmed norm was seen. */
  source: z
    .object({
      id: z.string(),
      title: z.string(),
      publisher: z.string(),
      kind: z.enum(['text', 'office', 'comment']),
      address: z.string().optional(),
      day: z.string().optional(),
    })
    .optional(),
  note: z.string().optional(),
  usedBy: z.array(z.string()),
  moves: z.boolean(),
  month: z.enum(['same', 'next']).optional(),
  window: z.array(z.string()).optional(),
  operator: z.string().optional(),
});

export const deadlineOut = z.object({
  norm: z.string(),
  title: z.string(),
  citation: z.string(),
  confidence: z.string(),
  value: z.union([z.number(), z.string()]),
  unit: z.string(),
  zone: z.string(),
  event: z.string(),
  lastDay: z.string().nullable(),
  dueAt: z.string(),
  literalDay: z.string().optional(),
  direction: z.enum(['forward', 'backward', 'none']),
  provisional: z.boolean(),
  derivation: z.array(z.string()),
});

/** Copies the frozen rows of the table into the plain arrays the schema declares. */
export const plainNorm = (row: Norm): z.infer<typeof normOut> =>
  ({ ...toldNorm(row), usedBy: [...row.usedBy], window: row.window && [...row.window] }) as z.infer<typeof normOut>;
