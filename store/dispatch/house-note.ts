import type { Knex } from 'knex';
import type { NoteKind } from '../../law/dispatch/house';
import type { Day } from '../../law/base/day';
import { query } from '../sql/query';

export interface HouseNote {
  id: string;
  buildingId: string;
  premisesId: string | null;
  /** Number of the flat. */
  number: string | null;
  entrance: number | null;
  kind: NoteKind;
  words: string;
  since: Date;
  /** Last day on which it is true. */
  till: Day | null;
  madeBy: string;
  removedAt: Date | null;
}

const columns = `n.id, n.building_id as "buildingId", n.premises_id as "premisesId", r.number, n.entrance, n.kind, n.words,
  n.since, n.till, concat_ws(' ', p.given_name, p.family_name) as "madeBy", n.removed_at as "removedAt"`;
const tables = 'house_note n join person p on p.id = n.made_by left join premises r on r.id = n.premises_id';

/** Notes that are true now: of the house, of the flat's entrance and of the flat itself. Without a flat: all of them. */
export async function notesOf(
  db: Knex,
  place: { buildingId: string; premisesId: string | null },
  day: Day,
): Promise<HouseNote[]> {
  return query<HouseNote>(
    db,
    `select ${columns} from ${tables}
     where n.building_id = :buildingId and n.removed_at is null and coalesce(n.till, 'infinity') >= :day
     order by (n.premises_id is not distinct from :premisesId::uuid) desc, n.kind = 'danger' desc, n.since desc, n.id`,
    { ...place, day },
  );
}
