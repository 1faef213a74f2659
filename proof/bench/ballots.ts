import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { openDatabase } from '../../store/sql/database';
import { signCheckpoints } from '../../store/meeting/ballots/checkpoints';
import { dumpOf } from '../../store/meeting/ballots/dump';
import { receiptOf } from '../../store/meeting/ballots/receipt';
import { verifyDump } from '../../store/meeting/ballots/verify';
import { testDatabase } from '../database';
import setUp from '../setup';
import tearDown from '../teardown';
import { makeCrowd, tokensOf, type Crowd } from './crowd';
import { fire, type Figures, type Shot } from './load';
import { server } from './server';

/**
 * `tsx proof/bench/ballots.ts [ballots] [connections]`: our app over HTTP compared with a bare chained insert, in the
 * same run.
 */
const [BALLOTS, CONNECTIONS] = [Number(process.argv[2] ?? 120_000), Number(process.argv[3] ?? 32)];
const VOTERS = 200;
const QUESTIONS = 5;
const SLICES = 24;
const PROOFS = 1_200;
const AGAIN = 50;
const LEAST_RATIO = 0.4;

interface Planned extends Shot {
  caseId: string;
  right: string;
}

function plan(crowd: Crowd, tokens: ReadonlyMap<string, string>): Planned[] {
  const marks = ['for', 'against', 'abstained'];
  const shots = crowd.meetings.flatMap(({ id, questions }, m) =>
    crowd.voters.map(({ person, rights }, v): Planned => {
      const right = rights.get(id) ?? '';
      const answers = Object.fromEntries(questions.map((question, q) => [question, marks[(m + v + q) % 3] ?? 'for']));
      return {
        caseId: id,
        right,
        path: `/meetings/${id}/ballots`,
        body: JSON.stringify({ right, answers }),
        headers: { authorization: `Bearer ${tokens.get(person)}`, 'idempotency-key': randomUUID() },
      };
    }),
  );
  // Owners of all houses vote at once, so the order of arrival is random.
  return shots
    .map((shot, index) => ({ shot, place: (index * 7_919) % shots.length }))
    .sort((a, b) => a.place - b.place)
    .map(({ shot }) => shot)
    .slice(0, BALLOTS);
}

interface Receipt {
  seq: number;
  tracker: string;
}

/** Compares what the clients were told with the tables, the chains and the proofs. */
async function audit(
  db: Knex,
  shots: readonly Planned[],
  journal: ReadonlyMap<number, Receipt>,
): Promise<Record<string, number>> {
  const rows = await db('meeting_ballot').select<{ id: string; caseId: string; seq: number; leaf: string }[]>({
    id: 'id',
    caseId: 'case_id',
    seq: 'seq',
    leaf: 'leaf',
  });
  const kept = new Map(rows.map((row) => [row.id, row]));
  let [lost, other] = [0, 0];
  for (const [index, { seq, tracker }] of journal) {
    const row = kept.get(shots[index]?.headers['idempotency-key'] ?? '');
    if (!row) lost += 1;
    else if (row.seq !== seq || !row.leaf.startsWith(tracker)) other += 1;
  }
  await signCheckpoints(db);
  let proven = 0;
  for (let n = 0; n < PROOFS; n += 1) {
    const row = rows[Math.floor((n / PROOFS) * rows.length)];
    if (row && (await receiptOf(db, row.caseId, row.seq))?.proof?.holds) proven += 1;
  }
  const cases = [...new Set(rows.map(({ caseId }) => caseId))];
  let verified = 0;
  for (const caseId of cases) verified += verifyDump((await dumpOf(db, caseId, 'full')) ?? '').dump.entries.length;
  return { receipts: journal.size, rows: rows.length, doubled: rows.length - kept.size, lost, other, proven, verified };
}

const line = (name: string, { perSecond, p50, p95, p99, done, statuses }: Figures): string =>
  `${name}: ${perSecond.toFixed(0)}/s, p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, ` +
  `${done} ${JSON.stringify(statuses)}`;

function joined(parts: readonly Figures[]): Figures {
  const done = parts.reduce((sofar, one) => sofar + one.done, 0);
  const seconds = parts.reduce((sofar, one) => sofar + one.seconds, 0);
  const middle = (name: 'p50' | 'p95' | 'p99'): number =>
    parts.map((one) => one[name]).sort((a, b) => a - b)[Math.floor(parts.length / 2)] ?? 0;
  const statuses: Record<string, number> = {};
  for (const part of parts)
    for (const [status, count] of Object.entries(part.statuses)) statuses[status] = (statuses[status] ?? 0) + count;
  return {
    done,
    seconds,
    perSecond: done / seconds,
    p50: middle('p50'),
    p95: middle('p95'),
    p99: middle('p99'),
    statuses,
  };
}

async function measure(db: Knex, owner: Knex, url: string): Promise<boolean> {
  await owner.raw(`create table bare_ballot (meeting uuid not null, seq int not null, right_id uuid not null,
    answers jsonb not null, at timestamptz not null default clock_timestamp(), prev text not null, hash text not null,
    primary key (meeting, seq))`);
  await owner.raw('grant select, insert on bare_ballot to domovoy_app');
  const crowd = await makeCrowd(owner, { meetings: Math.ceil(BALLOTS / VOTERS), voters: VOTERS, questions: QUESTIONS });
  const tokens = await tokensOf(db, crowd);
  const shots = plan(crowd, tokens);
  const [us, them] = [await server('ours', url), await server('bare', url)];
  const [mine, theirs]: [Figures[], Figures[]] = [[], []];
  const journal = new Map<number, Receipt>();
  let changed = 0;
  // In turns, so that a slow minute of the machine affects both.
  const size = Math.ceil(shots.length / SLICES);
  for (let from = 0; from < shots.length; from += size) {
    const slice = shots.slice(from, from + size);
    theirs.push(await fire(them.port, slice, CONNECTIONS, () => undefined));
    mine.push(
      await fire(us.port, slice, CONNECTIONS, (index, { status, body }) => {
        if (status === 201) journal.set(from + index, JSON.parse(body) as Receipt);
      }),
    );
    await fire(us.port, slice.slice(0, AGAIN), CONNECTIONS, (index, { body }) => {
      if ((JSON.parse(body) as Receipt).tracker !== journal.get(from + index)?.tracker) changed += 1;
    });
  }
  for (const { child } of [us, them]) child.disconnect();
  // The first slice of each warms its process up: it is audited, but not timed.
  const [our, bare] = [joined(mine.slice(1)), joined(theirs.slice(1))];
  const found = await audit(db, shots, journal);
  const ratio = our.perSecond / bare.perSecond;
  console.log(
    [line('ours', our), line('bare', bare), `ratio ${ratio.toFixed(2)}`, JSON.stringify({ ...found, changed })].join(
      '\n',
    ),
  );
  return (
    ratio >= LEAST_RATIO &&
    found.receipts === shots.length &&
    found.rows === shots.length &&
    found.verified === shots.length &&
    found.proven === PROOFS &&
    [found.doubled, found.lost, found.other, changed].every((count) => count === 0)
  );
}

async function main(): Promise<void> {
  await setUp();
  const database = await testDatabase();
  const [db, owner] = [openDatabase(database.url, 'bench', 10), openDatabase(database.ownerUrl, 'bench owner', 2)];
  try {
    process.exitCode = (await measure(db, owner, database.url)) ? 0 : 1;
  } finally {
    await Promise.all([db.destroy(), owner.destroy()]);
    await database.drop();
    await tearDown();
  }
}

void main();
