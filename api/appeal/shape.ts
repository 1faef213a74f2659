import { z } from 'zod';
import { deadlineShape } from '../case/deadlines';
import { eventShape, fileShape } from '../case/told';

const instant = z.string();

export const named = z.object({ id: z.string(), name: z.string() });

export const kinShape = z.object({
  id: z.string(),
  number: z.string(),
  phase: z.string(),
  outcome: z.string().nullable(),
  subject: z.string(),
  origin: z.string().nullable(),
  organisation: z.string(),
  dueAt: instant.nullable(),
  readable: z.boolean(),
});

/** The options of the forms that are possible now. */
const choices = z.object({
  colleagues: z.array(named.extend({ role: z.string() })),
  /** The reader, if they may take the appeal themselves. */
  self: z.string().nullable(),
  organisations: z.array(named),
  instances: z.array(named),
  subjects: z.array(z.string()),
  extendDays: z.number().nullable(),
  /** What a body owes instead of an answer on the merits; empty for organisations. */
  notices: z.array(z.object({ norm: z.string(), says: z.string(), citation: z.string(), mark: z.string().optional() })),
});

/** One appeal as its reader may see it; pages and programs get the same data. */
export const appealShape = z.object({
  id: z.string(),
  number: z.string(),
  phase: z.string(),
  outcome: z.string().nullable(),
  openedAt: instant,
  closedAt: instant.nullable(),
  dueAt: instant.nullable(),
  zone: z.string(),
  organisation: named,
  addresseeKind: z.string(),
  address: z.string().nullable(),
  premises: z.string().nullable(),
  subjects: z.array(z.string()),
  channel: z.string(),
  applicantKind: z.string(),
  anonymous: z.boolean(),
  collective: z.boolean(),
  summary: z.string(),
  text: z.string(),
  files: z.array(fileShape),
  applicants: z.array(z.string()),
  joiners: z.number(),
  executor: named.nullable(),
  answer: z.object({ kind: z.string(), text: z.string(), at: instant, files: z.array(fileShape) }).nullable(),
  rating: z.number().nullable(),
  reopened: z.number(),
  overdue: z.boolean(),
  parent: kinShape.nullable(),
  children: z.array(kinShape),
  deadlines: z.array(deadlineShape),
  events: z.array(eventShape),
  acts: z.array(z.string()),
  parts: z.object({
    staff: z.boolean(),
    applicant: z.boolean(),
    joiner: z.boolean(),
    neighbour: z.boolean(),
    watcher: z.boolean(),
  }),
  mine: z.boolean(),
  choices,
});
export type AppealShape = z.infer<typeof appealShape>;
