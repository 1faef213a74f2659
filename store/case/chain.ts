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

/** The first event of a case follows this. */
export const GENESIS = '0'.repeat(64);

/** An event's hash covers everything it says and the event before it: changing one breaks all that follow. */
export function hashEvent(prev: string, fact: Fact): string {
  const { at, ...rest } = fact;
  return createHash('sha256')
    .update(prev)
    .update(canonical({ ...rest, at: at.toISOString() }))
    .digest('hex');
}

/** The first sequence number whose hash does not follow, or null when the chain holds. */
export function brokenAt(events: readonly (Fact & { prev: string; hash: string })[]): number | null {
  let prev = GENESIS;
  for (const [index, event] of events.entries()) {
    const { prev: saysPrev, hash, ...fact } = event;
    if (fact.seq !== index + 1 || saysPrev !== prev || hashEvent(prev, fact) !== hash) return index + 1;
    prev = hash;
  }
  return null;
}
