import type { Knex } from 'knex';
import { withWorker } from '../../law/request/lifecycle';
import { readerBindings, type CaseReader } from '../case/sight';
import { query, queryOne } from '../sql/query';
import { requestList, type RequestLine } from './list';
import { requestSight } from './sight';

/** More than this nobody has in hand at once. */
const JOBS_MOST = 100;

/** What a worker, or the desk of a contractor, has in hand, the soonest first; and what they finished since then. */
export const jobsOf = (db: Knex, scope: CaseReader, since: Date, now: Date): Promise<RequestLine[]> =>
  query<RequestLine>(
    db,
    `select ${requestList.columns} ${requestList.from}
     where ${requestSight.seen}
       and (q.master_id = :self::uuid or q.contractor_id = any(:offices::uuid[] || :desks::uuid[]))
       and (f.phase = any(:working) or (q.fixed_at >= :since and f.phase in ('fixed', 'closed')))
     order by coalesce(q.visit_from, f.due_at), f.due_at, f.id limit :limit`,
    { ...readerBindings(scope), working: [...withWorker], since, now, limit: JOBS_MOST },
  );

/** What a worker needs to reach the place and its people. */
export interface Reach {
  /** The caller's telephone, or the one the applicant has given. */
  phone: string | null;
  town: string;
  /** The telephone of the dispatch service. */
  desk: string | null;
}

export const reachOf = (db: Knex, id: string): Promise<Reach | null> =>
  queryOne<Reach>(
    db,
    `select coalesce(q.caller_phone, (select c.value from case_party p join contact c on c.person_id = p.person_id
         where p.case_id = q.case_id and p.part = 'applicant' and c.channel = 'phone'
         order by c.preferred desc, c.value limit 1)) as phone, m.name as town, o.phone as desk
     from request q join case_file f on f.id = q.case_id join building b on b.id = f.building_id
       join municipality m on m.id = b.municipality_id join organisation o on o.id = f.organisation_id
     where q.case_id = :id`,
    { id },
  );
