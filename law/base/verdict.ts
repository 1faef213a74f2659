/** Verdicts are computed from facts, never typed (docs/architecture.md, «The clock»). */
export type Verdict =
  | { kind: 'in-time'; earlyMs: number }
  | { kind: 'late'; lateMs: number }
  | { kind: 'missed'; overdueMs: number }
  | { kind: 'running'; leftMs: number }
  | { kind: 'dropped' };

export interface Clocked {
  dueAt: Date;
  metAt: Date | null;
  droppedAt: Date | null;
}

/** `dueAt` is the first instant that is too late. */
export function verdict({ dueAt, metAt, droppedAt }: Clocked, now: Date): Verdict {
  const due = dueAt.getTime();
  if (metAt) {
    const spare = due - metAt.getTime();
    return spare > 0 ? { kind: 'in-time', earlyMs: spare } : { kind: 'late', lateMs: -spare };
  }
  if (droppedAt)
    return droppedAt.getTime() < due ? { kind: 'dropped' } : { kind: 'missed', overdueMs: droppedAt.getTime() - due };
  const left = due - now.getTime();
  return left > 0 ? { kind: 'running', leftMs: left } : { kind: 'missed', overdueMs: -left };
}
