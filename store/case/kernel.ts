import { createHash } from 'node:crypto';
import type { Alarm } from '../../law/base/alarm';
import { canonical } from '../../law/base/canonical';
import type { Facts } from './chain';

/** The part of a deadline that never changes once it is set. */
export interface SetDeadline {
  name: string;
  duty: boolean;
  norm: string;
  title: string;
  citation: string;
  confidence: string;
  /** ISO, like the other instants. */
  event: string;
  lastDay: string | null;
  dueAt: string;
  provisional: boolean;
  derivation: readonly string[];
  alarms: readonly Alarm[];
}

/** A deadline as the chain stores it: what its verdict depends on in plain form, the texts beside it as a digest. */
export type SetFact = Pick<SetDeadline, 'name' | 'duty' | 'norm' | 'event' | 'lastDay' | 'dueAt'> & {
  id: string;
  digest: string;
};

/**
 * What a step did to deadlines: ids and instants only. Everything set, dropped or missed happened at the step's
 * instant.
 */
export interface DeadlineMoves {
  set?: readonly SetFact[];
  met?: readonly { id: string; at: string }[];
  dropped?: readonly string[];
  missed?: readonly string[];
}

export interface OpenedFacts {
  area: string;
  number: string;
  zone: string;
  lawDate: string;
  phase: string;
  parent: string | null;
  building: string | null;
  organisation: string | null;
  municipality: string | null;
  region: string | null;
}

/** What the kernel itself did, beside what the area records. Stored under `kernel` on the last event of each step. */
export interface KernelFacts {
  /** When it was written, if that differs from when it was done: a person's act has the instant it was given. */
  written?: string;
  opened?: OpenedFacts;
  phase?: string;
  outcome?: string;
  organisation?: string;
  deadlines?: DeadlineMoves;
  /** Digest of the case's records written since the previous step (migrations/0041_records.ts). */
  records?: { count: number; digest: string };
}

const instant = (iso: string): string => new Date(iso).toISOString();

export function digestOfDeadline(set: SetDeadline): string {
  const { name, duty, norm, title, citation, confidence, event, lastDay, dueAt, provisional, derivation, alarms } = set;
  const spelt = alarms.map(({ act, at, misses }) => ({ act, at: instant(at), ...(misses && { misses }) }));
  const words = { name, duty, norm, title, citation, confidence, lastDay, provisional, derivation, alarms: spelt };
  const text = canonical({ ...words, event: instant(event), dueAt: instant(dueAt) });
  return createHash('sha256').update(text).digest('hex');
}

export function setFact(id: string, set: SetDeadline): SetFact {
  const { name, duty, norm, event, lastDay, dueAt } = set;
  return { id, name, duty, norm, event: instant(event), lastDay, dueAt: instant(dueAt), digest: digestOfDeadline(set) };
}

/** The moves of one step, in the order they were made. */
export function joinMoves(all: readonly DeadlineMoves[]): DeadlineMoves | undefined {
  const set = all.flatMap((one) => one.set ?? []);
  const met = all.flatMap((one) => one.met ?? []);
  const dropped = all.flatMap((one) => one.dropped ?? []);
  const missed = all.flatMap((one) => one.missed ?? []);
  const moved: DeadlineMoves = {
    ...(set.length > 0 && { set }),
    ...(met.length > 0 && { met }),
    ...(dropped.length > 0 && { dropped }),
    ...(missed.length > 0 && { missed }),
  };
  return Object.keys(moved).length > 0 ? moved : undefined;
}

/** The last event of a step contains what the kernel did; a step without events must change nothing either. */
export function withKernel<Event extends { facts: Facts }>(events: readonly Event[], kernel: KernelFacts): Event[] {
  const told = Object.fromEntries(Object.entries(kernel).filter(([, value]) => value !== undefined)) as Facts;
  if (Object.keys(told).length === 0) return [...events];
  const last = events.at(-1);
  if (!last) throw new Error('A step that changes a case leaves a fact');
  return [...events.slice(0, -1), { ...last, facts: { ...last.facts, kernel: told } }];
}
