import { z } from 'zod';

/** A house of the list, as programs get it. */
export const houseShape = z.object({
  id: z.string(),
  address: z.string(),
  municipality: z.string(),
  manager: z.string().nullable(),
  zone: z.string(),
  premises: z.number(),
  area: z.string(),
  unmeasured: z.number(),
  untitled: z.number(),
  reached: z.string(),
  electronic: z.boolean(),
  meetingId: z.string().nullable(),
  number: z.string().nullable(),
  phase: z.string().nullable(),
  endedAt: z.string().nullable(),
  closesAt: z.string().nullable(),
  wordings: z.array(z.string()),
  passed: z.number(),
  quorum: z.boolean().nullable(),
  dueName: z.string().nullable(),
  dueAt: z.string().nullable(),
  repeatedBy: z.string().nullable(),
});
export type ListedHouse = z.infer<typeof houseShape>;
