import type { Knex } from 'knex';
import type { RequestStanding } from '../../law/request/acts';
import { freeBecause } from '../../law/request/paid';
import { isBroken } from '../case/list';
import type { CaseFile } from '../case/types';
import { query, queryOne } from '../sql/query';
import { chargeableOf } from './free';
import { requestRow, type Request } from './rows';

/** Another request or outage that this one is part of, or that is part of it. */
export interface RequestKin {
  id: string;
  area: 'request' | 'outage';
  number: string;
  phase: string;
  kind: string | null;
  openedAt: Date;
}

export interface RequestFile {
  file: CaseFile;
  request: Request;
  organisation: string;
  address: string;
  premises: string | null;
  /** Who has it in hand, where that is no person. */
  contractor: string | null;
  /** The outage it belongs to, the request it was merged into, those that were merged into it. */
  kin: RequestKin[];
  /** Why the work costs nothing; null: it may be charged. */
  free: string | null;
  /** Input of law/request/acts. */
  standing: RequestStanding;
}

export async function requestById(db: Knex, id: string, now: Date): Promise<RequestFile | null> {
  const [file, request, named] = await Promise.all([
    db<CaseFile>('case_file').where({ id, area: 'request' }).first(),
    requestRow(db, id),
    queryOne<
      Pick<RequestFile, 'organisation' | 'address' | 'premises' | 'contractor'> & {
        owed: string[];
        missed: boolean;
        called: boolean;
        offered: boolean;
      }
    >(
      db,
      `select o.short_name as organisation, b.address, r.number as premises, c.short_name as contractor,
         array(select d.name from case_deadline d where d.case_id = f.id and d.duty and d.met_at is null
           and d.dropped_at is null order by d.due_at) as owed,
         exists (select from case_deadline d where d.case_id = f.id and d.duty and d.dropped_at is null
           and (${isBroken} or (d.met_at is null and d.due_at <= :now))) as missed,
         exists (select from case_event e join case_deadline d on d.case_id = e.case_id
             and d.name = e.facts ->> 'deadline' and d.met_at is null and d.dropped_at is null
           where e.case_id = f.id and e.kind in ('half', 'soon') and e.at >= q.clock_from) as called,
         exists (select from request_estimate e where e.case_id = f.id and e.answer is null) as offered
       from case_file f join request q on q.case_id = f.id join organisation o on o.id = f.organisation_id
         join building b on b.id = f.building_id left join premises r on r.id = q.premises_id
         left join organisation c on c.id = q.contractor_id
       where f.id = :id`,
      { id, now },
    ),
  ]);
  if (!file || !request || !named) return null;
  const { owed, missed, called, offered, ...names } = named;
  const { kind, common, pausedUntil, acknowledgedAt } = request;
  const free = freeBecause(await chargeableOf(db, file, request), now, file.law_date);
  return {
    file,
    request,
    ...names,
    kin: await kinOf(db, id),
    free: free?.says ?? null,
    standing: {
      ...{ phase: file.phase, kind, common, owed, offered },
      harmed: request.harmAt !== null,
      free: free !== null,
      paused: pausedUntil !== null && pausedUntil > now,
      unanswered: (missed || called) && acknowledgedAt === null,
    },
  };
}

const kinOf = (db: Knex, id: string): Promise<RequestKin[]> =>
  query<RequestKin>(
    db,
    `select f.id, f.area, f.number, f.phase, q.kind, f.opened_at as "openedAt"
     from case_file f left join request q on q.case_id = f.id
     where f.area in ('request', 'outage') and (f.id in (select unnest(array[me.outage_id, me.merged_into, own.parent_id])
         from request me join case_file own on own.id = me.case_id where me.case_id = :id)
       or q.merged_into = :id or f.parent_id = :id) order by f.opened_at`,
    { id },
  );

/** What a person's relation to a request is judged by (api/security/actor Subject). */
export interface RequestRelations {
  owners: string[];
  parties: string[];
  /** Neighbours may know of what concerns the common property. */
  houses: string[];
  /** The manager, the contractor, and those told of an accident. */
  organisations: string[];
  region: string | null;
  manager: string;
  masterId: string | null;
  contractorId: string | null;
}

export const requestRelations = (db: Knex, id: string): Promise<RequestRelations | null> =>
  queryOne<RequestRelations>(
    db,
    `select array(select p.person_id from case_party p where p.case_id = f.id and p.part = 'applicant' and p.person_id is not null) as owners,
       array(select p.person_id from case_party p where p.case_id = f.id and p.person_id is not null)
         || case when q.master_id is null then '{}'::uuid[] else array[q.master_id] end as parties,
       case when q.common then array[f.building_id] else '{}' end as houses,
       array_remove(array[f.organisation_id, q.contractor_id], null)
         || array(select p.organisation_id from case_party p where p.case_id = f.id and p.organisation_id is not null) as organisations,
       f.region, f.organisation_id as manager, q.master_id as "masterId", q.contractor_id as "contractorId"
     from case_file f join request q on q.case_id = f.id where f.id = :id`,
    { id },
  );

/** The local time of the house a request is about. */
export async function zoneOfRequest(db: Knex, id: string): Promise<string> {
  const row = await queryOne<{ zone: string }>(db, 'select zone from case_file where id = :id', { id });
  if (!row) throw new Error(`No case ${id}`);
  return row.zone;
}
