import type { Knex } from 'knex';
import { z } from 'zod';
import { parseFraction } from '../../../law/base/fraction';
import { metresWords, percentOf } from '../../../law/base/metres';
import { counted } from '../../../law/base/russian';
import { quorum } from '../../../law/meeting/count/quorum';
import type { LawDays } from '../../../law/meeting/stages-of-law';
import { turnoutOf } from '../../../store/meeting/ballots/turnout';
import { entrancesOf } from '../../../store/meeting/vote/decisions';
import { enoughForQuorum } from '../follow/forecast';
import { barOf, thresholdMark } from './words';

export const turnoutShape = z.object({
  percent: z.string(),
  done: z.number(),
  mark: z.number(),
  /** What the quorum lacks; null: there is one. */
  lacks: z.string().nullable(),
  /** How many premises would be enough, if the largest come; null: there is a quorum, or nobody knows. */
  enough: z.string().nullable(),
});
export type TurnoutLine = z.infer<typeof turnoutShape>;

const OF_PREMISES = ['помещения', 'помещений', 'помещений'] as const;

/** How far the house is from its quorum, as a bar and in words; null while nothing can be counted. */
export async function turnoutLine(
  db: Knex,
  { id, law: { decided } }: { id: string; law: Pick<LawDays, 'decided'> },
): Promise<TurnoutLine | null> {
  const found = await turnoutOf(db, id);
  if (!found) return null;
  const { total, participating, silentPremises: silent } = found;
  const [whole, part] = [parseFraction(total), parseFraction(participating)];
  const { met, missing } = quorum({ total: whole, participating: part }, decided);
  const enough = met ? null : enoughForQuorum({ total: whole, participating: part, silent, on: decided });
  return {
    percent: percentOf(participating, total),
    done: barOf(participating, total),
    mark: thresholdMark('QUORUM', decided),
    lacks: met ? null : metresWords(missing),
    enough: enough === null ? null : counted(enough, OF_PREMISES),
  };
}

/** «Кворум — больше половины: не хватает 123,5 м². Хватит голосов 3 помещений, если придут самые большие.» */
export function quorumWords({ lacks, enough }: Pick<TurnoutLine, 'lacks' | 'enough'>): string {
  if (lacks === null) return 'Кворум есть.';
  const few = enough === null ? '' : ` Хватит голосов ${enough}, если проголосуют самые большие из оставшихся.`;
  return `Кворум — больше половины: не хватает ${lacks}.${few}`;
}

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
