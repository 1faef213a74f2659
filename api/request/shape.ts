import { z } from 'zod';
import { deadlineShape } from '../case/deadlines';

const instant = z.string();
const maybeInstant = instant.nullable();
export const named = z.object({ id: z.string(), name: z.string() });

export const requestFileShape = z.object({
  id: z.string(),
  kind: z.string(),
  name: z.string(),
  type: z.string(),
  size: z.number(),
  sha256: z.string(),
});
export type RequestFileShape = z.infer<typeof requestFileShape>;

export const requestEventShape = z.object({
  seq: z.number(),
  at: instant,
  kind: z.string(),
  title: z.string(),
  say: z.string().nullable(),
  bad: z.boolean(),
  who: z.string(),
  bySystem: z.boolean(),
  text: z.string().nullable(),
  files: z.array(requestFileShape),
});
export type RequestEventShape = z.infer<typeof requestEventShape>;

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
  files: z.array(requestFileShape),
  events: z.array(requestEventShape),
  choices: z.object({
    best: z.array(choiceShape),
    apart: z.array(choiceShape),
    /** Open requests of the same house: to merge with. */
    near: z.array(z.object({ id: z.string(), number: z.string(), kind: z.string() })),
    outages: z.array(z.object({ id: z.string(), number: z.string() })),
  }),
});
export type RequestShape = z.infer<typeof requestShape>;
