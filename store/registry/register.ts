import type { Knex } from 'knex';
import type { Day } from '../../law/base/day';
import type { PremisesOfLine } from '../../law/registry/register-line';
import type { RightBasis, RightKind } from '../../law/registry/words';
import { byNumber, heldOn, query } from '../sql/query';

export interface RegisterLine extends PremisesOfLine {
  premisesId: string;
  right: RightKind | null;
  shareN: string | null;
  shareD: string | null;
  basis: RightBasis | null;
  titleNumber: string | null;
  titleDay: Day | null;
  ballotNumber: string | null;
  ballotDay: Day | null;
  family: string | null;
  given: string | null;
  patronymic: string | null;
  birthDay: Day | null;
  snils: string | null;
  inn: string | null;
  organisation: string | null;
}

export interface RegisterAsked {
  buildingId: string;
  day: Day;
  /**
   * The keeper of the register sees full data of its people while their right is current; others see names and rights.
   */
  keeps: boolean;
  today: Day;
}

/** One line for each right on a day, and one for each premises without an owner. */
export async function registerLines(db: Knex, asked: RegisterAsked): Promise<RegisterLine[]> {
  const { buildingId, day, keeps, today } = asked;
  const whole = `:keeps and coalesce(w.to_day, 'infinity') >= :today`;
  return query<RegisterLine>(
    db,
    `
    select r.id as "premisesId", r.number, r.kind, r.entrance, r.floor, r.cadastral, r.area_egrn as "areaEgrn",
      r.area_hand as "areaHand", w.kind as right, w.share_n as "shareN", w.share_d as "shareD",
      w.basis, w.registry_number as "titleNumber", w.registry_day as "titleDay", w.ballot_number as "ballotNumber",
      w.ballot_day as "ballotDay", p.family_name as family, p.given_name as given, p.patronymic,
      case when ${whole} then p.birth_day end as "birthDay", case when ${whole} then p.snils end as snils, o.inn, o.short_name as organisation
    from premises r
    left join ownership w on w.premises_id = r.id and ${heldOn('w')}
    left join person p on p.id = w.person_id
    left join organisation o on o.id = w.organisation_id
    where r.building_id = :buildingId
    order by ${byNumber('r')}, p.family_name, w.id`,
    { buildingId, day, keeps, today },
  );
}
