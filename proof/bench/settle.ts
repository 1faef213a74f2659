import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { makeToken } from '../../store/access/tokens';

/** A person with their own flat and a key for programs. */
export async function addResident(
  owner: Knex,
  db: Knex,
  buildingId: string,
  index: number,
): Promise<{ token: string; place: string }> {
  const [personId, place] = [randomUUID(), randomUUID()];
  await owner('person').insert({ id: personId, family_name: 'Проверкин', given_name: `Номер ${index}`, sex: 'male' });
  await owner('premises').insert({
    id: place,
    building_id: buildingId,
    number: String(100 + index),
    kind: 'living',
    area_egrn: '50.00',
  });
  await owner('ownership').insert({
    id: randomUUID(),
    premises_id: place,
    person_id: personId,
    kind: 'sole',
    share_n: 1,
    share_d: 1,
    from_day: '2020-01-01',
  });
  const token = await makeToken(db, {
    id: randomUUID(),
    personId,
    organisationId: null,
    scopes: ['*'],
    name: 'bench',
    days: 1,
  });
  return { token, place };
}
