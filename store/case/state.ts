import type { Knex } from 'knex';
import type { CaseState, Wake } from '../../workflows/contract';

/** Where a case stands, with every alarm of its live deadlines that has not rung yet. */
export async function stateOf(db: Knex, caseId: string): Promise<CaseState> {
  const { rows } = await db.raw<{ rows: StateRow[] }>(
    `select f.phase, f.seq, f.closed_at is not null as closed,
       coalesce((select jsonb_agg(jsonb_build_object('id', d.id, 'name', d.name, 'act', a ->> 'act', 'at', a ->> 'at')
                   order by (a ->> 'at')::timestamptz, d.id)
         from case_deadline d cross join jsonb_array_elements(d.alarms) a
         where d.case_id = f.id and d.met_at is null and d.dropped_at is null and f.closed_at is null
           and not exists (select from case_command c where c.case_id = f.id and c.key = d.id || ':' || (a ->> 'act'))
       ), '[]') as alarms
     from case_file f where f.id = ?`,
    [caseId],
  );
  const [row] = rows;
  if (!row) throw new Error(`No case ${caseId}`);
  const wakes = row.alarms.map((alarm): Wake => ({
    key: `${alarm.id}:${alarm.act}`,
    act: alarm.act,
    at: alarm.at,
    args: { deadline: alarm.name },
  }));
  return { phase: row.phase, seq: row.seq, closed: row.closed, wakes };
}

/** What a command was answered when it first came. */
export async function answerOf(
  db: Knex,
  caseId: string,
  key: string,
): Promise<{ phase: string; seq: number } | undefined> {
  return db('case_command').where({ case_id: caseId, key }).first('phase', 'seq');
}

interface StateRow {
  phase: string;
  seq: number;
  closed: boolean;
  alarms: { id: string; name: string; act: string; at: string }[];
}
