import type { Knex } from 'knex';
import type { Day } from '../../law/base/day';
import { heldOn, queryOne } from '../sql/query';
import type { PersonName } from './people';

/** Who is signed in, as the bar over every page shows it. */
export interface Nameplate extends PersonName {
  /** Messages in the cabinet that were not read. */
  unread: number;
  /** Where the person works, when a post is asked for. */
  office: string | null;
  /** The first home by address, what is owned before what is only lived in. */
  address: string | null;
  premises: string | null;
}

/** Read with every page, so it is one round trip. */
export async function nameplateOf(
  db: Knex,
  personId: string,
  { day, organisationId }: { day: Day; organisationId: string | null },
): Promise<Nameplate | null> {
  return queryOne<Nameplate>(
    db,
    `select p.id, p.family_name as "familyName", p.given_name as "givenName", p.patronymic,
       (select count(*)::int from delivery d
        where d.person_id = p.id and d.channel = 'cabinet' and d.read_at is null) as unread,
       (select o.short_name from organisation o where o.id = :organisationId) as office,
       home.address, home.number as premises
     from person p left join lateral (
       select b.address, r.number from (
         select premises_id, 0 as rank from ownership w where w.person_id = p.id and ${heldOn('w')}
         union all
         select premises_id, 1 from residence l where l.person_id = p.id and ${heldOn('l')}
       ) held join premises r on r.id = held.premises_id join building b on b.id = r.building_id
       where :organisationId::uuid is null order by held.rank, b.address, r.number limit 1) home on true
     where p.id = :personId`,
    { personId, day, organisationId },
  );
}
