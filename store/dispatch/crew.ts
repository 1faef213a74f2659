import type { Knex } from 'knex';
import type { Day } from '../../law/base/day';
import { Refusal } from '../../law/base/refusal';
import { DAY_MS, localOf } from '../../law/base/zone';
import type { Candidate, Place } from '../../law/dispatch/propose';
import type { AbsenceWhy, Held, Span } from '../../law/dispatch/roster';
import type { Trade } from '../../law/dispatch/trades';
import { heldOn, query, queryOne } from '../sql/query';
import { crewLoad, noLoad, type Load } from './load';

export interface AskedCrew {
  organisationId: string;
  buildingId: string;
  at: Date;
  /** The request they are asked for: whoever declined it or kept silent is marked. */
  caseId?: string;
}

export interface Crew {
  place: Place;
  crew: Candidate[];
}

/** How far around the instant shifts are looked at: far enough to say when somebody is back. */
const BEFORE_MS = 2 * DAY_MS;
const AFTER_MS = 7 * DAY_MS;

/** Everyone an organisation may send to a house at an instant: its masters, and contractors by their contracts. */
export async function candidatesFor(db: Knex, asked: AskedCrew): Promise<Crew> {
  const place = await mustFindPlace(db, asked.buildingId);
  const { day } = localOf(asked.at, place.zone);
  const [masters, contractors, load] = [
    await mastersWith(db, asked, day),
    await contractorsFor(db, asked, day),
    await crewLoad(db, asked),
  ];
  return {
    place,
    crew: [
      ...masters.map((one) => masterOf(one, load.get(one.personId) ?? noLoad)),
      ...contractors.map((one) => contractorOf(one, load.get(one.contractorId) ?? noLoad)),
    ],
  };
}

async function mustFindPlace(db: Knex, buildingId: string): Promise<Place> {
  const sql = 'select id as "buildingId", address, zone from building where id = :buildingId';
  const place = await queryOne<Place>(db, sql, { buildingId });
  if (!place) throw new Refusal('house-missing', 'Такого дома в реестре нет.', 404);
  return place;
}

interface SpanRow {
  kind: 'work' | 'absence';
  why: AbsenceWhy | null;
  from: string;
  to: string;
}

interface MasterRow {
  personId: string;
  trades: Trade[];
  permits: Held[];
  spans: SpanRow[];
  houses: string[];
}

async function mastersWith(db: Knex, { organisationId, at }: AskedCrew, day: Day): Promise<MasterRow[]> {
  const around = { since: new Date(at.getTime() - BEFORE_MS), till: new Date(at.getTime() + AFTER_MS) };
  return query<MasterRow>(
    db,
    `
    select s.person_id as "personId",
      array(select t.trade from crew_trade t
        where t.organisation_id = s.organisation_id and t.person_id = s.person_id order by 1) as trades,
      coalesce((select jsonb_agg(jsonb_build_object('permit', p.permit, 'until', p.until_day) order by p.permit)
        from crew_permit p where p.organisation_id = s.organisation_id and p.person_id = s.person_id), '[]') as permits,
      coalesce((select jsonb_agg(jsonb_build_object('kind', c.kind, 'why', c.why, 'from', c.from_at, 'to', c.to_at)
          order by c.from_at)
        from crew_shift c where c.person_id = s.person_id and c.removed_at is null
          and (c.kind = 'absence' or c.organisation_id = s.organisation_id)
          and c.from_at < :till and c.to_at > :since), '[]') as spans,
      array(select h.building_id from crew_place h
        where h.organisation_id = s.organisation_id and h.person_id = s.person_id) as houses
    from staff s where s.organisation_id = :organisationId and s.role = 'master' and ${heldOn('s')}
    order by s.person_id`,
    { organisationId, day, ...around },
  );
}

interface ContractorRow {
  contractorId: string;
  trades: Trade[];
  until: Day | null;
}

/** Several contracts with one contractor count together; the one that lasts longest says until when. */
async function contractorsFor(db: Knex, asked: AskedCrew, day: Day): Promise<ContractorRow[]> {
  const { organisationId, buildingId } = asked;
  return query<ContractorRow>(
    db,
    `
    select c.contractor_id as "contractorId", array_agg(distinct t.trade order by t.trade) as trades,
      nullif(max(coalesce(c.to_day, 'infinity')), 'infinity') as until
    from contract c cross join unnest(c.trades) t(trade)
    where c.organisation_id = :organisationId and ${heldOn('c')}
      and (not exists (select from contract_house h where h.contract_id = c.id)
        or exists (select from contract_house h where h.contract_id = c.id and h.building_id = :buildingId))
    group by c.contractor_id order by c.contractor_id`,
    { organisationId, buildingId, day },
  );
}

const spanOf = ({ from, to }: SpanRow): Span => ({ from: new Date(from), to: new Date(to) });

const masterOf = ({ personId, trades, permits, spans, houses }: MasterRow, load: Load): Candidate => ({
  masterId: personId,
  contractorId: null,
  trades,
  permits,
  shifts: spans.filter(({ kind }) => kind === 'work').map(spanOf),
  absences: spans.flatMap((one) => (one.why ? [{ ...spanOf(one), why: one.why }] : [])),
  contractUntil: null,
  usualHouses: houses,
  ...said(load),
});

const contractorOf = ({ contractorId, trades, until }: ContractorRow, load: Load): Candidate => ({
  masterId: null,
  contractorId,
  trades,
  permits: [],
  shifts: [],
  absences: [],
  contractUntil: until,
  usualHouses: [],
  ...said(load),
});

const said = ({ open, emergencies, ...rest }: Load) => ({ load: { open, emergencies }, ...rest });
