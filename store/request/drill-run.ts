import type { Knex } from 'knex';
import { drillPaces, type DrillRole } from '../../law/request/drill';
import { drillWords } from '../../law/request/drill-words';
import { MINUTE_MS } from '../../law/base/zone';
import { readClock } from '../clock/clock';
import { lastTravel, wantTravel } from '../clock/travels';
import { hearEvent } from '../dispatch/call-events';
import { phonesOfHouses } from '../dispatch/call-list';
import { linkCall } from '../dispatch/call';
import { idFrom } from '../sql/ids';
import { query, queryOne } from '../sql/query';
import { drillById, dueAtOf, nextOf, type Drill } from './drill';
import { openRequest } from './open';

/** Real time between two moves of the clock: each of them closes the doors of the whole region for a moment. */
const BEAT_MS = 5_000;
/** What a leader who fell asleep is spared: no single move is longer than this much real time is worth. */
const REST_MOST_MS = 30_000;
/** Calls opened in one transaction: a wave of a hundred must not hold its locks too long. */
const CALLS_A_TURN = 20;
/** How long a dispatcher talks with a caller of the script. */
const TALK_MS = 2 * MINUTE_MS;

interface ScriptRow {
  number: number;
  offsetMs: number;
  role: DrillRole;
  kind: string;
  buildingId: string;
  premisesId: string | null;
  entrance: number | null;
}

/**
 * One turn of the running drill: calls whose instant has come come in, or the clock is moved towards the next one, never
 * past it. Whoever calls this, and however often, each call comes once. True: there is more to do at once.
 */
export function advanceDrill(db: Knex): Promise<boolean> {
  return db.transaction(async (trx) => {
    const held = await queryOne<{ id: string }>(
      trx,
      'select id from drill where ended_at is null for no key update skip locked',
    );
    const drill = held && (await drillById(trx, held.id));
    if (!drill) return false;
    const travel = await lastTravel(trx);
    if (travel && !travel.over) return false;
    const { now } = await readClock(trx);
    await hangUp(trx, drill, now);
    const due = await dueNow(trx, drill, now);
    if (due.length > 0) {
      const phones = await phonesOfHouses(trx, drill.organisationId, now.toISOString().slice(0, 10));
      for (const row of due) await comeIn(trx, drill, row, { now, phone: phones[row.number % phones.length] ?? null });
      await trx('drill')
        .where({ id: drill.id })
        .update({ beat_at: trx.raw('clock_timestamp()') });
      return due.length === CALLS_A_TURN;
    }
    await moveOn(trx, drill, now);
    return false;
  });
}

async function dueNow(db: Knex, drill: Drill, now: Date): Promise<ScriptRow[]> {
  const rows = await query<ScriptRow>(
    db,
    `select number, offset_ms::float8 as "offsetMs", role, kind, building_id as "buildingId",
       premises_id as "premisesId", entrance
     from drill_request where drill_id = :id and case_id is null order by number limit ${CALLS_A_TURN}`,
    { id: drill.id },
  );
  const asked = drillPaces[drill.pace] === 0 ? drill.askedTo : Infinity;
  return rows.filter((row) => row.number <= asked && dueAtOf(drill, row.offsetMs) <= now);
}

/** The telephone rings, and what the caller says is written down as a request of a new kind would be. */
async function comeIn(
  trx: Knex,
  drill: Drill,
  row: ScriptRow,
  { now, phone }: { now: Date; phone: string | null },
): Promise<void> {
  const { number, role, kind, buildingId, premisesId, entrance } = row;
  const id = idFrom(drill.id, String(number));
  const told = { organisationId: drill.organisationId, call: `${drill.id} ${number}`, phone, url: null, at: now };
  const call = await hearEvent(trx, { ...told, event: `${told.call} ringing`, kind: 'ringing' });
  await openRequest(trx, {
    ...{ id, at: now, source: 'phone', kind, text: drillWords(role, number), buildingId, premisesId, entrance },
    ...{ applicantId: null, caller: { name: null, phone }, callId: call.id, organisationId: drill.organisationId },
    ...{ actorId: null, told: false },
  });
  await linkCall(trx, { id: call.id, caseId: id });
  await trx('drill_request').where({ drill_id: drill.id, number }).update({ case_id: id, call_id: call.id });
}

/** Callers who were answered hang up after a while: nobody else ends their talk. */
async function hangUp(trx: Knex, { id, organisationId }: Drill, now: Date): Promise<void> {
  const over = await query<{ call: string }>(
    trx,
    `select c.exchange_call as call from drill_request r join call c on c.id = r.call_id
     where r.drill_id = :id and c.ended_at is null and c.answered_at <= :before`,
    { id, before: new Date(now.getTime() - TALK_MS) },
  );
  for (const { call } of over)
    await hearEvent(trx, {
      ...{ organisationId, call, event: `${call} ended`, kind: 'ended', at: now, phone: null, url: null },
    });
}

/** Real time is worth as much of the region's as the leader's pace says; the clock itself goes on once by itself. */
async function moveOn(trx: Knex, drill: Drill, now: Date): Promise<void> {
  const pace = drillPaces[drill.pace];
  if (pace <= 1 || drill.restMs < BEAT_MS) return;
  const next = await nextOf(trx, drill);
  const ahead = now.getTime() + Math.min(drill.restMs, REST_MOST_MS) * (pace - 1);
  const to = new Date(next ? Math.min(ahead, next.dueAt.getTime()) : ahead);
  if (to <= now) return;
  await wantTravel(trx, { id: idFrom(drill.id, now.toISOString()), to, personId: drill.startedBy });
  await trx('drill')
    .where({ id: drill.id })
    .update({ beat_at: trx.raw('clock_timestamp()') });
}
