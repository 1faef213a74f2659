import type { Facts } from './chain';
import type { DeadlineMoves, KernelFacts, OpenedFacts, SetFact } from './kernel';

/** A deadline with its life, according to the chained events alone. Instants are ISO. */
export interface ChainedDeadline extends SetFact {
  setAt: string;
  metAt: string | null;
  droppedAt: string | null;
  missedAt: string | null;
}

/** A case according to its chained events alone. */
export interface ChainedCase {
  opened: OpenedFacts & { at: string };
  phase: string;
  outcome: string | null;
  closedAt: string | null;
  organisation: string | null;
  deadlines: ChainedDeadline[];
  /** Which event pins how many records, and their digest. */
  pins: { seq: number; count: number; digest: string }[];
}

interface Told {
  seq: number;
  at: string;
  facts: Facts;
}

const kernelOf = ({ facts }: Told): KernelFacts => (facts['kernel'] ?? {}) as KernelFacts;

/** Rebuilds the case from its events. Null when the first of them does not open it. */
export function replayCase(events: readonly Told[]): ChainedCase | null {
  const [first] = events;
  const opened = first && kernelOf(first).opened;
  if (!first || !opened) return null;
  const { phase, organisation } = opened;
  const found: ChainedCase = {
    opened: { ...opened, at: first.at },
    phase,
    outcome: null,
    closedAt: null,
    organisation,
    deadlines: [],
    pins: [],
  };
  for (const event of events) {
    const kernel = kernelOf(event);
    move(found, event.at, kernel);
    applyMoves(found.deadlines, event.at, kernel.deadlines ?? {});
    if (kernel.records) found.pins.push({ seq: event.seq, ...kernel.records });
  }
  return found;
}

function move(found: ChainedCase, at: string, { phase, outcome, organisation }: KernelFacts): void {
  if (organisation !== undefined) found.organisation = organisation;
  if (phase === undefined) return;
  found.phase = phase;
  found.outcome = outcome ?? null;
  found.closedAt = outcome === undefined ? null : at;
}

/** A deadline may be set and met in the same step; none is settled twice. */
function applyMoves(deadlines: ChainedDeadline[], at: string, moves: DeadlineMoves): void {
  for (const set of moves.set ?? [])
    deadlines.push({ ...set, setAt: at, metAt: null, droppedAt: null, missedAt: null });
  const running = (id: string): ChainedDeadline | undefined =>
    deadlines.find((one) => one.id === id && one.metAt === null && one.droppedAt === null);
  for (const id of moves.missed ?? []) {
    const one = running(id);
    if (one) one.missedAt ??= at;
  }
  for (const met of moves.met ?? []) {
    const one = running(met.id);
    if (one) one.metAt = met.at;
  }
  for (const id of moves.dropped ?? []) {
    const one = running(id);
    if (one) one.droppedAt = at;
  }
}
