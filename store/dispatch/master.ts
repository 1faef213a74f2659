import type { Knex } from 'knex';
import type { Day } from '../../law/base/day';
import type { Held } from '../../law/dispatch/roster';
import type { Permit, Trade } from '../../law/dispatch/trades';
import { heldOn, query } from '../sql/query';

export interface Master {
  personId: string;
  familyName: string;
  givenName: string;
  patronymic: string | null;
  trades: Trade[];
  permits: Held[];
  houses: { id: string; address: string }[];
}

/** Masters of an organisation who hold the post on a day, by name; or one of them. */
export async function mastersOf(
  db: Knex,
  { organisationId, day, personId = null }: { organisationId: string; day: Day; personId?: string | null },
): Promise<Master[]> {
  return query<Master>(
    db,
    `
    select p.id as "personId", p.family_name as "familyName", p.given_name as "givenName", p.patronymic,
      array(select t.trade from crew_trade t
        where t.organisation_id = s.organisation_id and t.person_id = p.id order by 1) as trades,
      coalesce((select jsonb_agg(jsonb_build_object('permit', k.permit, 'until', k.until_day) order by k.until_day, k.permit)
        from crew_permit k where k.organisation_id = s.organisation_id and k.person_id = p.id), '[]') as permits,
      coalesce((select jsonb_agg(jsonb_build_object('id', b.id, 'address', b.address) order by b.address)
        from crew_place h join building b on b.id = h.building_id
        where h.organisation_id = s.organisation_id and h.person_id = p.id), '[]') as houses
    from staff s join person p on p.id = s.person_id
    where s.organisation_id = :organisationId and s.role = 'master' and ${heldOn('s')}
      and (:personId::uuid is null or p.id = :personId)
    order by p.family_name, p.given_name, p.patronymic, p.id`,
    { organisationId, day, personId },
  );
}

/** Organisations a person is a master of on a day. */
export async function employersOf(db: Knex, personId: string, day: Day): Promise<string[]> {
  const rows = await query<{ id: string }>(
    db,
    `select s.organisation_id as id from staff s where s.person_id = :personId and s.role = 'master' and ${heldOn('s')}`,
    { personId, day },
  );
  return rows.map(({ id }) => id);
}

interface Of {
  organisationId: string;
  personId: string;
}

const whose = ({ organisationId, personId }: Of) => ({ organisation_id: organisationId, person_id: personId });

/** What a master can do and where he usually works, all of it anew. */
export async function setSkills(
  db: Knex,
  of: Of,
  { trades, houses }: { trades: readonly Trade[]; houses: readonly string[] },
): Promise<void> {
  await db('crew_trade').where(whose(of)).delete();
  await db('crew_place').where(whose(of)).delete();
  if (trades.length) await db('crew_trade').insert(trades.map((trade) => ({ ...whose(of), trade })));
  if (houses.length) await db('crew_place').insert(houses.map((id) => ({ ...whose(of), building_id: id })));
}

/** A permit that was prolonged keeps one row: the last day of the new paper. */
export async function setPermit(db: Knex, of: Of, { permit, until }: Held): Promise<void> {
  await db('crew_permit')
    .insert({ ...whose(of), permit, until_day: until })
    .onConflict(['organisation_id', 'person_id', 'permit'])
    .merge(['until_day']);
}

export async function dropPermit(db: Knex, of: Of, permit: Permit): Promise<boolean> {
  return (
    (await db('crew_permit')
      .where({ ...whose(of), permit })
      .delete()) > 0
  );
}

/** Houses an organisation manages on a day, for choosing. */
export async function housesOf(db: Knex, organisationId: string, day: Day): Promise<{ id: string; address: string }[]> {
  return query(
    db,
    `select b.id, b.address from organisation_building ob join building b on b.id = ob.building_id
    where ob.organisation_id = :organisationId and ob.part = 'manages' and ${heldOn('ob')} order by b.address`,
    { organisationId, day },
  );
}
