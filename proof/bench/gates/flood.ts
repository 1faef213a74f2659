import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { openAppeal } from '../../../store/appeal/open';
import { outboxAge } from '../../../store/engine/outbox';
import { pour } from '../load';
import { part, type Gate } from './gate';
import { waitUntilAsleep, benchHouse, fillOpen, notComparedNow, type BenchHouse } from './house';

const PER_SECOND = 20;
const WRITERS = 100;
const CONNECTIONS = 40;
const ANSWER_MS = 300;
const ORDER_S = 5;
const LATE_MS = 2_000;
const DAY_MS = 86_400_000;
const SECOND_MS = 1_000;

/** Intakes at a steady rate on top of many open cases, while alarms of other cases fall due every second. */
export const flood: Gate = async ({ small, say }) => {
  const [seconds, open, alarms] = small ? [30, 10_000, 30] : [300, 10_000, 300];
  const bench = await benchHouse({ writers: WRITERS });
  try {
    await notComparedNow(bench);
    await fillOpen(bench, open);
    say(`${open} open cases written (rows of cases and executions; the engine does not know them)`);
    const rings = await alarmed(bench, alarms, seconds);
    say(`${seconds} s of ${PER_SECOND} intakes a second`);
    const watching = oldestOrder(bench);
    const ids: string[] = [];
    const shots = Array.from({ length: seconds * PER_SECOND }, bench.letter);
    const stream = { connections: CONNECTIONS, perSecond: PER_SECOND };
    const { p95, statuses } = await pour(bench.port, shots, stream, (_, { status, body }) => {
      if (status === 201) ids.push((JSON.parse(body) as { id: string }).id);
    });
    const oldest = await watching.end();
    await waitUntilAsleep(bench, ids);
    const kept = Number(
      (await bench.db('case_file').whereRaw('id = any(?::uuid[])', [ids]).whereNotNull('number').count())[0]?.['count'],
    );
    // The last alarm may ring after the last letter has come.
    await wait(Math.max(0, Math.max(...rings.values()) + 2 * LATE_MS - Date.now()));
    const late = await lateness(bench, rings);
    const gate = `of ${PER_SECOND} /s for ${seconds} s over ${open} cases`;
    return [
      {
        what: `flood ${gate}: lost`,
        figure: `${shots.length - ids.length} not answered 201, ${ids.length - kept} lost ${JSON.stringify(statuses)}`,
        gate: '0',
        held: ids.length === shots.length && kept === ids.length,
      },
      { what: 'flood: answer p95', figure: `${p95.toFixed(0)} ms`, gate: `≤ ${ANSWER_MS} ms`, held: p95 <= ANSWER_MS },
      {
        what: 'flood: oldest order',
        figure: `${oldest.toFixed(1)} s`,
        gate: `≤ ${ORDER_S} s`,
        held: oldest <= ORDER_S,
      },
      {
        what: `flood: ${alarms} timers late, p99`,
        figure: `${part(late, 0.99).toFixed(0)} ms (p50 ${part(late, 0.5).toFixed(0)})`,
        gate: `≤ ${LATE_MS} ms`,
        held: late.length === alarms && part(late, 0.99) <= LATE_MS,
      },
    ];
  } finally {
    await bench.stop();
  }
};

const AHEAD_MS = 5_000;

/**
 * Appeals of long ago, overdue as soon as they are written; their one alarm is postponed to an instant of its own, as
 * an alarm that failed is, so that real deadlines ring during the run.
 */
async function alarmed({ db, town }: BenchHouse, count: number, seconds: number): Promise<Map<string, number>> {
  const [home] = town.rows.ownership;
  const begins = Date.now() + AHEAD_MS + count * 30;
  const rings = new Map<string, number>();
  for (let index = 0; index < count; index += 1) {
    const id = randomUUID();
    const ringsAt = begins + (index * seconds * SECOND_MS) / count;
    await db.transaction(async (trx) => {
      const at = new Date();
      await openAppeal(trx, {
        ...{ id, at, receivedAt: new Date(at.getTime() - 100 * DAY_MS), addresseeId: town.of.manager },
        ...{ subjects: ['cleaning'], channel: 'cabinet', text: 'В подъезде не убирают.', buildingId: town.buildingId },
        ...{ applicant: { personId: String(home?.['person_id']) }, collective: false, actorId: null },
      });
      await trx.raw(
        `insert into parked_alarm (case_id, key, act, due_at, attempts, problem, next_at)
         select case_id, id || ':late', 'late', due_at, 1, 'put off by the benchmark', ? from case_deadline
         where case_id = ? and name = 'answer'`,
        [new Date(ringsAt), id],
      );
    });
    rings.set(id, ringsAt);
  }
  return rings;
}

/** How long after its instant each alarm was carried out, by the database's clock. */
async function lateness({ db }: BenchHouse, rings: ReadonlyMap<string, number>): Promise<number[]> {
  const rows = await db('case_command')
    .where({ name: 'late' })
    .select<{ id: string; at: Date }[]>({ id: 'case_id', at: 'at' });
  return rows.flatMap(({ id, at }) => {
    const due = rings.get(id);
    return due === undefined ? [] : [at.getTime() - due];
  });
}

function oldestOrder({ db }: BenchHouse): { end(): Promise<number> } {
  let [oldest, ended] = [0, false];
  const looks = (async () => {
    for (; !ended; await wait(SECOND_MS)) oldest = Math.max(oldest, (await outboxAge(db)).oldestSeconds);
  })();
  return {
    async end() {
      ended = true;
      await looks;
      return oldest;
    },
  };
}
