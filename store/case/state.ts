import type { Knex } from 'knex';
import type { CaseState, Wake } from '../../workflows/case/contract';
import { queryOne } from '../sql/query';

/** A state, and when the case must next wake for the law: alarms set aside for people do not hold up travel. */
export interface CaseStanding {
  state: CaseState;
  wakeAt: string | null;
}

/**
 * A row with the state of the case `:caseId`, with every alarm of its live deadlines that is still to run or to be
 * repeated.
 */
export const standingRow = `
  select f.phase, f.seq, f.closed_at is not null as closed,
    coalesce((select jsonb_agg(jsonb_build_object('key', r.key, 'name', r.name, 'act', r.act, 'at', r.at, 'aside', r.aside)
                order by r.at, r.key)
      from (select d.id || ':' || (a ->> 'act') as key, d.name, a ->> 'act' as act,
          greatest((a ->> 'at')::timestamptz, p.next_at) as at, p.parked_at is not null as aside
        from case_deadline d cross join jsonb_array_elements(d.alarms) a
          left join parked_alarm p on p.case_id = d.case_id and p.key = d.id || ':' || (a ->> 'act')
        where d.case_id = f.id and d.met_at is null and d.dropped_at is null and f.closed_at is null) r
      where not exists (select from case_command c where c.case_id = f.id and c.key = r.key)
    ), '[]') as alarms
  from case_file f where f.id = :caseId::uuid`;

export async function caseStandingOf(db: Knex, caseId: string): Promise<CaseStanding> {
  const row = await queryOne<StandingRow>(db, standingRow, { caseId });
  if (!row) throw new Error(`No case ${caseId}`);
  return standingFrom(row);
}

export function standingFrom({ phase, seq, closed, alarms }: StandingRow): CaseStanding {
  const wakes = alarms.map(({ key, act, at, name }): Wake => ({ key, act, at: isoOf(at), args: { deadline: name } }));
  const next = alarms.find(({ aside }) => !aside);
  return { state: { phase, seq, closed, wakes }, wakeAt: next ? isoOf(next.at) : null };
}

const isoOf = (at: string): string => new Date(at).toISOString();

/** The answer a command got the first time. */
export async function answerOf(
  db: Knex,
  caseId: string,
  key: string,
): Promise<{ phase: string; seq: number } | undefined> {
  return db('case_command').where({ case_id: caseId, key }).first('phase', 'seq');
}

export interface StandingRow {
  phase: string;
  seq: number;
  closed: boolean;
  alarms: { key: string; name: string; act: string; at: string; aside: boolean }[];
}
