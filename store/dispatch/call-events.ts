import type { Knex } from 'knex';
import { Refusal } from '../../law/base/refusal';
import { localOf } from '../../law/base/zone';
import { deadline } from '../../law/base/terms';
import type { CallAct, ExchangeEvent } from '../../law/dispatch/call-events';
import { idFrom } from '../sql/ids';
import { query, queryOne } from '../sql/query';

/** One event as an exchange tells it; its own names make a repeat the same event. */
export interface ToldEvent {
  organisationId: string;
  event: string;
  call: string;
  kind: ExchangeEvent;
  /** By our clock. */
  at: Date;
  phone: string | null;
  url: string | null;
}

export interface Heard {
  id: string;
  /** The event was known already: nothing was written. */
  repeated: boolean;
}

const callId = (organisationId: string, call: string): string => idFrom('call', organisationId, call);

/** In whatever order and however often events come, they make the same call. */
export async function hearEvent(db: Knex, told: ToldEvent): Promise<Heard> {
  const { organisationId, call, phone } = told;
  const id = callId(organisationId, call);
  await query(
    db,
    `insert into call (id, organisation_id, exchange_call, phone) values (:id, :organisationId, :call, :phone)
     on conflict do nothing`,
    { id, organisationId, call, phone },
  );
  if (!(await keepEvent(db, id, told))) return { id, repeated: true };
  await keepAddresses(db, id, told);
  return { id, repeated: false };
}

/** False: the same event once more. */
async function keepEvent(db: Knex, id: string, told: ToldEvent): Promise<boolean> {
  const { organisationId, event, kind, at } = told;
  const made = await queryOne(
    db,
    `insert into call_event (id, call_id, organisation_id, exchange_event, kind, at)
     values (:eventId, :id, :organisationId, :event, :kind, :at)
     on conflict (organisation_id, exchange_event) do nothing returning id`,
    { eventId: idFrom('call event', organisationId, event), id, organisationId, event, kind, at },
  );
  if (made) return true;
  const same = await queryOne(
    db,
    `select id from call_event where organisation_id = :organisationId and exchange_event = :event
       and call_id = :id and kind = :kind`,
    { organisationId, event, id, kind },
  );
  if (same) return false;
  throw new Refusal('event-reused', 'Событие с таким именем уже было и говорило другое. Дайте новому своё имя.', 409);
}

/** A recording is kept from the end of the talk on (ADS-21); what came first stays. */
async function keepAddresses(db: Knex, id: string, { kind, url, phone }: ToldEvent): Promise<void> {
  const row = await queryOne<{ zone: string; endedAt: Date | null; recordedAt: Date | null }>(
    db,
    `update call c set
       phone = coalesce(c.phone, :phone),
       message_url = coalesce(c.message_url, case when :kind = 'message' then :url end),
       recording_url = coalesce(c.recording_url, case when :kind = 'recording' then :url end)
     from organisation o where c.id = :id and o.id = c.organisation_id
     returning o.zone, c.ended_at as "endedAt", case when c.recording_url is not null then c.arrived_at end as "recordedAt"`,
    { id, kind, url, phone },
  );
  if (!row?.recordedAt) return;
  const end = row.endedAt ?? row.recordedAt;
  const { dueAt } = deadline({ norm: 'ADS-21', event: end, zone: row.zone, on: localOf(end, row.zone).day });
  await db('call')
    .where({ id })
    .update({ recording_until: new Date(dueAt) });
}

export interface CallMark {
  id: string;
  callId: string;
  act: CallAct;
  personId: string;
  at: Date;
}

/** What a dispatcher has done with the call. Two who take one call at once: the first has it, the other is told. */
export async function markCall(db: Knex, { id, callId: call, act, personId, at }: CallMark): Promise<void> {
  await db.raw('select from call where id = ? for no key update', [call]);
  const first = await queryOne<{ personId: string; name: string }>(
    db,
    `select e.person_id as "personId", concat_ws(' ', p.given_name, p.family_name) as name
     from call_event e join person p on p.id = e.person_id where e.call_id = :call and e.kind = :act order by e.at limit 1`,
    { call, act },
  );
  if (first?.personId === personId) return;
  if (first) throw new Refusal('call-taken', `Этим звонком уже занимается ${first.name}. Возьмите следующий.`, 409);
  await query(
    db,
    `insert into call_event (id, call_id, organisation_id, kind, at, person_id)
     select :id, c.id, c.organisation_id, :act, :at, :personId from call c where c.id = :call`,
    { id, call, act, at, personId },
  );
}

/** Addresses of recordings whose keeping is over (ADS-21). */
export async function forgetOldRecordings(db: Knex): Promise<number> {
  const rows = await query(
    db,
    `update call set recording_url = null, message_url = null where id in (
       select id from call where recording_url is not null and recording_until <= domovoy_now() limit 1000
       for update skip locked) returning id`,
  );
  return rows.length;
}
