import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';

export interface OfficeWish {
  kind?: string;
  region?: string;
  shortName?: string;
}

/** An organisation for a test, a managing one unless told otherwise; without houses or staff. */
export async function addOffice(
  db: Knex,
  { kind = 'manager', region = '77', shortName = 'Проба' }: OfficeWish = {},
): Promise<string> {
  const id = randomUUID();
  const digits = String(Math.floor(Math.random() * 1e9)).padStart(10, '1');
  await db('organisation').insert({
    id,
    kind,
    name: 'УО «Проба»',
    short_name: shortName,
    inn: digits,
    ogrn: `102${digits}`,
    region,
    address: 'ул. Пробная, 1',
    zone: 'Europe/Moscow',
  });
  return id;
}

/** Gives a person a post there, from long ago on. */
export async function addPost(db: Knex, personId: string, organisationId: string, role: string): Promise<void> {
  await db('staff').insert({
    id: randomUUID(),
    person_id: personId,
    organisation_id: organisationId,
    role,
    from_day: '2020-01-01',
  });
}
