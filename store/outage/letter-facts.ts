import type { Knex } from 'knex';
import type { FlatRange } from '../../law/outage/flats';
import type { OutageCause, OutageKind } from '../../law/outage/words';
import type { LetterAsked } from '../case/area';
import type { Plain } from '../../law/base/canonical';
import { query, queryOne } from '../sql/query';

/** Facts in letters of outages, beside those of every case: the plan the letter was written about. */
export interface OutageLetterFacts {
  kind: OutageKind;
  services: string[];
  from: Date;
  until: Date | null;
  cause: OutageCause;
  /** The cause, and why something was changed or cancelled, in the words of whoever did it. */
  causeText: string | null;
  reason: string | null;
  danger: boolean;
  inFlats: boolean;
  restored: Date | null;
  /** The houses the addressee knows it by. */
  houses: LetterHouse[];
}

export interface LetterHouse {
  address: string;
  entrances: number[];
  flats: FlatRange[];
  risers: string | null;
}

const text = (value: Plain | undefined): string | null => (typeof value === 'string' ? value : null);

export async function outageLetterFacts(db: Knex, { caseId, facts }: LetterAsked): Promise<OutageLetterFacts | null> {
  const found = await queryOne<Omit<OutageLetterFacts, 'restored' | 'houses'> & { planId: string }>(
    db,
    `select o.kind, o.services, p.id as "planId", p.planned_from as "from", p.planned_to as until, p.cause,
       c.body as "causeText", r.body as reason, p.danger, p.in_flats as "inFlats"
     from outage o join outage_plan p on p.case_id = o.case_id and p.id = coalesce(:plan::uuid, o.plan_id)
     left join outage_text c on c.id = p.text_id
     left join outage_text r on r.case_id = o.case_id and r.kind = 'reason'
       and r.id = coalesce(:reason::uuid, p.reason_id)
     where o.case_id = :caseId`,
    { caseId, plan: text(facts['plan']), reason: text(facts['reason']) },
  );
  if (!found) return null;
  const { planId, ...plan } = found;
  const restored = text(facts['restored']);
  return {
    ...plan,
    restored: restored ? new Date(restored) : null,
    houses: await letterHouses(db, planId, facts['houses']),
  };
}

const letterHouses = (db: Knex, planId: string, named: Plain | undefined): Promise<LetterHouse[]> =>
  query<LetterHouse>(
    db,
    `select b.address, coalesce(h.entrances, '[]') as entrances, coalesce(h.flats, '[]') as flats, h.risers
     from building b left join outage_house h on h.building_id = b.id and h.plan_id = :planId
     where case when cardinality(:named::uuid[]) > 0 then b.id = any(:named::uuid[]) else h.plan_id is not null end
     order by b.address`,
    { planId, named: Array.isArray(named) ? (named as readonly string[]) : [] },
  );
