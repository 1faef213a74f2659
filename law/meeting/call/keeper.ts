import { dueInstant } from '../../base/terms';
import { localOf } from '../../base/zone';
import { dueOf } from '../../base/timing';

export type Keeper = 'initiator' | 'manager';

export interface KeeperFacts {
  /** A manager keeps the register and is not the one who calls the meeting. */
  readonly managed: boolean;
  /** When preparation began, and so when the manager was asked for the register. */
  readonly askedAt: Date;
  readonly now: Date;
  readonly zone: string;
}

/**
 * N-09: the manager corrects the register; if the manager is silent until the term ends, the preparer of the meeting
 * does.
 */
export function keeperOf({ managed, askedAt, now, zone }: KeeperFacts): Keeper {
  if (!managed) return 'initiator';
  const due = dueOf('N-09', askedAt, { zone, on: localOf(askedAt, zone).day });
  return now >= dueInstant(due) ? 'initiator' : 'manager';
}
