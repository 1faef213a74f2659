import type { Knex } from 'knex';
import { clockOf, type Clock, type ClockRow } from '../clock/clock';
import { standingColumns, type PersonStanding } from '../registry/people';
import { hashOf } from './secrets';
import type { Token } from './tokens';

const USED_EVERY_SECONDS = 60;

/**
 * What is known of a program that shows a token: the time, the owner of the token, and what that person may act as
 * today.
 */
export interface TokenVisitor {
  clock: Clock;
  token: Token | null;
  standing: PersonStanding | null;
}

interface Row extends ClockRow, PersonStanding {
  id: string | null;
  organisationId: string | null;
  scopes: string[];
  stale: boolean;
}

/** Runs at every request of a program, so it is one round trip with a prepared statement. */
export async function visitorByToken(db: Knex, secret: string): Promise<TokenVisitor> {
  const { rows } = await db
    .raw<{ rows: Row[] }>(
      `select i.*, t.id, p.id as "personId", t.organisation_id as "organisationId", t.scopes,
         coalesce(t.used_at < clock_timestamp() - make_interval(secs => :often), true) as stale,
         ${standingColumns("(i.now at time zone 'UTC')::date")}
       from (select kind, offset_ms, doors_closed(), domovoy_now() as now from installation) i
       left join api_token t on t.token_hash = :hash and t.revoked_at is null and t.ends_at > clock_timestamp()
       left join person p on p.id = t.person_id`,
      { often: USED_EVERY_SECONDS, hash: hashOf(secret) },
    )
    .options({ name: 'visitor-by-token' });
  const row = rows[0];
  const clock = clockOf(row);
  if (!row?.id || !row.personId) return { clock, token: null, standing: null };
  const { id, personId, organisationId, scopes, posts, houses } = row;
  if (row.stale) await db.raw('update api_token set used_at = clock_timestamp() where id = ?', [id]);
  return { clock, token: { id, personId, organisationId, scopes }, standing: { personId, posts, houses } };
}
