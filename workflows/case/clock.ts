import { condition } from '@temporalio/workflow';

let offsetMs = 0;

/**
 * Sets this case's clock as an offset from the engine's; must be called once, before anything else
 * (docs/architecture.md, «The clock»).
 */
export function setClock(offset: number): void {
  offsetMs = offset;
}

/** The current time in this case. */
export function now(): Date {
  return new Date(Date.now() + offsetMs);
}

/** Waits for an instant, or until `ready` is true if that happens earlier. Returns whether `ready` came first. */
export async function sleepUntil(instantMs: number, ready: () => boolean, summary: string): Promise<boolean> {
  return condition(ready, Math.max(instantMs - now().getTime(), 1), { summary });
}
