import { z } from 'zod';

const paper = z.object({
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  name: z.string(),
  size: z.number(),
  sha256: z.string(),
});
const deadline = z.object({
  name: z.string(),
  norm: z.string(),
  title: z.string(),
  citation: z.string(),
  confidence: z.string(),
  eventAt: z.string(),
  lastDay: z.string().nullable(),
  dueAt: z.string(),
  provisional: z.boolean(),
  derivation: z.array(z.string()),
  duty: z.boolean(),
  metAt: z.string().nullable(),
  droppedAt: z.string().nullable(),
});
export type FilingDeadline = z.infer<typeof deadline>;

/** Where the papers of a meeting stand, as far as the reader may see. */
export const filingShape = z.object({
  id: z.string(),
  number: z.string(),
  phase: z.string(),
  address: z.string(),
  title: z.string(),
  zone: z.string(),
  form: z.string(),
  direct: z.boolean(),
  manager: z.string().nullable(),
  protocolNumber: z.string().nullable(),
  formNorm: z.string().nullable(),
  draftedAt: z.string().nullable(),
  completeAt: z.string().nullable(),
  handedAt: z.string().nullable(),
  filedAt: z.string().nullable(),
  publishedAt: z.string().nullable(),
  quorum: z.boolean().nullable(),
  signers: z.array(z.object({ part: z.string(), name: z.string(), signedAt: z.string().nullable() })),
  papers: z.array(paper),
  deadlines: z.array(deadline),
  remarks: z.array(z.object({ at: z.string(), body: z.string() })),
  similar: z.array(z.object({ number: z.string(), done: z.boolean() })),
  /** What this reader may do now. */
  acts: z.array(z.string()),
  signAs: z.array(z.object({ value: z.string(), title: z.string() })),
});
export type FilingShape = z.infer<typeof filingShape>;
