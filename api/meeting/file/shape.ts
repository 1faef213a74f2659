import { z } from 'zod';
import { deadlineShape } from '../../case/deadlines';
import { lawShape } from '../law-shape';
import { stepShape } from './terms';

const paper = z.object({
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  name: z.string(),
  size: z.number(),
  sha256: z.string(),
});
/** The state of a meeting's documents, as far as the reader may see it. */
export const filingShape = z.object({
  id: z.string(),
  number: z.string(),
  phase: z.string(),
  address: z.string(),
  title: z.string(),
  zone: z.string(),
  form: z.string(),
  law: lawShape,
  steps: z.array(stepShape),
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
  deadlines: z.array(deadlineShape),
  remarks: z.array(z.object({ at: z.string(), body: z.string() })),
  similar: z.array(z.object({ id: z.string(), number: z.string(), done: z.boolean(), finding: z.string().nullable() })),
  /** Whether this reader inspects such cases. */
  inspects: z.boolean(),
  /** What this reader may do now. */
  acts: z.array(z.string()),
  /** Whom this reader may name as elected to the council; null if they may not. */
  council: z
    .object({
      candidates: z.array(z.object({ id: z.string(), name: z.string(), places: z.array(z.string()) })),
      named: z.array(z.string()),
      places: z.array(z.string()),
    })
    .nullable(),
  signAs: z.array(z.object({ value: z.string(), title: z.string() })),
});
export type FilingShape = z.infer<typeof filingShape>;
