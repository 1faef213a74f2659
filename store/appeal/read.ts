import type { Knex } from 'knex';
import type { AppealStanding } from '../../law/appeal/acts';
import type { CaseFile } from '../case/types';
import { query, queryOne } from '../sql/query';
import { appealRow, type Appeal } from './rows';

/** A related appeal: the whole of a part, the parts of a whole, or where it was forwarded or complained to. */
export interface AppealKin {
  id: string;
  number: string;
  phase: string;
  outcome: string | null;
  subject: string;
  origin: string | null;
  organisationId: string;
  organisation: string;
  dueAt: Date | null;
}

export interface AppealFile {
  file: CaseFile;
  appeal: Appeal;
  organisation: string;
  address: string | null;
  premises: string | null;
  parent: AppealKin | null;
  children: AppealKin[];
  /** Input of law/appeal/acts. */
  standing: AppealStanding;
}

export async function appealById(db: Knex, id: string, now: Date): Promise<AppealFile | null> {
  const [file, appeal, named] = await Promise.all([
    db<CaseFile>('case_file').where({ id, area: 'appeal' }).first(),
    appealRow(db, id),
    queryOne<{ organisation: string; address: string | null; premises: string | null }>(
      db,
      `select o.short_name as organisation, b.address, r.number as premises
       from case_file f join organisation o on o.id = f.organisation_id left join building b on b.id = f.building_id
       left join appeal a on a.case_id = f.id left join premises r on r.id = a.premises_id where f.id = :id`,
      { id },
    ),
  ]);
  if (!file || !appeal || !named) return null;
  const [children, parents] = await Promise.all([
    kin(db, 'f.parent_id = :id', id),
    kin(db, 'f.id = :id', file.parent_id),
  ]);
  const { addresseeKind, anonymous, collective } = appeal;
  const overdue = file.closed_at === null && file.due_at !== null && file.due_at <= now;
  const complained = children.some(({ origin }) => origin === 'complaint');
  return {
    file,
    appeal,
    ...named,
    children,
    parent: parents[0] ?? null,
    standing: { phase: file.phase, addresseeKind, anonymous, collective, overdue, complained },
  };
}

async function kin(db: Knex, condition: string, id: string | null): Promise<AppealKin[]> {
  if (!id) return [];
  return query<AppealKin>(
    db,
    `select f.id, f.number, f.phase, f.outcome, a.subject, a.origin, f.organisation_id as "organisationId",
       o.short_name as organisation, f.due_at as "dueAt"
     from case_file f join appeal a on a.case_id = f.id join organisation o on o.id = f.organisation_id
     where ${condition} order by f.number`,
    { id },
  );
}

export interface AppealParty {
  part: 'applicant' | 'joiner';
  personId: string | null;
  organisationId: string | null;
  since: Date;
}

/** The applicant and those who joined, in order. */
export async function appealPartiesOf(db: Knex, caseId: string): Promise<AppealParty[]> {
  return db('case_party')
    .where({ case_id: caseId })
    .whereIn('part', ['applicant', 'joiner'])
    .orderBy([{ column: 'since' }, { column: 'part' }])
    .select('part', 'person_id as personId', 'organisation_id as organisationId', 'since');
}

/** What a person's relation to an appeal is judged by (api/security/actor Subject). */
export interface AppealSubjectOf {
  owners: string[];
  parties: string[];
  /** Neighbours may see collective appeals only. */
  houses: string[];
  /** The addressee: its staff answer. */
  organisations: string[];
  /** Organisations that are the applicant: their staff act as the applicant. */
  applicantOrganisations: string[];
  region: string | null;
}

export async function appealRelations(db: Knex, id: string): Promise<AppealSubjectOf | null> {
  return queryOne<AppealSubjectOf>(
    db,
    `select array(select p.person_id from case_party p where p.case_id = f.id and p.part = 'applicant' and p.person_id is not null) as owners,
       array(select p.person_id from case_party p where p.case_id = f.id and p.person_id is not null) as parties,
       case when a.collective and f.building_id is not null then array[f.building_id] else '{}' end as houses,
       array[f.organisation_id] as organisations,
       array(select p.organisation_id from case_party p where p.case_id = f.id and p.organisation_id is not null) as "applicantOrganisations",
       f.region
     from case_file f join appeal a on a.case_id = f.id where f.id = :id`,
    { id },
  );
}
