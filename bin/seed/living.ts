import type { Knex } from 'knex';
import type { Engine } from '../../api/http/engine';
import { Refusal } from '../../law/base/refusal';

/** A region with a running worker whose clock may be moved. */
export interface LivingRegion {
  db: Knex;
  engine: Engine;
  now(): Promise<Date>;
  /** `more`: another travel follows, so cases that need not wake may lag behind meanwhile. */
  travelTo(instant: Date, more?: boolean): Promise<void>;
}

/** Records how far the past has been played through, for the pages and for a later run that continues it. */
export interface Diary {
  /** Everything up to then was done before this run. */
  doneTo: Date;
  note(doneTo: Date): Promise<void>;
}

/** Something to be done at an instant. */
export interface SeedTask {
  at: Date;
  caseId: string;
  run: () => Promise<void>;
}

/** The case is already elsewhere, or the key was used: the refusals of a task done twice. */
const DONE_BEFORE: readonly number[] = [409, 422];

/**
 * An interrupted run may have done this task, wholly or partly, when the clock came to its instant: each part is done
 * once by its key, and a refusal the second time means that it is done.
 */
export async function runAgain({ at, run }: SeedTask, reached: Date): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (at > reached || !(error instanceof Refusal) || !DONE_BEFORE.includes(error.status)) throw error;
  }
}
