import type { Knex } from 'knex';
import { Refusal } from '../../law/base/refusal';
import { query, queryOne } from '../sql/query';
import { newSecret } from './secrets';

/** A key with which the telephone exchange of an organisation signs what it tells. Access lives by the real clock. */
export interface ExchangeKey {
  organisationId: string;
  secret: string;
  /** Our real clock, for how old a request is. */
  nowSeconds: number;
}

/** Null: there is no such key, or it is revoked. */
export async function exchangeKey(db: Knex, id: string): Promise<ExchangeKey | null> {
  const { rows } = await db
    .raw<{ rows: ExchangeKey[] }>(
      `select organisation_id as "organisationId", secret, extract(epoch from clock_timestamp())::float8 as "nowSeconds"
       from exchange_key where id = ? and revoked_at is null`,
      [id],
    )
    .options({ name: 'exchange-key' });
  return rows[0] ?? null;
}

export interface ExchangeKeyLine {
  id: string;
  organisationId: string;
  organisation: string;
  madeBy: string;
  madeAt: Date;
  usedAt: Date | null;
  revokedAt: Date | null;
}

const columns = `k.id, k.organisation_id as "organisationId", o.short_name as organisation,
  concat_ws(' ', p.given_name, p.family_name) as "madeBy", k.made_at as "madeAt", k.used_at as "usedAt",
  k.revoked_at as "revokedAt"`;

/** Those of these organisations, or of all. */
export async function listExchangeKeys(db: Knex, organisations: readonly string[] | 'all'): Promise<ExchangeKeyLine[]> {
  return query<ExchangeKeyLine>(
    db,
    `select ${columns} from exchange_key k join organisation o on o.id = k.organisation_id
       join person p on p.id = k.made_by
     where :everything or k.organisation_id = any(:organisations) order by k.revoked_at is not null, k.made_at desc, k.id`,
    { everything: organisations === 'all', organisations: organisations === 'all' ? [] : organisations },
  );
}

export interface NewExchangeKey {
  id: string;
  organisationId: string;
  personId: string;
}

/** The secret is returned once: whoever has lost it makes another. */
export async function makeExchangeKey(db: Knex, key: NewExchangeKey): Promise<string> {
  const secret = newSecret();
  const row = await queryOne(
    db,
    `insert into exchange_key (id, organisation_id, secret, made_by) values (:id, :organisationId, :secret, :personId)
     on conflict (id) do nothing returning id`,
    { ...key, secret },
  );
  if (row) return secret;
  const say = 'Этот ключ уже выпущен, его показали один раз. Если вы его не сохранили, отзовите и выпустите новый.';
  throw new Refusal('key-made', say, 409);
}

/** Whose key it is; null when there is none. */
export async function exchangeKeyOwner(db: Knex, id: string): Promise<string | null> {
  const row = await queryOne<{ organisationId: string }>(
    db,
    'select organisation_id as "organisationId" from exchange_key where id = :id',
    { id },
  );
  return row?.organisationId ?? null;
}

/** False: it is revoked already. */
export async function revokeExchangeKey(db: Knex, id: string): Promise<boolean> {
  const row = await queryOne(
    db,
    'update exchange_key set revoked_at = clock_timestamp() where id = :id and revoked_at is null returning id',
    { id },
  );
  return row !== null;
}

/** The last key of the organisation that is in force, for the stand-in exchange of a training installation. */
export async function keyOfStandIn(db: Knex, organisationId: string): Promise<{ id: string; secret: string } | null> {
  return queryOne(
    db,
    `select id, secret from exchange_key where organisation_id = :organisationId and revoked_at is null
     order by made_at desc limit 1`,
    { organisationId },
  );
}

const USED_EVERY = "interval '1 minute'";

export async function markKeyUsed(db: Knex, organisationId: string): Promise<void> {
  await db.raw(
    `update exchange_key set used_at = clock_timestamp() where organisation_id = ? and revoked_at is null
       and coalesce(used_at < clock_timestamp() - ${USED_EVERY}, true)`,
    [organisationId],
  );
}
