import type { Knex } from 'knex';

export interface Delegation {
  id: string;
  fromPerson: string;
  toPerson: string;
  scopes: string[];
  fromDay: string;
  toDay: string;
}

export interface DelegationRow extends Delegation {
  fromName: string;
  toName: string;
  state: 'coming' | 'valid' | 'ended' | 'revoked';
}

/** A delegation belongs to the region's life, so its days are counted by the region's clock. */
const state = `
  case when d.revoked_at is not null then 'revoked'
       when d.to_day < domovoy_now()::date then 'ended'
       when d.from_day > domovoy_now()::date then 'coming'
       else 'valid' end`;

const nameOf = (alias: string): string =>
  `concat_ws(' ', ${alias}.family_name, ${alias}.given_name, ${alias}.patronymic)`;

const columns = `
  d.id, d.from_person as "fromPerson", d.to_person as "toPerson", d.scopes, d.from_day as "fromDay",
  d.to_day as "toDay", ${nameOf('f')} as "fromName", ${nameOf('t')} as "toName", ${state} as state`;

const joined = 'delegation d join person f on f.id = d.from_person join person t on t.id = d.to_person';

export async function makeDelegation(db: Knex, row: Delegation): Promise<void> {
  await db.raw(
    `insert into delegation (id, from_person, to_person, scopes, from_day, to_day, created_at)
     values (?, ?, ?, ?, ?, ?, domovoy_now())`,
    [row.id, row.fromPerson, row.toPerson, row.scopes, row.fromDay, row.toDay],
  );
}

/** Delegations given by the person and to the person, the newest first. */
export async function listDelegations(db: Knex, personId: string): Promise<DelegationRow[]> {
  const { rows } = await db.raw<{ rows: DelegationRow[] }>(
    `select ${columns} from ${joined} where ? in (d.from_person, d.to_person) order by d.created_at desc, d.id`,
    [personId],
  );
  return rows;
}

export async function findDelegation(db: Knex, id: string): Promise<DelegationRow | null> {
  const { rows } = await db.raw<{ rows: DelegationRow[] }>(`select ${columns} from ${joined} where d.id = ?`, [id]);
  return rows[0] ?? null;
}

export async function revokeDelegation(db: Knex, id: string): Promise<boolean> {
  const { rowCount } = await db.raw<{ rowCount: number }>(
    'update delegation set revoked_at = domovoy_now() where id = ? and revoked_at is null',
    [id],
  );
  return rowCount > 0;
}

/** The receiver of a delegation is found by the confirmed e-mail, which the giver is sure to know. */
export async function personByEmail(db: Knex, email: string): Promise<string | null> {
  const { rows } = await db.raw<{ rows: { personId: string }[] }>(
    `select distinct person_id as "personId" from contact
      where channel = 'email' and lower(value) = lower(?) and confirmed_at is not null limit 2`,
    [email],
  );
  return rows.length === 1 ? (rows[0]?.personId ?? null) : null;
}
