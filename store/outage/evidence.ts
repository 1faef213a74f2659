import type { Knex } from 'knex';
import { factValue, isoOf, type Sides, type ToldEvent } from '../case/sides';
import { outageRow } from './rows';

/** What the rows of an outage say about its life. */
export async function outageFromRows(db: Knex, caseId: string): Promise<Sides> {
  const row = await outageRow(db, caseId);
  if (!row) return {};
  return {
    'outage.kind': row.kind,
    'outage.services': row.services,
    'outage.version': row.version,
    'outage.plan_id': row.plan.id,
    'outage.began_at': isoOf(row.beganAt),
    'outage.restored_at': isoOf(row.restoredAt),
    'outage_plan.planned_from': isoOf(row.plan.from),
    'outage_plan.planned_to': isoOf(row.plan.until),
    outage_request: await db('outage_request').where({ case_id: caseId }).orderBy('request_id').pluck('request_id'),
  };
}

/** The same, according to the chained events. */
export function outageFromEvents(events: readonly ToldEvent[]): Sides {
  const last = (...kinds: string[]) => events.filter(({ kind }) => kinds.includes(kind)).at(-1);
  const [opened, plan] = [events[0], last('announced', 'changed', 'extended')];
  const gathered = events.filter(({ kind }) => kind === 'gathered').map((one) => String(factValue(one, 'request')));
  return {
    'outage.kind': factValue(opened, 'kind'),
    'outage.services': factValue(opened, 'services'),
    'outage.version': factValue(plan, 'version'),
    'outage.plan_id': factValue(plan, 'plan'),
    'outage.began_at': factValue(last('begun', 'corrected'), 'from'),
    'outage.restored_at': factValue(last('restored', 'corrected'), 'at'),
    'outage_plan.planned_from': factValue(plan, 'from'),
    'outage_plan.planned_to': factValue(plan, 'until'),
    outage_request: gathered.sort(),
  };
}
