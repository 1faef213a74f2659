import type { Knex } from 'knex';
import type { Engine } from '../../api/engine';

/** A region with a running worker whose clock may be moved. */
export interface LivingRegion {
  db: Knex;
  engine: Engine;
  now(): Promise<Date>;
  /** `more`: another travel follows, so cases that need not wake may lag behind meanwhile. */
  travelTo(instant: Date, more?: boolean): Promise<void>;
}

/** Something to be done at an instant. */
export interface Task {
  at: Date;
  caseId: string;
  run: () => Promise<void>;
}
