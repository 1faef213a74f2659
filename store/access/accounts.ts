import { heldOn } from '../sql/query';
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { Refusal } from '../../law/base/refusal';
import { hashOf, newSecret } from './secrets';

/** The letter may lie unread during the May holidays. */
const ACTIVATION_DAYS = 14;

export interface Login {
  personId: string;
  /** scrypt with parameters and salt; null until the activation link is used. */
  password: string | null;
}

export async function findLogin(db: Knex, login: string): Promise<Login | null> {
  const { rows } = await db.raw<{ rows: Login[] }>(
    'select person_id as "personId", password from account where lower(login) = lower(?)',
    [login],
  );
  return rows[0] ?? null;
}

export interface Activation {
  personId: string;
  login: string;
}

const loginTaken = (): Refusal =>
  new Refusal('login-taken', 'С этой почтой уже входит другой человек. Укажите в карточке другую почту.', 422);

/** A new letter invalidates the old link. */
export async function startActivation(db: Knex, { personId, login }: Activation): Promise<string> {
  const taken = await findLogin(db, login);
  if (taken && taken.personId !== personId) throw loginTaken();
  const secret = newSecret();
  await db.raw(
    `insert into account (person_id, login, activation_hash, activation_until)
     values (:personId, :login, :hash, clock_timestamp() + make_interval(days => :days))
     on conflict (person_id) do update set login = excluded.login, activation_hash = excluded.activation_hash,
       activation_until = excluded.activation_until`,
    { personId, login, hash: hashOf(secret), days: ACTIVATION_DAYS },
  );
  return secret;
}

export async function activationOf(db: Knex, secret: string): Promise<Activation | null> {
  const { rows } = await db.raw<{ rows: Activation[] }>(
    `select person_id as "personId", login from account
      where activation_hash = ? and activation_until > clock_timestamp()`,
    [hashOf(secret)],
  );
  return rows[0] ?? null;
}

/** The link works once, even when it is opened twice at the same moment. Null: it no longer works. */
export async function activate(db: Knex, secret: string, password: string): Promise<string | null> {
  const { rows } = await db.raw<{ rows: { personId: string }[] }>(
    `update account set password = ?, activation_hash = null, activation_until = null, activated_at = clock_timestamp()
      where activation_hash = ? and activation_until > clock_timestamp() returning person_id as "personId"`,
    [password, hashOf(secret)],
  );
  return rows[0]?.personId ?? null;
}

export interface StaffAccount {
  staffId: string;
  personId: string;
  organisationId: string;
  organisation: string;
  name: string;
  role: string;
  email: string | null;
  state: 'none' | 'invited' | 'active';
}

const staffAccount = `
  select s.id as "staffId", p.id as "personId", o.id as "organisationId", o.short_name as organisation,
         concat_ws(' ', p.family_name, p.given_name, p.patronymic) as name, s.role,
         (select c.value from contact c where c.person_id = p.id and c.channel = 'email'
           order by c.preferred desc, c.value limit 1) as email,
         case when a.password is not null then 'active' when a.person_id is not null then 'invited' else 'none' end as state
    from staff s join person p on p.id = s.person_id join organisation o on o.id = s.organisation_id
    left join account a on a.person_id = p.id
   where ${heldOn('s', 'domovoy_now()::date')}`;

export async function staffAccountsOf(db: Knex, organisationIds: readonly string[]): Promise<StaffAccount[]> {
  const { rows } = await db.raw<{ rows: StaffAccount[] }>(
    `${staffAccount} and o.id = any(?) order by o.short_name, name, s.role, s.id`,
    [[...organisationIds]],
  );
  return rows;
}

export async function staffById(db: Knex, staffId: string): Promise<StaffAccount | null> {
  const { rows } = await db.raw<{ rows: StaffAccount[] }>(`${staffAccount} and s.id = ?`, [staffId]);
  return rows[0] ?? null;
}

export interface SignInAttempt {
  nonce: string;
  verifier: string;
  next: string;
}

const ATTEMPT_MINUTES = 15;

/** Bound to the browser that began it: the answer is useless in another browser. */
export async function keepAttempt(db: Knex, state: string, visitor: string, attempt: SignInAttempt): Promise<void> {
  await db.raw('delete from sign_in_attempt where until < clock_timestamp()');
  await db.raw(
    `insert into sign_in_attempt (state_hash, visitor, nonce, verifier, next, until)
     values (?, ?, ?, ?, ?, clock_timestamp() + make_interval(mins => ?))`,
    [hashOf(state), visitor, attempt.nonce, attempt.verifier, attempt.next, ATTEMPT_MINUTES],
  );
}

/** Can be taken once, whatever its outcome. */
export async function takeAttempt(db: Knex, state: string, visitor: string): Promise<SignInAttempt | null> {
  const { rows } = await db.raw<{ rows: SignInAttempt[] }>(
    `delete from sign_in_attempt where state_hash = ? and visitor = ? and until > clock_timestamp()
     returning nonce, verifier, next`,
    [hashOf(state), visitor],
  );
  return rows[0] ?? null;
}

/** Whom a sign-in provider vouches for, in the ЕСИА shape; `oid` is its number of the person. */
export interface Known {
  issuer: string;
  oid: string;
  snils: string;
  lastName: string;
  firstName: string;
  middleName: string | null;
}

/** Finds our person by the provider's own number, else by СНИЛС; an unknown person is added to the registry. */
export async function personOfIdentity(db: Knex, known: Known): Promise<string> {
  return db.transaction(async (tx) => {
    const linked = await tx.raw<{ rows: { personId: string }[] }>(
      'select person_id as "personId" from person_identity where issuer = ? and sub = ?',
      [known.issuer, known.oid],
    );
    if (linked.rows[0]) return linked.rows[0].personId;
    const made = await tx.raw<{ rows: { id: string }[] }>(
      `insert into person (id, family_name, given_name, patronymic, snils) values (?, ?, ?, ?, ?)
       on conflict (snils) do update set snils = excluded.snils returning id`,
      [randomUUID(), known.lastName, known.firstName, known.middleName, known.snils],
    );
    const personId = made.rows[0]?.id;
    if (!personId) throw new Error('the registry kept nobody');
    await tx.raw('insert into person_identity (issuer, sub, person_id) values (?, ?, ?) on conflict do nothing', [
      known.issuer,
      known.oid,
      personId,
    ]);
    return personId;
  });
}

export async function organisationNames(db: Knex, ids: readonly string[]): Promise<{ id: string; name: string }[]> {
  const { rows } = await db.raw<{ rows: { id: string; name: string }[] }>(
    'select id, short_name as name from organisation where id = any(?) order by short_name, id',
    [[...ids]],
  );
  return rows;
}
