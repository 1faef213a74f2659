import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';

/** Makes a person an administrator of the installation. */
export async function hireOperator(db: Knex, personId: string): Promise<void> {
  const id = randomUUID();
  await db('organisation').insert({
    id,
    kind: 'platform',
    name: 'Оператор',
    short_name: 'Оператор',
    inn: '7700000001',
    ogrn: '1027700000001',
    address: 'ул. Пробная, 1',
    zone: 'Europe/Moscow',
    region: 'Проба',
  });
  await db('staff').insert({
    id: randomUUID(),
    person_id: personId,
    organisation_id: id,
    role: 'platform',
    from_day: '2020-01-01',
  });
}
