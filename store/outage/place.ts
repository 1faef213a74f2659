import type { Knex } from 'knex';
import type { Day } from '../../law/base/day';
import { Refusal } from '../../law/base/refusal';
import type { OffService } from '../../law/dispatch/off';
import type { OrganisationKind } from '../../law/registry/words';
import { addressWords, hasWords, heldOn, query, queryOne } from '../sql/query';

/** Managers announce whatever they switch off in their houses, suppliers only what they supply. */
export interface OutageAuthor {
  id: string;
  kind: OrganisationKind;
  name: string;
  zone: string;
}

export const outageAuthor = (db: Knex, id: string): Promise<OutageAuthor | null> =>
  queryOne<OutageAuthor>(
    db,
    `select id, kind, short_name as name, zone from organisation
     where id::text = :id and kind in ('manager', 'association', 'supplier')`,
    { id },
  );

const serves = `w.building_id = b.id and w.organisation_id = :authorId::uuid and ${heldOn('w')}`;

/** A house that the author serves, with what it may announce there. */
export interface ServedHouse {
  id: string;
  address: string;
  zone: string;
  entrances: number;
  municipalityId: string;
  region: string;
  manages: boolean;
  services: OffService[];
}

const servedSql = `select b.id, b.address, b.zone, b.entrances, b.municipality_id as "municipalityId", m.region,
    exists (select from organisation_building w where ${serves} and w.part = 'manages') as manages,
    array(select w.service from organisation_building w where ${serves} and w.part = 'supplies' order by 1) as services
  from building b join municipality m on m.id = b.municipality_id
  where exists (select from organisation_building w where ${serves})`;

export const servedHouses = (db: Knex, authorId: string, ids: readonly string[], day: Day): Promise<ServedHouse[]> =>
  query<ServedHouse>(db, `${servedSql} and b.id = any(:ids::uuid[]) order by b.address`, {
    authorId,
    ids: [...ids],
    day,
  });

/** Houses of the author by words of their address. */
export const findServed = (
  db: Knex,
  authorId: string,
  { typed, day, limit }: { typed: string; day: Day; limit: number },
): Promise<ServedHouse[]> =>
  query<ServedHouse>(db, `${servedSql} and ${hasWords('lower(b.address)')} order by b.address limit :limit`, {
    authorId,
    day,
    words: addressWords(typed),
    limit,
  });

/** What the author may announce anywhere. */
export async function servicesOf(db: Knex, author: OutageAuthor, day: Day): Promise<OffService[] | 'all'> {
  if (author.kind !== 'supplier') return 'all';
  const rows = await query<{ service: OffService }>(
    db,
    `select distinct w.service from organisation_building w
     where w.organisation_id = :id and w.part = 'supplies' and ${heldOn('w')} order by 1`,
    { id: author.id, day },
  );
  return rows.map(({ service }) => service);
}

export const HOUSES_MOST = 500;

/** Refuses houses that are not the author's, and services it does not supply there. */
export async function mustServe(
  db: Knex,
  authorId: string,
  ask: {
    houses: readonly { buildingId: string; entrances: readonly number[] }[];
    services: readonly string[];
    day: Day;
  },
): Promise<ServedHouse[]> {
  const { houses, services, day } = ask;
  const ids = houses.map(({ buildingId }) => buildingId);
  if (ids.length === 0) throw wrong('houses-missing', 'Выберите хотя бы один дом.', 'houses');
  if (ids.length > HOUSES_MOST || new Set(ids).size < ids.length)
    throw wrong('houses-count', `Выберите от одного до ${HOUSES_MOST} разных домов.`, 'houses');
  const found = await servedHouses(db, authorId, ids, day);
  if (found.length < ids.length)
    throw wrong('house-not-served', 'Ваша организация не обслуживает один из этих домов. Уберите его.', 'houses');
  for (const house of found) {
    if (!house.manages && !services.every((one) => house.services.some((given) => given === one)))
      throw wrong('service-not-supplied', `Вы не подаёте эту услугу в дом: ${house.address}.`, 'services');
    const wanted = houses.find(({ buildingId }) => buildingId === house.id)?.entrances ?? [];
    if (wanted.some((one) => one < 1 || one > house.entrances))
      throw wrong('entrance-unknown', `В доме нет такого подъезда: ${house.address}.`, 'entrances');
  }
  if (new Set(found.map(({ zone, region }) => `${zone} ${region}`)).size > 1)
    throw wrong('houses-far', 'Дома в разных регионах или часовых поясах. Заведите отключение для каждого.', 'houses');
  return found;
}

const wrong = (code: string, say: string, field: string): Refusal => new Refusal(code, say, 422, { [field]: say });
