import type { Knex } from 'knex';
import { queryOne } from '../../sql/query';

// The row version of the meeting covers its dates and total. The log and the register only grow, except for what is
// counted here: ended titles, checked powers and refused powers.
const sql = `
  select concat_ws(' ', m.xmin,
    (select b.hash from meeting_ballot b where b.case_id = m.case_id order by b.seq desc limit 1),
    (select count(*) || ':' || count(h.to_day) from meeting_holder h where h.case_id = m.case_id),
    (select count(*) || ':' || count(*) filter (where p.valid) || ':' || count(p.checked_at) || ':' || count(p.refused_at)
      from meeting_proxy p where p.case_id = m.case_id)) as stamp
  from meeting m where m.case_id = :caseId`;

const CASES_KEPT = 20;
const shelves = new Map<string, { stamp: string; made: Map<string, Promise<unknown>> }>();

/**
 * A count is a pure function of the meeting's log and register: while neither has changed, the last count is reused,
 * and concurrent readers wait for one count. Sealing never uses it.
 */
export async function cachedCount<T>(db: Knex, caseId: string, name: string, make: () => Promise<T>): Promise<T> {
  const stamp = (await queryOne<{ stamp: string }>(db, sql, { caseId }))?.stamp ?? '';
  const held = shelves.get(caseId);
  const made = held?.stamp === stamp ? held.made : new Map<string, Promise<unknown>>();
  shelves.delete(caseId);
  shelves.set(caseId, { stamp, made });
  for (const oldest of shelves.keys()) if (shelves.size > CASES_KEPT) shelves.delete(oldest);
  const found = (made.get(name) as Promise<T> | undefined) ?? make();
  made.set(name, found);
  found.catch(() => made.delete(name));
  return found;
}
