import type { Knex } from 'knex';
import { Refusal } from '../../law/base/refusal';
import { hashOf, newSecret } from './secrets';

/** The prefix lets secret scanners recognise a leaked token in source code. */
const PREFIX = 'domovoy_';

export interface Token {
  id: string;
  personId: string;
  organisationId: string | null;
  scopes: string[];
}

export interface TokenRow extends Token {
  name: string;
  organisation: string | null;
  createdAt: Date;
  endsAt: Date;
  usedAt: Date | null;
  revokedAt: Date | null;
  ended: boolean;
}

export interface NewToken extends Token {
  name: string;
  days: number;
}

/** The secret is returned once and not stored; a repeated form gets no secret. */
export async function makeToken(db: Knex, token: NewToken): Promise<string> {
  const secret = PREFIX + newSecret();
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `insert into api_token (id, person_id, organisation_id, name, token_hash, scopes, ends_at)
     values (?, ?, ?, ?, ?, ?, clock_timestamp() + make_interval(days => ?))
     on conflict (id) do nothing`,
    [token.id, token.personId, token.organisationId, token.name, hashOf(secret), token.scopes, token.days],
  );
  if (rowCount === 0) {
    const say = 'Этот ключ уже выпущен, его показали один раз. Если вы его не сохранили, отзовите и выпустите новый.';
    throw new Refusal('token-made', say, 409);
  }
  return secret;
}

export async function listTokens(db: Knex, personId: string): Promise<TokenRow[]> {
  const { rows } = await db.raw<{ rows: TokenRow[] }>(
    `select t.id, t.person_id as "personId", t.organisation_id as "organisationId", t.scopes, t.name,
            o.short_name as organisation, t.created_at as "createdAt", t.ends_at as "endsAt", t.used_at as "usedAt",
            t.revoked_at as "revokedAt", t.ends_at <= clock_timestamp() as ended
       from api_token t left join organisation o on o.id = t.organisation_id
      where t.person_id = ? order by t.created_at desc, t.id`,
    [personId],
  );
  return rows;
}

export async function revokeToken(db: Knex, personId: string, id: string): Promise<boolean> {
  const { rowCount } = await db.raw<{ rowCount: number }>(
    'update api_token set revoked_at = clock_timestamp() where id = ? and person_id = ? and revoked_at is null',
    [id, personId],
  );
  return rowCount > 0;
}
