import type { Knex } from 'knex';
import { createHash } from 'node:crypto';
import { mayRingAt } from '../../law/letters/night';
import type { Letter } from '../case/types';
import type { Facts } from '../case/chain';

export type Channel = 'cabinet' | 'email' | 'sms' | 'push' | 'paper';
/** Channels that need a gateway; the cabinet has its letters at once. */
export const outsideChannels = ['email', 'sms', 'push'] as const satisfies readonly Channel[];
export type OutsideChannel = (typeof outsideChannels)[number];

/** One letter on one channel, as the sender sees it. */
export interface Delivery {
  id: string;
  caseId: string | null;
  channel: Channel;
  letter: string;
  facts: Facts;
  personId: string | null;
  organisationId: string | null;
  /** The browser of a push; null once it is forgotten. */
  browserId: string | null;
  createdAt: Date;
  attempts: number;
}

/** Writes letters in the transaction of the fact they report. A key written before changes nothing. */
export async function writeLetters(
  trx: Knex,
  caseId: string | null,
  letters: readonly Letter[],
  at: Date,
): Promise<void> {
  if (letters.length === 0) return;
  const rows = letters.map((one) => ({
    key: one.key,
    letter: one.letter,
    person_id: one.personId,
    organisation_id: one.organisationId,
    facts: one.facts,
    single: one.channel,
    short: isShort(one),
    at_night: one.atNight || null,
  }));
  const source = `select key, letter, person_id, organisation_id, facts, single, short, at_night
    from jsonb_to_recordset(:letters::jsonb) as l(key text, letter text, person_id uuid, organisation_id uuid, facts jsonb,
      single text, short boolean, at_night boolean)`;
  const rings = letters.some((one) => isShort(one) && !one.atNight);
  await spreadLetters(trx, { source, bindings: { letters: JSON.stringify(rows) }, caseId, at, rings });
}

const isShort = ({ channel, urgent }: Letter): boolean => (channel ?? (urgent ? 'sms' : '')) === 'sms';

/** Which channels each letter of a query takes, one row a channel; `source` is as in Spread. */
const waysOf = (source: string): string => `letter as (${source}), way as (
       select l.*, 'cabinet' as channel, null::uuid as browser_id from letter l
       union all
       select l.*, w.channel, null from letter l cross join (values ('email', 'email'), ('sms', 'phone')) w(channel, contact)
       where case w.channel when 'email' then coalesce(l.single, 'email') = 'email' else l.short end
         and exists (select from contact c where c.person_id = l.person_id and c.channel = w.contact and c.confirmed_at is not null)
       union all
       select l.*, 'email', null from letter l join organisation o on o.id = l.organisation_id and o.email <> ''
       where coalesce(l.single, 'email') = 'email'
       union all
       select l.*, 'push', s.id from letter l join push_subscription s on s.person_id = l.person_id where l.short
       union all
       select l.*, 'paper', null from letter l where l.single = 'paper'
     )`;

/** How many addressees a letter would reach, and by which channels. */
export interface Reach {
  people: number;
  email: number;
  sms: number;
  push: number;
  paper: number;
  /** Those whom only the cabinet has it for: nothing calls them there. */
  cabinetOnly: number;
  /** Of them, those who have a phone, to which this letter is not sent. */
  silentPhones: number;
}

/** Of letters that are not written yet: by the same rule as `spreadLetters`. */
export async function reachOf(db: Knex, { source, bindings }: Pick<Spread, 'source' | 'bindings'>): Promise<Reach> {
  const by = (channel: string): string => `count(*) filter (where '${channel}' = any(t.channels))::int`;
  const cabinetOnly = `t.channels = '{cabinet}'`;
  const phone = `exists (select from contact c where c.person_id = t.person_id and c.channel = 'phone'
    and c.confirmed_at is not null)`;
  const { rows } = await db.raw<{ rows: Reach[] }>(
    `with ${waysOf(source)}
     select count(*)::int as people, ${by('email')} as email, ${by('sms')} as sms, ${by('push')} as push,
       ${by('paper')} as paper, count(*) filter (where ${cabinetOnly})::int as "cabinetOnly",
       count(*) filter (where ${cabinetOnly} and ${phone})::int as "silentPhones"
     from (select w.person_id, w.organisation_id, array_agg(distinct w.channel) as channels from way w
       group by w.person_id, w.organisation_id) t`,
    bindings,
  );
  const [row] = rows;
  if (!row) throw new Error('A count always has a row');
  return row;
}

/** The source of a letter to these addressees, for `reachOf`. */
export const toThese = (people: readonly string[], organisations: readonly string[], urgent: boolean) => ({
  source: `select '' as key, '' as letter, t.person_id, t.organisation_id, '{}'::jsonb as facts, null::text as single,
      :urgent::boolean as short, null::boolean as at_night
    from (select value::uuid as person_id, null::uuid as organisation_id from jsonb_array_elements_text(:people::jsonb)
      union all select null, value::uuid from jsonb_array_elements_text(:organisations::jsonb)) t`,
  bindings: { people: JSON.stringify(people), organisations: JSON.stringify(organisations), urgent },
});

export interface Spread {
  /** A query of letters: key, letter, person_id, organisation_id, facts, single (channel), short, at_night. */
  source: string;
  bindings: Record<string, string | boolean | null>;
  caseId: string | null;
  at: Date;
  /** Some of them ring, and must not ring at night. */
  rings: boolean;
}

/**
 * Writes each letter as one row per channel, in one statement however many there are. The cabinet has it at once; the
 * lane of each other channel sends it, ringing ones not before the morning. A letter important enough for SMS also goes
 * to every browser with notifications on. Returns the number of addressees.
 */
export async function spreadLetters(trx: Knex, { source, bindings, caseId, at, rings }: Spread): Promise<number> {
  const morning = rings ? await morningOf(trx, caseId, at) : at;
  const { rows } = await trx.raw<{ rows: { people: number }[] }>(
    `with ${waysOf(source)}, written as (
       insert into delivery (id, case_id, key, person_id, organisation_id, channel, push_subscription_id, letter, facts,
         created_at, next_at, at_night, sent_at)
       select gen_random_uuid(), :caseId::uuid, concat_ws(':', w.key, w.channel, w.browser_id), w.person_id, w.organisation_id,
         w.channel, w.browser_id, w.letter, w.facts, :at::timestamptz,
         case when w.channel in ('sms', 'push') and w.at_night is null then :morning::timestamptz else :at::timestamptz end,
         w.at_night, case when w.channel in ('cabinet', 'paper') then :at::timestamptz end
       from way w on conflict (key) do nothing returning channel
     )
     select count(*) filter (where channel = 'cabinet')::int as people from written`,
    { ...bindings, caseId, at, morning },
  );
  return rows[0]?.people ?? 0;
}

export const ringsPhone = (channel: Channel): boolean => channel === 'sms' || channel === 'push';

/** The zone of a case's house; of the region when there is no house. In SQL, over the row of a case. */
export const houseZone = (file: string): string =>
  `coalesce(${file}.zone, (select mode() within group (order by zone) from building), 'Europe/Moscow')`;

/** The earliest instant when a message of this case may ring. */
async function morningOf(trx: Knex, caseId: string | null, at: Date): Promise<Date> {
  const { rows } = await trx.raw<{ rows: { zone: string }[] }>(
    `select ${houseZone('f')} as zone from (select ?::uuid as id) w left join case_file f on f.id = w.id`,
    [caseId],
  );
  const [row] = rows;
  if (!row) throw new Error('A join on the left always has a row');
  return mayRingAt(at, row.zone);
}

/** Confirmed contact channels of an addressee. */
export async function contactChannels(
  trx: Knex,
  letter: Pick<Letter, 'personId' | 'organisationId'>,
): Promise<string[]> {
  if (letter.personId) {
    const rows = await trx('contact')
      .where({ person_id: letter.personId })
      .whereNotNull('confirmed_at')
      .distinct('channel');
    return rows.map((row: { channel: string }) => row.channel);
  }
  const organisation = await trx('organisation').where({ id: letter.organisationId }).first('email');
  return organisation?.email ? ['email'] : [];
}

/** The columns of a letter as the sender sees it; in SQL. */
export const delivered = (row: string): string =>
  `${row}.id, ${row}.case_id as "caseId", ${row}.channel, ${row}.letter, ${row}.facts, ${row}.person_id as "personId",
   ${row}.organisation_id as "organisationId", ${row}.push_subscription_id as "browserId",
   ${row}.created_at as "createdAt", ${row}.attempts`;

/** The first time the addressee opens it is its legally effective instant in the cabinet. */
export async function markRead(db: Knex, personId: string, id: string): Promise<void> {
  await db.raw(
    `update delivery set read_at = domovoy_now(), effective_at = domovoy_now()
     where id = ? and person_id = ? and channel = 'cabinet' and read_at is null`,
    [id, personId],
  );
}

/** The same delivery always has the same Message-ID, so a second sending after a crash is the same message. */
export const messageId = (deliveryId: string): string =>
  `<${createHash('sha256').update(deliveryId).digest('hex').slice(0, 32)}@domovoy>`;
