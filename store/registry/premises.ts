import type { Knex } from 'knex';
import type { Day } from '../../law/base/day';
import { isNoise } from '../../law/registry/address';
import type { PremisesOfLine } from '../../law/registry/register-line';
import type { PremisesKind, RightBasis, RightKind } from '../../law/registry/words';
import { byNumber, heldOn, inScope, likeText, query, queryOne, type Scope, scopeBindings } from '../sql/query';

export interface PremisesLine extends PremisesOfLine {
  id: string;
  holders: number;
  residents: number;
}

export interface PremisesFilter {
  buildingId: string;
  day: Day;
  kind?: PremisesKind;
  entrance?: number;
  number?: string;
}

const columns = `r.id, r.number, r.kind, r.entrance, r.floor, r.cadastral,
  r.area_egrn as "areaEgrn", r.area_hand as "areaHand"`;
const counts = `
  (select count(*)::int from ownership w where w.premises_id = r.id and ${heldOn('w')}) as holders,
  (select count(*)::int from residence l where l.premises_id = r.id and ${heldOn('l')}) as residents`;

/** All premises of a house: a house fits one page. */
export async function premisesOf(
  db: Knex,
  { buildingId, day, kind, entrance, number }: PremisesFilter,
): Promise<PremisesLine[]> {
  return query<PremisesLine>(
    db,
    `
    select ${columns}, ${counts} from premises r
    where r.building_id = :buildingId and (:kind::text is null or r.kind = :kind)
      and (:entrance::int is null or r.entrance = :entrance)
      and (:number::text is null or lower(r.number) = lower(:number))
    order by ${byNumber('r')}`,
    { buildingId, day, kind: kind ?? null, entrance: entrance ?? null, number: number ?? null },
  );
}

export interface PremisesCard extends PremisesLine {
  buildingId: string;
  address: string;
}

export async function premisesCard(db: Knex, id: string, day: Day): Promise<PremisesCard | null> {
  return queryOne<PremisesCard>(
    db,
    `
    select ${columns}, ${counts}, b.id as "buildingId", b.address
    from premises r join building b on b.id = r.building_id where r.id = :id`,
    { id, day },
  );
}

/** What a right rests on, and how long it holds. */
export interface RightGrounds {
  basis: RightBasis;
  registryNumber: string | null;
  registryDay: Day | null;
  ballotNumber: string | null;
  ballotDay: Day | null;
  fromDay: Day;
  toDay: Day | null;
}

export interface RightLine extends RightGrounds {
  id: string;
  holder: string;
  personId: string | null;
  organisationId: string | null;
  kind: RightKind;
  shareN: string;
  shareD: string;
}

/** Every right there ever was, current ones first. */
export async function rightsHistory(db: Knex, premisesId: string): Promise<RightLine[]> {
  return query<RightLine>(
    db,
    `
    select w.id, coalesce(o.short_name, concat_ws(' ', p.family_name, p.given_name, p.patronymic)) as holder,
      w.person_id as "personId", w.organisation_id as "organisationId", w.kind, w.share_n as "shareN",
      w.share_d as "shareD",
      w.basis, w.registry_number as "registryNumber", w.registry_day as "registryDay", w.ballot_number as "ballotNumber",
      w.ballot_day as "ballotDay", w.from_day as "fromDay", w.to_day as "toDay"
    from ownership w left join person p on p.id = w.person_id left join organisation o on o.id = w.organisation_id
    where w.premises_id = :premisesId
    order by w.to_day is not null, w.from_day desc, holder`,
    { premisesId },
  );
}

export interface ResidentLine {
  personId: string;
  name: string;
  fromDay: Day;
  toDay: Day | null;
}

export async function residentsOf(db: Knex, premisesId: string): Promise<ResidentLine[]> {
  return query<ResidentLine>(
    db,
    `
    select l.person_id as "personId", concat_ws(' ', p.family_name, p.given_name, p.patronymic) as name,
      l.from_day as "fromDay", l.to_day as "toDay"
    from residence l join person p on p.id = l.person_id where l.premises_id = :premisesId
    order by l.to_day is not null, l.from_day, name`,
    { premisesId },
  );
}

export interface FoundPremises {
  id: string;
  number: string;
  kind: PremisesKind;
  address: string;
}

/** «Садовая 12 195»: every word in the address or the number, one of them the number itself. */
export async function searchPremises(
  db: Knex,
  { scope, day, text, limit = 20 }: { scope: Scope; day: Day; text: string; limit?: number },
): Promise<FoundPremises[]> {
  const words = text
    .toLowerCase()
    .split(/[\s,.]+/)
    .filter((word) => word && !isNoise(word));
  return query<FoundPremises>(
    db,
    `
    select r.id, r.number, r.kind, b.address
    from premises r join building b on b.id = r.building_id join municipality m on m.id = b.municipality_id
    where ${inScope} and lower(r.number) = any(:words)
      and (select bool_and(lower(b.address || ', ' || r.number) like '%' || word || '%')
        from unnest(:likes::text[]) word)
    order by b.address, ${byNumber('r')} limit :limit`,
    { ...scopeBindings(scope), day, words, likes: words.map(likeText), limit },
  );
}

/** People who own the premises or live in them on a day. */
export async function peopleOf(db: Knex, premisesId: string, day: Day): Promise<string[]> {
  const rows = await query<{ id: string }>(
    db,
    `
    select w.person_id as id from ownership w
      where w.premises_id = :premisesId and w.person_id is not null and ${heldOn('w')}
    union select l.person_id from residence l
      where l.premises_id = :premisesId and ${heldOn('l')}`,
    { premisesId, day },
  );
  return rows.map(({ id }) => id);
}
