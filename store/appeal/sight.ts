import type { Sight } from '../case/sight';

/** A reader who lives in the house of a collective appeal but is not a party to it is a neighbour. */
const named = `exists (select from case_party p where p.case_id = f.id
  and (p.person_id = :self::uuid or p.organisation_id = any(:offices::uuid[])))`;

/** Parties and workers of the appeal, the addressee's office, and those who watch over the region. */
export const appealInsiders = `(:seesAll or f.organisation_id = any(:offices::uuid[]) or f.region = any(:watched)
  or a.routed_to = :self::uuid or ${named})`;

/** An appeal is confidential to its parties (59-ФЗ ст. 6); a collective one is open to the house it invites to join. */
export const appealSight: Sight = {
  table: 'appeal',
  alias: 'a',
  seen: `(${appealInsiders} or (a.collective and f.building_id = any(:homes::uuid[])))`,
};
