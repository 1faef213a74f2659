import type { Knex } from 'knex';
import { localOf } from '../../law/base/zone';
import { callDeadline, callStanding, type CallFacts } from '../../law/dispatch/call';
import { dueInstant } from '../../law/base/terms';
import { Refusal } from '../../law/base/refusal';
import {
  isDrillClock,
  scoreDrill,
  type DrillDuty,
  type DrillFacts,
  type DrillRiddle,
  type DrillScore,
} from '../../law/request/drill-score';
import { readClock } from '../clock/clock';
import { query } from '../sql/query';
import type { Drill } from './drill';

/** Duties of the requests; what Domovoy itself did in the same instant is nobody's merit. */
async function requestDuties(db: Knex, id: string): Promise<DrillDuty[]> {
  const rows = await query<Omit<DrillDuty, 'clock'> & { clock: string; byItself: boolean }>(
    db,
    `select t.case_id as "caseId", t.name as clock, t.norm_id as norm, t.event_at as since, t.due_at as "dueAt",
       t.met_at as "metAt", t.dropped_at as "droppedAt", coalesce(e.actor_id, q.master_id) as "personId",
       t.met_at is not null and e.actor_id is null as "byItself"
     from drill_request r join request q on q.case_id = r.case_id join case_deadline t on t.case_id = r.case_id
       left join case_event e on e.case_id = t.case_id and t.met_at is not null
         and e.facts #> '{kernel,deadlines,met}' @> jsonb_build_array(jsonb_build_object('id', t.id))
     where r.drill_id = :id and t.duty order by r.number, t.due_at`,
    { id },
  );
  return rows.flatMap(({ clock, byItself, ...row }) => (isDrillClock(clock) && !byItself ? [{ ...row, clock }] : []));
}

type CallLine = CallFacts & { caseId: string; personId: string | null };

/** The answer to each call; one who was rung back in time was answered as well. */
async function callDuties(db: Knex, { id, zone }: Drill, now: Date): Promise<DrillDuty[]> {
  const rows = await query<CallLine>(
    db,
    `select r.case_id as "caseId", c.arrived_at as "arrivedAt", c.answered_at as "answeredAt",
       c.ended_at as "endedAt", c.called_back_at as "calledBackAt", c.message_at as "messageAt",
       c.reviewed_at as "reviewedAt", coalesce(c.answered_by, c.called_back_by) as "personId"
     from drill_request r join call c on c.id = r.call_id where r.drill_id = :id order by r.number`,
    { id },
  );
  return rows.map(({ caseId, personId, ...call }) => {
    const { duty } = callStanding(call, zone, now);
    const answer = callDeadline({ name: 'answer', since: call.arrivedAt }, zone);
    const back = callDeadline({ name: 'call-back', since: call.arrivedAt }, zone);
    const metAt = call.answeredAt ?? call.calledBackAt;
    const kept = duty.kind === 'in-time' || duty.kind === 'running';
    const dueAt = dueInstant(kept ? back : answer);
    return {
      ...{ caseId, personId, clock: 'answer' as const, norm: answer.norm },
      ...{ since: call.arrivedAt, dueAt, metAt, droppedAt: null },
    };
  });
}

/** Who joined a repeated call, and who saw through a false one. */
const riddlesOf = (db: Knex, id: string): Promise<DrillRiddle[]> =>
  query<DrillRiddle>(
    db,
    `select r.case_id as "caseId", s.what, s.solved,
       case when s.solved then (select e.actor_id from case_event e where e.case_id = r.case_id
         and e.kind in ('merged', 'gathered', 'cancelled') order by e.seq desc limit 1) end as "personId"
     from drill_request r join request q on q.case_id = r.case_id join case_file f on f.id = r.case_id
       cross join lateral (select case when r.role = 'false' then 'false' else 'joined' end as what,
         case when r.role = 'false' then f.outcome is not distinct from 'false'
           else q.merged_into is not null or q.outage_id is not null end as solved) s
     where r.drill_id = :id and (r.role = 'false' or r.leader is not null) order by r.number`,
    { id },
  );

export async function drillFacts(db: Knex, drill: Drill, now: Date): Promise<DrillFacts> {
  const [requests, calls, riddles] = [
    await requestDuties(db, drill.id),
    await callDuties(db, drill, now),
    await riddlesOf(db, drill.id),
  ];
  return { duties: [...calls, ...requests], riddles };
}

export async function scoreOf(db: Knex, drill: Drill, now: Date): Promise<DrillScore> {
  return scoreDrill(await drillFacts(db, drill, now), localOf(drill.beginsAt, drill.zone).day, now);
}

/** The sheet is counted once, from what stands written at this instant, and stays. */
export async function endDrill(trx: Knex, drill: Drill, personId: string): Promise<DrillScore> {
  const { now } = await readClock(trx);
  const score = await scoreOf(trx, drill, now);
  const ended = await trx('drill')
    .where({ id: drill.id })
    .whereNull('ended_at')
    .update({ ended_at: now, ended_by: personId, score: JSON.stringify(score) });
  if (ended === 0) throw new Refusal('drill-over', 'Эта учебная авария уже закончена. Откройте её итог.', 409);
  return score;
}

/** Numbers of the requests a sheet names. */
export async function drillNumbers(db: Knex, id: string): Promise<Map<string, string>> {
  const rows = await query<{ id: string; number: string }>(
    db,
    'select f.id, f.number from drill_request r join case_file f on f.id = r.case_id where r.drill_id = :id',
    { id },
  );
  return new Map(rows.map((row) => [row.id, row.number]));
}
