import type { Knex } from 'knex';
import type { Day } from '../../law/base/day';
import type { Problem } from '../../law/registry/register-columns';
import { query, queryOne } from '../sql/query';

export interface Changes {
  premisesNew: number;
  premisesChanged: number;
  rightsNew: number;
  rightsEnded: number;
  rightsSame: number;
  peopleNew: number;
  /** Premises of the house that the file does not mention; they stay as they are. */
  absent: number;
}

export interface Report {
  accepted: boolean;
  problems: Problem[];
  warnings: Problem[];
  changes: Changes | null;
}

export interface NewImport {
  id: string;
  buildingId: string;
  file: string;
  hash: string;
  by: string;
  at: Date;
  rows: number;
  report: Report;
  /** Stored while the file waits to be imported. */
  content: Buffer | null;
}

export async function keepCheck(db: Knex, { buildingId, report, ...check }: NewImport): Promise<void> {
  await db('registry_import').insert({ ...check, building_id: buildingId, dry: true, report: JSON.stringify(report) });
}

export interface ImportLine {
  id: string;
  file: string;
  at: Date;
  by: string | null;
  name: string;
  dry: boolean;
  rows: number;
  accepted: boolean;
}

const columns = `i.id, i.file, i.at, i.by, i.dry, i.rows, (i.report ->> 'accepted')::boolean as accepted,
  concat_ws(' ', p.family_name, left(p.given_name, 1) || '.', left(p.patronymic, 1) || '.') as name`;

export async function importsOf(db: Knex, buildingId: string): Promise<ImportLine[]> {
  return query<ImportLine>(
    db,
    `
    select ${columns} from registry_import i left join person p on p.id = i.by
    where i.building_id = :buildingId order by i.at desc, i.id limit 50`,
    { buildingId },
  );
}

export interface ImportCard extends ImportLine {
  buildingId: string;
  address: string;
  hash: string;
  report: Report;
}

export async function importCard(db: Knex, id: string): Promise<ImportCard | null> {
  return queryOne<ImportCard>(
    db,
    `
    select ${columns}, i.building_id as "buildingId", b.address, i.hash, i.report
    from registry_import i join building b on b.id = i.building_id left join person p on p.id = i.by
    where i.id = :id`,
    { id },
  );
}

export interface HeldFile {
  dry: boolean;
  /** Deleted after the import; never stored for a file with mistakes. */
  content: Buffer | null;
}

export async function importContent(db: Knex, id: string): Promise<Buffer | null> {
  const held = await queryOne<HeldFile>(db, 'select content from registry_import where id = :id', { id });
  return held?.content ?? null;
}

/** Locks the check, so that the same file cannot be imported twice at once. */
export async function takeCheck(db: Knex, id: string): Promise<HeldFile | null> {
  return queryOne(db, 'select dry, content from registry_import where id = :id for no key update', { id });
}

export async function keepImport(db: Knex, id: string, report: Report, at: Date): Promise<void> {
  await db('registry_import')
    .where({ id })
    .update({ dry: false, content: null, at, report: JSON.stringify(report) });
}

/** One writer at a time for the register of one house. */
export async function lockRegister(db: Knex, buildingId: string): Promise<void> {
  await query(db, `select pg_advisory_xact_lock(hashtextextended('register ' || :buildingId, 0))`, { buildingId });
}

export interface StandingRight {
  id: string;
  premisesId: string;
  personId: string | null;
  organisationId: string | null;
  kind: string;
  shareN: string;
  shareD: string;
  jointGroup: string | null;
  basis: string;
  registryNumber: string | null;
  registryDay: Day | null;
  ballotNumber: string | null;
  ballotDay: Day | null;
  fromDay: Day;
}

/** Rights without a last day. */
export async function standingRights(db: Knex, buildingId: string): Promise<StandingRight[]> {
  return query<StandingRight>(
    db,
    `
    select w.id, w.premises_id as "premisesId", w.person_id as "personId", w.organisation_id as "organisationId",
      w.kind, w.share_n as "shareN", w.share_d as "shareD", w.joint_group as "jointGroup",
      w.basis, w.registry_number as "registryNumber", w.registry_day as "registryDay", w.ballot_number as "ballotNumber",
      w.ballot_day as "ballotDay", w.from_day as "fromDay"
    from ownership w join premises r on r.id = w.premises_id
    where r.building_id = :buildingId and w.to_day is null`,
    { buildingId },
  );
}

export interface KnownPerson {
  id: string;
  family: string;
  given: string;
  patronymic: string | null;
  birthDay: Day | null;
  snils: string | null;
  /** Connected with the house by a right or a residence. */
  here: boolean;
}

/** People the file may refer to: those with a СНИЛС in it, and those of the house. */
export async function knownPeople(db: Knex, buildingId: string, snils: readonly string[]): Promise<KnownPerson[]> {
  return query<KnownPerson>(
    db,
    `
    with house as (
      select w.person_id as id from ownership w join premises r on r.id = w.premises_id
        where r.building_id = :buildingId and w.person_id is not null
      union select l.person_id from residence l join premises r on r.id = l.premises_id
        where r.building_id = :buildingId
    )
    select p.id, p.family_name as family, p.given_name as given, p.patronymic, p.birth_day as "birthDay", p.snils,
      house.id is not null as here
    from person p left join house on house.id = p.id
    where house.id is not null or p.snils = any(:snils) order by p.id`,
    { buildingId, snils },
  );
}

/** Cadastral numbers in the file that belong to other houses. */
export async function takenCadastral(db: Knex, buildingId: string, numbers: readonly string[]): Promise<string[]> {
  const rows = await query<{ cadastral: string }>(
    db,
    `
    select cadastral from premises
    where cadastral = any(:numbers) and building_id <> :buildingId`,
    { buildingId, numbers },
  );
  return rows.map(({ cadastral }) => cadastral);
}

export async function endRights(db: Knex, ids: readonly string[], lastDay: Day): Promise<void> {
  if (!ids.length) return;
  await query(db, 'update ownership set to_day = greatest(from_day, :lastDay::date) where id = any(:ids)', {
    ids,
    lastDay,
  });
}

export interface PremisesChange {
  id: string;
  entrance: number | null;
  floor: number | null;
  cadastral: string | null;
  area_egrn: string | null;
  area_hand: string | null;
}

export async function changePremises(db: Knex, changes: readonly PremisesChange[]): Promise<void> {
  for (const { id, ...change } of changes) await db('premises').where({ id }).update(change);
}
