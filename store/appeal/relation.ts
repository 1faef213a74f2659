import type { Knex } from 'knex';
import type { AddresseeKind, ApplicantKind } from '../../law/appeal/words';
import { isAddresseeKind } from '../../law/appeal/words';
import { mustBeSubjectOf } from '../../law/appeal/subjects';
import type { Day } from '../../law/base/day';
import { Refusal } from '../../law/base/refusal';
import type { OrganisationKind, Service } from '../../law/registry/words';
import { heldOn, queryOne, query } from '../sql/query';

export interface Addressee {
  id: string;
  kind: AddresseeKind;
  name: string;
  shortName: string;
  region: string;
  municipalityId: string | null;
  zone: string;
}

/** An organisation's relation to a house on a day. */
interface Standing {
  id: string;
  kind: OrganisationKind;
  name: string;
  shortName: string;
  region: string;
  municipalityId: string | null;
  zone: string;
  serves: boolean;
  services: Service[];
}

const standingSql = `
  select o.id, o.kind, o.name, o.short_name as "shortName", o.region, o.municipality_id as "municipalityId", o.zone,
    coalesce(case
      when o.kind in ('manager', 'association') then exists (select from organisation_building w
        where w.organisation_id = o.id and w.building_id = b.id and w.part = 'manages' and ${heldOn('w')})
      when o.kind = 'supplier' then exists (select from organisation_building w
        where w.organisation_id = o.id and w.building_id = b.id and w.part = 'supplies' and ${heldOn('w')})
      when o.kind = 'municipality' then o.municipality_id = b.municipality_id
      else o.region = m.region end, false) as serves,
    array(select w.service from organisation_building w where w.organisation_id = o.id and w.building_id = b.id
      and w.part = 'supplies' and ${heldOn('w')} order by 1) as services
  from organisation o
  left join building b on b.id = :buildingId::uuid left join municipality m on m.id = b.municipality_id`;

/** Refuses an addressee that is not responsible for the house or the subject. */
export async function mustAnswerFor(
  db: Knex,
  ask: { addresseeId: string; subjects: readonly string[]; buildingId: string | null; day: Day },
): Promise<Addressee> {
  const { addresseeId: id, buildingId, day, subjects } = ask;
  const found = await queryOne<Standing>(db, `${standingSql} where o.id = :id`, { id, buildingId, day });
  if (!found || !isAddresseeKind(found.kind))
    throw refused('addressee-unknown', 'Такого адресата нет. Выберите его из списка.');
  const { kind, serves, services, ...rest } = found;
  if (buildingId && !serves)
    throw refused('addressee-not-of-house', 'Эта организация не обслуживает выбранный дом. Выберите другую.');
  for (const code of subjects) {
    const subject = mustBeSubjectOf(kind, code);
    if (kind === 'supplier' && subject.services && !subject.services.some((service) => services.includes(service)))
      throw refused('subject-not-supplied', 'Этот поставщик не подаёт в дом такую услугу. Выберите другого адресата.');
  }
  return { ...rest, kind };
}

const refused = (code: string, say: string): Refusal => new Refusal(code, say, 422, { addressee: say });

/** All possible addressees for a house, for the form. */
export async function addresseesOf(
  db: Knex,
  buildingId: string,
  day: Day,
): Promise<(Addressee & { services: Service[] })[]> {
  const rows = await query<Standing>(
    db,
    `select * from (${standingSql}) found where serves and kind in
       ('manager', 'association', 'supplier', 'municipality', 'inspectorate')
     order by array_position(array['manager', 'association', 'supplier', 'municipality', 'inspectorate'], kind), name`,
    { buildingId, day },
  );
  return rows.flatMap(({ kind, serves: _, ...rest }) => (isAddresseeKind(kind) ? [{ ...rest, kind }] : []));
}

export type Applicant = { personId: string } | { organisationId: string };

/** Owners and users of the house have its short terms; outsiders have the general term. */
export async function applicantKindOf(
  db: Knex,
  applicant: Applicant | null,
  buildingId: string | null,
  day: Day,
): Promise<ApplicantKind> {
  if (!applicant) return 'other';
  const personId = 'personId' in applicant ? applicant.personId : null;
  const organisationId = 'organisationId' in applicant ? applicant.organisationId : null;
  const stranger = personId ? 'other' : 'organisation';
  if (!buildingId) return stranger;
  const row = await queryOne<{ owns: boolean; lives: boolean }>(
    db,
    `select exists (select from ownership w join premises r on r.id = w.premises_id where r.building_id = :buildingId
         and (w.person_id = :personId::uuid or w.organisation_id = :organisationId::uuid) and ${heldOn('w')}) as owns,
       exists (select from residence l join premises r on r.id = l.premises_id where r.building_id = :buildingId
         and l.person_id = :personId::uuid and ${heldOn('l')}) as lives`,
    { buildingId, personId, organisationId, day },
  );
  if (row?.owns) return 'owner';
  return row?.lives ? 'user' : stranger;
}

export async function organisationKindOf(db: Knex, id: string): Promise<AddresseeKind | null> {
  const row = await queryOne<{ kind: OrganisationKind }>(db, 'select kind from organisation where id::text = :id', {
    id,
  });
  return row && isAddresseeKind(row.kind) ? row.kind : null;
}
