import { dueInstant } from '../../base/terms';
import { localOf } from '../../base/zone';
import { dueOf } from '../../base/timing';

export type Keeper = 'initiator' | 'manager';

export interface KeeperFacts {
  /** A manager keeps the register, and it is not he who calls the meeting. */
  readonly managed: boolean;
  /** When the meeting began to be prepared, and so its register was asked of the manager. */
  readonly askedAt: Date;
  readonly now: Date;
  readonly zone: string;
}

/** N-09: the manager puts the register right; after a term spent in silence whoever prepares the meeting does. */
export function keeperOf({ managed, askedAt, now, zone }: KeeperFacts): Keeper {
  if (!managed) return 'initiator';
  const due = dueOf('N-09', askedAt, { zone, on: localOf(askedAt, zone).day });
  return now >= dueInstant(due) ? 'initiator' : 'manager';
}
