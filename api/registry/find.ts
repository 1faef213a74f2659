import type { Knex } from 'knex';
import type { Day } from '../../law/base/day';
import { Refusal } from '../../law/base/refusal';
import { houseCard, type HouseCard } from '../../store/registry/houses';

export async function mustFindHouse(db: Knex, id: string, day: Day): Promise<HouseCard> {
  const house = await houseCard(db, id, day);
  if (!house) throw new Refusal('house-missing', 'Такого дома в реестре нет.', 404);
  return house;
}
