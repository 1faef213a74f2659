import type { Knex } from 'knex';
import type { Ground, Venue } from '../../../law/meeting/call/venue';
import { query, queryOne } from '../../sql/query';

export interface StatedGround {
  region: string;
  /** Null: it was said that there is none. */
  ground: Ground | null;
  statedAt: Date;
  statedBy: string;
}

const GROUND = `
  case when g.act is not null
    then json_build_object('system', g.system, 'act', g.act, 'number', g.number, 'day', g.day) end`;

/** On what ground electronic meetings are held here in the region of a case. */
export async function venueOf(db: Knex, region: string | null): Promise<Venue> {
  const found = await queryOne<{ training: boolean; ground: Ground | null }>(
    db,
    `
    select i.kind = 'training' as training, (
      select ${GROUND} from electronic_ground g where g.region = :region order by g.stated_at desc, g.id limit 1
    ) as ground from installation i`,
    { region },
  );
  return found ?? { training: false, ground: null };
}

/** Every statement, the latest first; the first one of a region is in force. */
export async function statedGrounds(db: Knex): Promise<StatedGround[]> {
  return query(
    db,
    `
    select g.region, ${GROUND} as ground, g.stated_at as "statedAt",
      concat_ws(' ', p.family_name, p.given_name, p.patronymic) as "statedBy"
    from electronic_ground g join person p on p.id = g.stated_by order by g.stated_at desc, g.id`,
  );
}

export interface GroundGiven {
  id: string;
  region: string;
  /** Null: from now on there is none. */
  ground: Ground | null;
  personId: string;
}

export async function stateGround(trx: Knex, { id, region, ground, personId }: GroundGiven): Promise<void> {
  await trx('electronic_ground').insert({
    id,
    region,
    system: ground?.system ?? null,
    act: ground?.act ?? null,
    number: ground?.number ?? null,
    day: ground?.day ?? null,
    stated_by: personId,
  });
}

/** Regions in which this installation has houses. */
export async function regionsHere(db: Knex): Promise<string[]> {
  const rows = await query<{ region: string }>(
    db,
    `select distinct m.region from building b join municipality m on m.id = b.municipality_id order by m.region`,
  );
  return rows.map(({ region }) => region);
}
