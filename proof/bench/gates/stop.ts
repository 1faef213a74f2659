import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Knex } from 'knex';
import { DAY_MS, endOfDay } from '../../../law/base/zone';
import { openAppeal } from '../../../store/appeal/open';
import { readClock } from '../../../store/clock/clock';
import { pour } from '../load';
import type { Gate } from './gate';
import { waitUntilAsleep, benchHouse, shot, type BenchHouse } from './house';

const COMMANDS = 200;
const CLERKS = 40;
/** One connection per person, so that no request waits for another before it is sent. */
const CONNECTIONS = COMMANDS;
/** A Thursday, so that terms end on it. */
const LAST_DAY = endOfDay('2026-12-10', 'Europe/Moscow');
const PREPARING_S = 75;
const PATIENCE_MS = 180_000;
const SECOND_MS = 1_000;
/** The parts of the outage: how much of it is before midnight, and during how much of that people act. */
const [BEFORE_MIDNIGHT, ACTING] = [0.8, 0.6];

/**
 * The engine dies in the last minute of the last day of 200 terms, and comes back with its data after midnight. All
 * answers were given in time and none could be carried out in time.
 */
export const stop: Gate = async ({ small, say }) => {
  const seconds = small ? 10 : 60;
  const bornAt = new Date(LAST_DAY.getTime() - (PREPARING_S + seconds) * SECOND_MS);
  const bench = await benchHouse({ writers: 1, clerks: CLERKS, bornAt });
  try {
    const ids = await dueToday(bench);
    await waitUntilAsleep(bench, ids);
    const { now } = await readClock(bench.db);
    const left = LAST_DAY.getTime() - now.getTime() - seconds * BEFORE_MIDNIGHT * SECOND_MS;
    if (left < 0) throw new Error(`The machine is too slow: the cases stood ${-left} ms after the engine was to stop`);
    say(`${ids.length} terms end at midnight; the engine stops in ${(left / SECOND_MS).toFixed(0)} s`);
    await wait(left);
    const back = await bench.house.away('temporal');
    say(`the engine is away for ${seconds} s`);
    const returned = wait(seconds * SECOND_MS).then(back);
    const acting = seconds * BEFORE_MIDNIGHT * ACTING;
    const stream = { connections: CONNECTIONS, perSecond: COMMANDS / acting };
    const { statuses, p95 } = await pour(bench.port, answers(bench, ids), stream, () => undefined);
    await returned;
    const after = await settled(bench.db, ids);
    const acknowledged = (statuses[200] ?? 0) + (statuses[202] ?? 0);
    return [
      {
        what: `engine away ${seconds} s, ${COMMANDS} commands: acknowledged`,
        figure: `${acknowledged} ${JSON.stringify(statuses)}, p95 ${p95.toFixed(0)} ms`,
        gate: `${COMMANDS}`,
        held: acknowledged === COMMANDS,
      },
      {
        what: 'of them done afterwards',
        figure: `${after.done}, the last ${after.seconds.toFixed(0)} s after the engine was back`,
        gate: `${COMMANDS}`,
        held: after.done === COMMANDS,
      },
      {
        what: 'of them judged late by the stop',
        figure: `${after.late} of ${after.inTime} given in time (${after.past} were carried out after their term)`,
        gate: '0',
        held: after.late === 0 && after.inTime > COMMANDS / 2 && after.past > COMMANDS / 2,
      },
    ];
  } finally {
    await bench.stop();
  }
};

/** Appeals whose answer is due by the end of this day. */
async function dueToday(bench: BenchHouse): Promise<string[]> {
  const { now } = await readClock(bench.db);
  const ago = await daysAgo(bench, now);
  const ids: string[] = [];
  for (let index = 0; index < COMMANDS; index += 1)
    ids.push(await bench.db.transaction((trx) => born(bench, trx, ago)));
  return ids;
}

const MOST_DAYS = 90;

/** How long ago an appeal must have been received for its answer to be due today: asked of the law, and rolled back. */
async function daysAgo(bench: BenchHouse, now: Date): Promise<number> {
  for (let days = 1; days < MOST_DAYS; days += 1) {
    const trx = await bench.db.transaction();
    const id = await born(bench, trx, days);
    const { due_at: due } = await trx('case_deadline').where({ case_id: id, name: 'answer' }).first('due_at');
    await trx.rollback();
    if (due > now && due <= LAST_DAY) return days;
  }
  throw new Error('No term ends on this day');
}

async function born({ town, db }: BenchHouse, trx: Knex, days: number): Promise<string> {
  const { now: at } = await readClock(db);
  const id = randomUUID();
  await openAppeal(trx, {
    ...{ id, at, receivedAt: new Date(at.getTime() - days * DAY_MS), addresseeId: town.of.manager },
    ...{ subjects: ['cleaning'], channel: 'cabinet', text: 'В подъезде не убирают.', buildingId: town.buildingId },
    ...{ applicant: { personId: town.who.owner }, collective: false, actorId: null },
  });
  return id;
}

const answers = ({ clerks }: BenchHouse, ids: readonly string[]) =>
  ids.map((id, index) =>
    shot(clerks[index % CLERKS] ?? '', `/appeals/${id}/answer`, { kind: 'satisfied', answer: 'Снег убран.' }),
  );

interface After {
  done: number;
  inTime: number;
  late: number;
  past: number;
  seconds: number;
}

async function settled(db: Knex, ids: readonly string[]): Promise<After> {
  const began = performance.now();
  const open = db('accepted_act').whereNull('done_at').whereNull('refused_at').first('key');
  while ((await open.clone()) && performance.now() - began < PATIENCE_MS) await wait(SECOND_MS / 10);
  const seconds = (performance.now() - began) / SECOND_MS;
  const { rows } = await db.raw<{ rows: Omit<After, 'seconds'>[] }>(
    `select count(a.done_at)::int as done, count(*) filter (where a.done_at > d.due_at)::int as past,
       count(*) filter (where a.received_at <= d.due_at)::int as "inTime",
       count(*) filter (where a.received_at <= d.due_at
         and (d.met_at is null or d.met_at > d.due_at or d.missed_at is not null))::int as late
     from case_deadline d left join accepted_act a on a.case_id = d.case_id and a.act = 'answer'
     where d.name = 'answer' and d.case_id = any(?::uuid[])`,
    [[...ids]],
  );
  return { ...(rows[0] ?? { done: 0, inTime: 0, late: ids.length, past: 0 }), seconds };
}
