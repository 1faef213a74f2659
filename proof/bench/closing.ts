import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Knex } from 'knex';
import { meetingDeciders } from '../../activities/meeting';
import { openDatabase } from '../../store/sql/database';
import { dumpOf } from '../../store/meeting/ballots/dump';
import { signingKey } from '../../store/case/signing-key';
import { verifyDump } from '../../store/meeting/ballots/verify';
import { actNow } from '../act-now';
import { countOf } from '../../store/meeting/results';
import { testDatabase } from '../database';
import setUp from '../setup';
import tearDown from '../teardown';
import { makeCrowd, tokensOf, type Crowd } from './crowd';
import { pour, type Hit, type Shot } from './load';
import { machine, print } from './measure';
import { server } from './server';

/**
 * `tsx proof/bench/closing.ts [seconds] [perSecond] [connections] [meetings]`: the closing minute. Half of the requests
 * are sent before the close of all meetings, half after it; the tables then show which were accepted.
 */
const argument = (place: number, usual: number): number => Number(process.argv[place + 2] ?? usual);
const [SECONDS, PER_SECOND] = [argument(0, 60), argument(1, 400)];
const [CONNECTIONS, MEETINGS] = [argument(2, 1_000), argument(3, 24)];
const SHOTS = SECONDS * PER_SECOND;
const QUESTIONS = 5;
/** Time for tokens and connections before the first request. */
const PREPARE_S = 40;
const TALLY_WITHIN_MS = 5_000;
const NOTICED_MS = 2;

interface Ballot extends Shot {
  id: string;
}

function shotsOf({ meetings, voters }: Crowd, tokens: ReadonlyMap<string, string>): Ballot[] {
  // Each person hands in one decision per meeting; meetings take turns, like the houses of a town.
  const all = voters.flatMap(({ person, rights }) =>
    meetings.map(({ id, questions }): Ballot => {
      const key = randomUUID();
      const answers = Object.fromEntries(questions.map((question) => [question, 'for']));
      return {
        id: key,
        path: `/meetings/${id}/ballots`,
        body: JSON.stringify({ right: rights.get(id) ?? '', answers }),
        headers: { authorization: `Bearer ${tokens.get(person)}`, 'idempotency-key': key },
      };
    }),
  );
  return all.slice(0, SHOTS);
}

const closesOf = async (db: Knex): Promise<Date> => (await db('meeting').first('closes_at')).closes_at as Date;

/** What the worker does at the close, meeting by meeting, while late requests still arrive. */
async function closeAll(db: Knex, crowd: Crowd, closesAt: Date): Promise<number[]> {
  await wait(Math.max(0, closesAt.getTime() - Date.now()));
  return Promise.all(
    crowd.meetings.map(async ({ id }) => {
      const call = { area: 'meeting', caseId: id, key: `close:${id}`, act: 'close', actorId: null, args: {} };
      await actNow(db, { ...call, at: closesAt.toISOString() }, meetingDeciders.close);
      return Date.now() - closesAt.getTime();
    }),
  );
}

interface Found {
  accepted: number;
  closed: number;
  /** Of those: sent before the close, but the database got to them only after it. */
  waitedPast: number;
  turnedAway: number;
  /** Accepted at or after the close by the database's clock, or sent after it. */
  takenLate: number;
  /** Told that the voting is closed before it was. */
  closedEarly: number;
  /** Told «no» although it is in the table, or told «yes» although it is not. */
  contradicted: number;
  /** An overload answered with something else than 429 or 503 with Retry-After. */
  otherwise: number;
}

async function audit(db: Knex, shots: readonly Ballot[], hits: ReadonlyMap<number, Hit>, close: Date): Promise<Found> {
  const rows = await db('meeting_ballot').select<{ id: string; at: Date }[]>({ id: 'id', at: 'received_at' });
  const kept = new Map(rows.map(({ id, at }) => [id, at]));
  const found: Found = {
    accepted: 0,
    closed: 0,
    waitedPast: 0,
    turnedAway: 0,
    takenLate: rows.filter(({ at }) => at >= close).length,
    closedEarly: 0,
    contradicted: 0,
    otherwise: shots.length - hits.size,
  };
  for (const [index, { status, body, retryAfter, sentAt, heardAt }] of hits) {
    const held = kept.has(shots[index]?.id ?? '');
    const code = status === 409 ? (JSON.parse(body) as { code: string }).code : '';
    if (held !== (status === 201)) found.contradicted += 1;
    if (status === 201) {
      found.accepted += 1;
      // Date.now() has whole milliseconds of the same machine's clock.
      if (sentAt > close.getTime() + NOTICED_MS) found.takenLate += 1;
    } else if (code === 'voting-closed') {
      found.closed += 1;
      if (sentAt < close.getTime()) found.waitedPast += 1;
      if (heardAt < close.getTime() - NOTICED_MS) found.closedEarly += 1;
    } else if ((status === 429 || status === 503) && retryAfter !== null) found.turnedAway += 1;
    else found.otherwise += 1;
  }
  return found;
}

/** The sealed log must contain exactly the rows of the table, and the stored count all of them. */
async function sealedRight(db: Knex, crowd: Crowd): Promise<boolean> {
  for (const { id } of crowd.meetings) {
    const inTable = Number((await db('meeting_ballot').where({ case_id: id }).count<{ count: string }[]>())[0]?.count);
    const entries = verifyDump((await dumpOf(db, id, 'full')) ?? '').dump.entries.length;
    const counted = (await countOf(db, id))?.outcomes.filter(({ verdict }) => verdict === 'counted').length;
    if (entries !== inTable || counted !== inTable) return false;
  }
  return true;
}

async function closingMinute(db: Knex, owner: Knex, url: string): Promise<boolean> {
  const before = machine();
  const voters = Math.ceil(SHOTS / MEETINGS);
  const closesIn = `${PREPARE_S + SECONDS / 2} seconds`;
  const crowd = await makeCrowd(owner, { meetings: MEETINGS, voters, questions: QUESTIONS, closesIn });
  await signingKey(db);
  const us = await server('ours', url);
  const shots = shotsOf(crowd, await tokensOf(db, crowd));
  const closesAt = await closesOf(db);
  const lead = closesAt.getTime() - (SECONDS * 1_000) / 2 - Date.now();
  if (lead < 0) throw new Error(`Not ready ${-lead} ms before the first shot: raise PREPARE_S`);
  const hits = new Map<number, Hit>();
  const [figures, tallied] = await Promise.all([
    wait(lead).then(() =>
      pour(us.port, shots, { connections: CONNECTIONS, perSecond: PER_SECOND }, (index, hit) => hits.set(index, hit)),
    ),
    closeAll(db, crowd, closesAt),
  ]);
  us.child.disconnect();
  const found = await audit(db, shots, hits, closesAt);
  const slowest = Math.max(...tallied);
  const whole = await sealedRight(db, crowd);
  print(
    ['closing minute', 'shots', 'open', '/s', 'p50 ms', 'p95 ms', 'p99 ms'],
    [
      [
        `${MEETINGS} meetings`,
        ...[shots.length, figures.open].map(String),
        ...[figures.perSecond, figures.p50, figures.p95, figures.p99].map((one) => one.toFixed(0)),
      ],
    ],
  );
  console.log(JSON.stringify({ ...found, statuses: figures.statuses, tallyMs: slowest, logAndCountAgree: whole }));
  console.log(`before: ${before}\nafter:  ${machine()}`);
  const { takenLate, closedEarly, contradicted, otherwise } = found;
  return whole && slowest <= TALLY_WITHIN_MS && takenLate + closedEarly + contradicted + otherwise === 0;
}

async function main(): Promise<void> {
  await setUp();
  const database = await testDatabase();
  const [db, owner] = [openDatabase(database.url, 'bench', 10), openDatabase(database.ownerUrl, 'bench owner', 2)];
  try {
    process.exitCode = (await closingMinute(db, owner, database.url)) ? 0 : 1;
  } finally {
    await Promise.all([db.destroy(), owner.destroy()]);
    await database.drop();
    await tearDown();
  }
}

void main();
