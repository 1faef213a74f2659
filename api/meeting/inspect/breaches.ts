import type { Knex } from 'knex';
import { checklist } from '../../../law/meeting/inspection/checklist';
import { findPoint } from '../../../law/meeting/inspection/points';
import { findingsOf } from '../../../store/meeting/file/findings';
import { pointFacts } from './pointfacts';

export interface Breach {
  point: number;
  check: string;
  /** In the words of the inspector, else what Domovoy itself has found. */
  why: string;
}

/** How far the points were looked through, and what is known to be breached. */
export interface LookedThrough {
  seen: number;
  breaches: readonly Breach[];
}

/** The inspector's newest word on a point counts; a point without one is as Domovoy itself has found it. */
export async function lookedThrough(db: Knex, id: string, now: Date): Promise<LookedThrough> {
  const all = await findingsOf(db, id);
  const facts = await pointFacts(db, id, now);
  const breaches = checklist.flatMap((point) => {
    const { number, check } = point;
    const finding = all.find((one) => one.point === number);
    const own = findPoint(point, facts);
    if (finding?.verdict === 'breach') return [{ point: number, check, why: finding.reason ?? '' }];
    return !finding && own.verdict === 'problem' ? [{ point: number, check, why: own.says }] : [];
  });
  return { seen: new Set(all.map(({ point }) => point)).size, breaches };
}

/** «Пункт 12. Кворум пересчитан по подлинникам решений: нарушение. Не хватает …» */
export const breachWords = ({ point, check, why }: Breach): string =>
  `Пункт ${point}. ${check}: нарушение. ${why}`.trim();
