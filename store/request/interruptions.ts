import type { Knex } from 'knex';
import { faultKind } from '../../law/dispatch/kinds';
import type { MeteredService } from '../../law/dispatch/interruption';
import { monthFacts, violationOf, type MonthFacts, type Violation } from '../../law/request/violation';
import { query } from '../sql/query';
import { papersByRequest } from './papers';

/** A proved violation and the request that proves it. */
export interface ProvedViolation {
  request: string;
  number: string;
  premisesId: string | null;
  service: MeteredService;
  violation: Violation;
}

interface Row {
  id: string;
  number: string;
  kind: string;
  premisesId: string | null;
  registeredAt: Date;
  fixedAt: Date | null;
  confirmed: boolean;
  zone: string;
}

const rows = (where: string): string => `
  select f.id, f.number, q.kind, q.premises_id as "premisesId", q.registered_at as "registeredAt",
    q.fixed_at as "fixedAt", f.zone,
    exists (select from case_event e where e.case_id = f.id and e.kind = 'checked' and e.facts ->> 'found' = 'violation') as confirmed
  from request q join case_file f on f.id = q.case_id where q.kind like 'Q.%' and ${where} order by q.registered_at, f.id`;

async function proved(db: Knex, found: readonly Row[]): Promise<ProvedViolation[]> {
  const all: ProvedViolation[] = [];
  const papers = await papersByRequest(
    db,
    found.map(({ id }) => id),
  );
  for (const row of found) {
    const service = meteredOf(row.kind);
    const violation = violationOf({ ...row, papers: papers.get(row.id) ?? [] });
    if (service && violation)
      all.push({ request: row.id, number: row.number, premisesId: row.premisesId, service, violation });
  }
  return all;
}

const meteredOf = (kind: string): MeteredService | null => (kind === 'Q.waste' ? 'waste' : faultKind(kind).service);

/** Of one request. */
export const violationOfRequest = async (db: Knex, id: string): Promise<ProvedViolation | null> =>
  (await proved(db, await query<Row>(db, rows('q.case_id = :id'), { id })))[0] ?? null;

/** For the bill: everything proved of one flat and one service in a month. Without a flat it is of the whole house. */
export interface InterruptionRow extends MonthFacts {
  premisesId: string | null;
  service: MeteredService;
  spans: { request: string; number: string; from: string; to: string | null; off: boolean }[];
}

export async function interruptionsOf(
  db: Knex,
  ask: {
    organisations: readonly string[];
    buildingId: string;
    month: string;
    zone: string;
    from: Date;
    to: Date;
    now: Date;
  },
): Promise<InterruptionRow[]> {
  const { organisations, buildingId, month, zone, from, to, now } = ask;
  const found = await query<Row>(
    db,
    rows(`f.building_id = :buildingId and f.organisation_id = any(:organisations::uuid[]) and f.outcome is distinct from 'false'
      and q.registered_at < :to and (q.fixed_at is null or q.fixed_at > :from or f.closed_at is null or f.closed_at > :from)`),
    { buildingId, organisations, from, to },
  );
  const groups = new Map<string, ProvedViolation[]>();
  for (const one of await proved(db, found)) {
    const key = `${one.premisesId ?? ''}:${one.service}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((all) => {
    const [first] = all;
    if (!first) return [];
    const { premisesId, service } = first;
    const facts = monthFacts({ service, month, zone, now, violations: all.map(({ violation }) => violation) });
    const spans = all.map(({ request, number, violation }) => ({
      ...{ request, number, off: violation.off },
      from: violation.from.toISOString(),
      to: violation.to?.toISOString() ?? null,
    }));
    return facts.hours === '0' ? [] : [{ premisesId, service, spans, ...facts }];
  });
}

/** The local time of a house; null: there is none. */
export const zoneOfHouse = async (db: Knex, id: string): Promise<string | null> =>
  (await db('building').where({ id }).first('zone'))?.zone ?? null;
