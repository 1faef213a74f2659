import { createHash } from 'node:crypto';
import { canonical, type Plain } from '../../law/base/canonical';

export type Facts = Readonly<Record<string, Plain>>;

export interface Fact {
  caseId: string;
  seq: number;
  at: Date;
  kind: string;
  actorId: string | null;
  organisationId: string | null;
  facts: Facts;
}

/** Stands for the previous hash of a case's first event. */
export const GENESIS = '0'.repeat(64);

/** The hash covers the whole event and the hash before it: changing one event breaks all that follow. */
export function hashEvent(prev: string, fact: Fact): string {
  const { at, ...rest } = fact;
  return createHash('sha256')
    .update(prev)
    .update(canonical({ ...rest, at: at.toISOString() }))
    .digest('hex');
}

/** The sequence number of the first event whose hash is wrong, or null when the chain is intact. */
export function brokenAt(events: readonly (Fact & { prev: string; hash: string })[]): number | null {
  let prev = GENESIS;
  for (const [index, event] of events.entries()) {
    const { prev: saysPrev, hash, ...fact } = event;
    if (fact.seq !== index + 1 || saysPrev !== prev || hashEvent(prev, fact) !== hash) return index + 1;
    prev = hash;
  }
  return null;
}
