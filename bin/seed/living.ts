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

/** Where it is written how far the region has been lived through, for the pages and for whoever takes it up again. */
export interface Diary {
  /** Whatever happens up to then was done before this run. */
  doneTo: Date;
  note(doneTo: Date): Promise<void>;
}

/** Something to be done at an instant. */
export interface SeedTask {
  at: Date;
  caseId: string;
  run: () => Promise<void>;
}

/** The case stands elsewhere by now, or the key has been used: what is told to whoever does a thing twice. */
const DONE_BEFORE: readonly number[] = [409, 422];

/**
 * Whoever was interrupted had perhaps done this, in whole or in part, when the clock came to its instant: each part is
 * done once by its key, and what the law refuses the second time stands already.
 */
export async function runAgain({ at, run }: SeedTask, reached: Date): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (at > reached || !(error instanceof Refusal) || !DONE_BEFORE.includes(error.status)) throw error;
  }
}
