import { z } from 'zod';
import { paperKinds } from '../../law/request/papers';
import { deadlineShape } from '../case/deadlines';
import { eventShape, fileShape } from '../case/told';

const instant = z.string();
const maybeInstant = instant.nullable();
export const named = z.object({ id: z.string(), name: z.string() });

/** One line of an estimate, or a part used; kopecks, the count an exact decimal. */
export const lineShape = z.object({
  ...{ part: z.string(), name: z.string(), unit: z.string(), count: z.string() },
  ...{ price: z.number(), sum: z.number() },
});

export const paperShape = z.object({
  ...{ id: z.string(), kind: z.enum(paperKinds), at: instant },
  /** The document in print, once it is drawn. */
  file: fileShape.nullable(),
});

/** What ends a request well; empty for those whose business it is not. */
const endsShape = z.object({
  papers: z.array(paperShape),
  used: z.array(lineShape),
  estimates: z.array(
    z.object({
      ...{ id: z.string(), lines: z.array(lineShape), total: z.number(), at: instant },
      ...{ answer: z.string().nullable(), answeredAt: maybeInstant, invoicedAt: maybeInstant },
    }),
  ),
  /** Why the work costs the resident nothing; null: it may be charged after consent. */
  free: z.string().nullable(),
  warrantyUntil: maybeInstant,
  /** What the resident may count on in the bill: sentences about this complaint. */
  violation: z.array(z.string()),
});
export type RequestEnds = z.infer<typeof endsShape>;

/** Somebody the request may be given to, with the reasons in words; or why not. */
export const choiceShape = z.object({ value: z.string(), name: z.string(), contractor: z.boolean(), why: z.string() });

export const requestShape = z.object({
  id: z.string(),
  number: z.string(),
  phase: z.string(),
  outcome: z.string().nullable(),
  zone: z.string(),
  openedAt: instant,
  closedAt: maybeInstant,
  dueAt: maybeInstant,
  organisation: named,
  house: z.object({ id: z.string(), address: z.string() }),
  /** Known to insiders only. */
  premises: z.string().nullable(),
  entrance: z.number().nullable(),
  floor: z.number().nullable(),
  spot: z.string().nullable(),
  kind: z.string(),
  emergency: z.boolean(),
  common: z.boolean(),
  source: z.string(),
  text: z.string().nullable(),
  caller: z.object({ name: z.string().nullable(), phone: z.string().nullable() }).nullable(),
  applicants: z.array(z.string()),
  joiners: z.number(),
  mine: z.boolean(),
  /** Whether this reader may open the history of the case. */
  history: z.boolean(),
  /** The drill it is one of; for staff of a training installation. */
  drill: z.string().nullable(),
  worker: z.object({ name: z.string(), contractor: z.boolean() }).nullable(),
  /** Who has it, for those who may give it to another: an assignment names whom it saw. */
  workerId: z.string().nullable(),
  visit: z.object({ from: instant, to: instant }).nullable(),
  wished: z.object({ from: instant, to: instant }).nullable(),
  steps: z.object({
    registered: instant,
    assigned: maybeInstant,
    accepted: maybeInstant,
    arrived: maybeInstant,
    localised: maybeInstant,
    fixed: maybeInstant,
    confirmed: maybeInstant,
  }),
  pausedUntil: maybeInstant,
  acknowledged: z.boolean(),
  rating: z.number().nullable(),
  reopened: z.number(),
  result: z.string().nullable(),
  kin: z.array(
    z.object({
      id: z.string(),
      area: z.string(),
      number: z.string(),
      phase: z.string(),
      kind: z.string().nullable(),
      readable: z.boolean(),
    }),
  ),
  deadlines: z.array(deadlineShape),
  parts: z.object({
    desk: z.boolean(),
    worker: z.boolean(),
    applicant: z.boolean(),
    joiner: z.boolean(),
    neighbour: z.boolean(),
    watcher: z.boolean(),
  }),
  acts: z.array(z.string()),
  ends: endsShape,
  files: z.array(fileShape),
  events: z.array(eventShape),
  choices: z.object({
    best: z.array(choiceShape),
    apart: z.array(choiceShape),
    /** Open requests of the same house: to merge with. */
    near: z.array(z.object({ id: z.string(), number: z.string(), kind: z.string() })),
    outages: z.array(z.object({ id: z.string(), number: z.string() })),
    /** Parts of the store and works of the price list, with the price of today. */
    parts: z.array(
      z.object({ id: z.string(), kind: z.string(), name: z.string(), unit: z.string(), price: z.number() }),
    ),
  }),
});
export type RequestShape = z.infer<typeof requestShape>;
