import { z } from 'zod';
import { votingStandings } from '../../../law/meeting/vote/window';
import { lawShape } from '../law-shape';

const decision = z.object({
  tracker: z.string(),
  seq: z.number(),
  at: z.string(),
  /** Made by the voice of this page: by the person themselves, or by the very power they vote by. */
  mine: z.boolean(),
  /** Who decided: the right's holder in this voice, an agent of that holder, or another holder of the right. */
  whose: z.enum(['own', 'agent', 'other']),
  channel: z.string(),
});

/** One right of a voice: its premises, its votes, and what has already been decided about it. */
const holding = z.object({
  rightId: z.string(),
  number: z.string(),
  area: z.string(),
  share: z.string().nullable(),
  /** The share that counts is not the written one: the shares of the premises gave no whole. */
  scaled: z.boolean(),
  joint: z.boolean(),
  votes: z.string(),
  /** The document of the holder's right; empty where none is known, and for somebody else's right. */
  title: z.string(),
  done: z.boolean(),
  decisions: z.array(decision),
});
export type HoldingShape = z.infer<typeof holding>;

/** In whose name a person may vote here: their own, their organisation's, or a principal's. */
export const voiceShape = z.object({
  id: z.string(),
  kind: z.enum(['self', 'organisation', 'proxy']),
  name: z.string(),
  proxyId: z.string().nullable(),
  proxyValid: z.boolean(),
  votes: z.string(),
  done: z.boolean(),
  rights: z.array(holding),
});
export type Voice = z.infer<typeof voiceShape>;

export const questionShape = z.object({
  id: z.string(),
  number: z.number(),
  wording: z.string(),
  proposal: z.string(),
  speaker: z.string(),
  kind: z.string(),
  /** What the question is about, in the words of its kind. */
  about: z.string(),
  rule: z.string(),
  /** The rule as one plain line. */
  decides: z.string(),
  citation: z.string(),
  /** What it asks of each owner for a square metre, where its wording says so: roubles, exact. */
  rate: z.object({ perMetre: z.string(), period: z.enum(['month', 'year']).nullable() }).nullable(),
});
export type QuestionShape = z.infer<typeof questionShape>;

export const materialShape = z.object({
  id: z.string(),
  name: z.string(),
  size: z.number(),
  question: z.number().nullable(),
});

export const haltShape = z.object({ why: z.enum(['not-opened', 'form-refused']), count: z.number() });

export const meetingShape = z.object({
  id: z.string(),
  number: z.string(),
  phase: z.string(),
  standing: z.enum(votingStandings),
  /** Why a halted meeting did not open, and the meeting called in its place, if the reader may see it. */
  halt: haltShape.nullable(),
  /** Why it was cancelled. */
  reason: z.string().nullable(),
  anew: z.object({ id: z.string(), number: z.string() }).nullable(),
  title: z.string(),
  address: z.string(),
  zone: z.string(),
  form: z.string(),
  opensAt: z.string().nullable(),
  closesAt: z.string().nullable(),
  paperUntil: z.string().nullable(),
  total: z.string().nullable(),
  initiator: z.string(),
  manager: z.string().nullable(),
  discussionAt: z.string().nullable(),
  discussionPlace: z.string().nullable(),
  paperAddress: z.string().nullable(),
  materialsPlace: z.string().nullable(),
  lawDay: z.string(),
  law: lawShape,
  takesIn: z.boolean(),
  /** By which act the votes may be given here; null before the notice. */
  venue: z.string().nullable(),
  questions: z.array(questionShape),
  files: z.array(materialShape),
  voices: z.array(voiceShape),
});
export type MeetingShape = z.infer<typeof meetingShape>;
