import type { Knex } from 'knex';
import type { House } from '../../law/dispatch/propose';

/** What somebody has in hand, and whether this very request was given to them before in vain. */
export interface Load {
  open: number;
  emergencies: number;
  lastHouse: House | null;
  declinedThis: boolean;
  silentThis: boolean;
}

export const noLoad: Load = { open: 0, emergencies: 0, lastHouse: null, declinedThis: false, silentThis: false };

/** The load of masters and contractors of an organisation by their ids; who has none is not named. */
export async function crewLoad(
  _db: Knex,
  _asked: { organisationId: string; caseId?: string },
): Promise<ReadonlyMap<string, Load>> {
  return Promise.resolve(new Map());
}
