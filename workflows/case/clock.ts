import { condition } from '@temporalio/workflow';

let offsetMs = 0;

/** Sets, once and before anything else, how this case's clock stands to the engine's (DESIGN §6). */
export function setClock(offset: number): void {
  offsetMs = offset;
}

/** What time it is in this case. */
export function now(): Date {
  return new Date(Date.now() + offsetMs);
}

/** Waits for an instant, or for `ready` before it. Says whether `ready` came first. */
export async function sleepUntil(instantMs: number, ready: () => boolean, summary: string): Promise<boolean> {
  return condition(ready, Math.max(instantMs - now().getTime(), 1), { summary });
}
