import type { Knex } from 'knex';
import { turnoutOf } from '../../../store/meeting/ballots/turnout';
import { entrancesOf } from '../../../store/meeting/vote/decisions';

interface Done {
  turnout: { total: string; participating: string } | null;
  entrances: { entrance: number | null; rights: number; voted: number }[];
}

/** How many have voted, entrance by entrance; never who, and never how. */
export async function countedDone(db: Knex, caseId: string): Promise<Done> {
  const [turnout, rights] = await Promise.all([turnoutOf(db, caseId), entrancesOf(db, caseId)]);
  const voted = new Set(turnout?.votedRights.map(({ rightId }) => rightId));
  const groups = new Map<number | null, { rights: number; voted: number }>();
  for (const { id, entrance } of rights) {
    const group = groups.get(entrance) ?? { rights: 0, voted: 0 };
    groups.set(entrance, { rights: group.rights + 1, voted: group.voted + (voted.has(id) ? 1 : 0) });
  }
  return {
    turnout: turnout && { total: turnout.total, participating: turnout.participating },
    entrances: [...groups].map(([entrance, counts]) => ({ entrance, ...counts })),
  };
}
