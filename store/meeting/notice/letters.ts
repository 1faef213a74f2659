import type { Knex } from 'knex';
import { decisionStands } from '../ballots/powers';
import type { Facts } from '../../case/chain';
import { reachOf, spreadLetters, type Reach } from '../../letters/deliveries';

export type Circle = 'holders' | 'silent';

const circles: Readonly<Record<Circle, string>> = {
  holders: `select distinct h.person_id, h.organisation_id from meeting_holder h
    where h.case_id = :caseId and h.to_day is null`,
  silent: `select distinct h.person_id, h.organisation_id from meeting_holder h
    where h.case_id = :caseId and h.to_day is null
      and not exists (select from meeting_ballot b where b.right_id = h.right_id and ${decisionStands('b')})`,
};

export interface Circular {
  caseId: string;
  circle: Circle;
  /** Template in templates/letters. */
  letter: string;
  /** Makes each letter leave once: usually the key of the step. */
  key: string;
  facts: Facts;
  urgent?: boolean;
  at: Date;
}

/** Writes one letter to every owner: a house may have ten thousand. Returns how many owners are written to. */
export async function writeCircular(
  trx: Knex,
  { caseId, circle, letter, key, facts, urgent = false, at }: Circular,
): Promise<number> {
  const bindings = { key, letter, urgent, facts: JSON.stringify(facts) };
  return spreadLetters(trx, { source: toCircle(circle), bindings, caseId, at, rings: urgent });
}

const toCircle = (circle: Circle): string =>
  `select :caseId || ':' || :key || ':' || :letter || ':' || coalesce(o.person_id, o.organisation_id) as key,
      :letter as letter, o.person_id, o.organisation_id, :facts::jsonb as facts, null::text as single,
      :urgent::boolean as short, null::boolean as at_night
    from (${circles[circle]}) o`;

/** Whom a circular would reach if it left now. */
export const reachOfCircle = (
  db: Knex,
  { caseId, circle, urgent }: Required<Pick<Circular, 'caseId' | 'circle' | 'urgent'>>,
): Promise<Reach> =>
  reachOf(db, { source: toCircle(circle), bindings: { caseId, key: '', letter: '', facts: '{}', urgent } });
