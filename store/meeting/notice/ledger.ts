import type { Knex } from 'knex';
import { query, queryOne } from '../../sql/query';
import { holders, noticesTo, ofRegister, ownersSql, notifiedSql, type Notice } from './notices';

/** missing: no lawful notice in time; unproved: notified, but without proof; returned: «нет такого адреса». */
export const ledgerStates = ['missing', 'told', 'unproved', 'returned'] as const;
export type LedgerState = (typeof ledgerStates)[number];

export interface LedgerAsk {
  /** A notice sent later does not count (N-01, E-05). */
  by: Date;
  state?: LedgerState;
  /** Number of the premises. */
  flat?: string;
  /** Place and id of the last owner of the previous page. */
  after?: readonly [place: number, id: string];
  limit: number;
}

/** An owner of the register with all notices sent to them. */
export interface LedgerOwner {
  id: string;
  personId: string | null;
  organisationId: string | null;
  name: string;
  /** Of an organisation; a person is written to at the premises. */
  address: string | null;
  premises: string[];
  place: number;
  told: boolean;
  proved: boolean;
  returned: boolean;
  notices: Notice[];
}

export interface LedgerCounts {
  owners: number;
  told: number;
  unproved: number;
  returned: number;
}

const shown = '(cardinality(n.proof_ids) > 0 or n.post_number is not null)';
const owner = 'coalesce(o.person_id, o.organisation_id)';
const stateSql = `${owner} in (${notifiedSql}) as told, ${owner} in (${notifiedSql} and ${shown}) as proved,
  ${owner} in (select coalesce(n.person_id, n.organisation_id) from meeting_notice n where n.case_id = :caseId
    and n.way = 'letter' and n.returned_why = 'no-such-address' and n.voided_at is null) as returned`;

const conditions: Readonly<Record<LedgerState, string>> = {
  missing: 'not l.told',
  told: 'l.told',
  unproved: 'l.told and not l.proved',
  returned: 'l.returned',
};

/** Owners in the order of their first premises, a page at a time; `offset 0` keeps each IN hashed. */
export async function ledgerOf(
  db: Knex,
  caseId: string,
  { by, state, flat, after, limit }: LedgerAsk,
): Promise<LedgerOwner[]> {
  const rows = await query<Omit<LedgerOwner, 'notices'>>(
    db,
    `
    select l.*, coalesce(g.name, concat_ws(' ', p.family_name, p.given_name, p.patronymic)) as name, g.address
    from (
      select coalesce(o.person_id, o.organisation_id) as id, o.person_id as "personId",
        o.organisation_id as "organisationId", o.place, o.premises, ${stateSql}
      from (
        select h.person_id, h.organisation_id, min(r.place) as place,
          array_agg(r.premises_number order by r.place) as premises
        from ${holders} join meeting_right r on r.id = h.right_id where ${ofRegister} group by 1, 2
      ) o offset 0
    ) l
    left join person p on p.id = l."personId" left join organisation g on g.id = l."organisationId"
    where ${state ? conditions[state] : 'true'}
      and (:flat = '' or lower(:flat) in (select lower(number) from unnest(l.premises) as number))
      and (l.place, l.id) > (:place::int, :last::uuid)
    order by l.place, l.id limit :limit`,
    { caseId, by, flat: flat ?? '', place: after?.[0] ?? -1, last: after?.[1] ?? FIRST, limit },
  );
  const told = new Map<string, Notice[]>();
  const all = await noticesTo(
    db,
    caseId,
    rows.map(({ id }) => id),
  );
  for (const one of all) {
    const id = one.personId ?? one.organisationId ?? '';
    told.set(id, [...(told.get(id) ?? []), one]);
  }
  return rows.map((row) => ({ ...row, premises: [...new Set(row.premises)], notices: told.get(row.id) ?? [] }));
}

const FIRST = '00000000-0000-0000-0000-000000000000';

export async function ledgerCounts(db: Knex, caseId: string, by: Date): Promise<LedgerCounts> {
  const row = await queryOne<LedgerCounts>(
    db,
    `
    select count(*)::int as owners, count(*) filter (where l.told)::int as told,
      count(*) filter (where ${conditions.unproved})::int as unproved,
      count(*) filter (where l.returned)::int as returned
    from (select ${stateSql} from (${ownersSql}) o offset 0) l`,
    { caseId, by },
  );
  return row ?? { owners: 0, told: 0, unproved: 0, returned: 0 };
}

/** Owners by premises, so that a pasted line can be matched to its addressee. */
export async function ownersByPremises(db: Knex, caseId: string): Promise<Map<string, LedgerName[]>> {
  const rows = await query<LedgerName & { number: string }>(
    db,
    `
    select distinct lower(r.premises_number) as number, h.person_id as "personId", h.organisation_id as "organisationId",
      coalesce(g.short_name, concat_ws(' ', p.family_name, p.given_name, p.patronymic)) as name
    from ${holders} join meeting_right r on r.id = h.right_id
    left join person p on p.id = h.person_id left join organisation g on g.id = h.organisation_id
    where ${ofRegister} order by 1, 4`,
    { caseId },
  );
  const found = new Map<string, LedgerName[]>();
  for (const { number, ...owner } of rows) found.set(number, [...(found.get(number) ?? []), owner]);
  return found;
}

export interface LedgerName {
  personId: string | null;
  organisationId: string | null;
  name: string;
}

/** Owners of the ledger by id; only they can be notified. */
export async function ownersNamed(db: Knex, caseId: string, ids: readonly string[]): Promise<LedgerName[]> {
  return query<LedgerName>(
    db,
    `
    select o.person_id as "personId", o.organisation_id as "organisationId",
      coalesce(g.short_name, concat_ws(' ', p.family_name, p.given_name, p.patronymic)) as name
    from (${ownersSql}) o left join person p on p.id = o.person_id left join organisation g on g.id = o.organisation_id
    where coalesce(o.person_id, o.organisation_id) = any(:ids)`,
    { caseId, ids },
  );
}
