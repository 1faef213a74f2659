import { Agent, request, type IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { query } from '../../store/sql/query';
import { serve } from '../pages/browser';
import { floodDesk } from '../request-flood';
import { requestDesk, type RequestDesk } from '../request-desk';
import { generous } from '../doors/gate';
import setUp from '../setup';
import tearDown from '../teardown';
import { machine, print } from './measure';

const [ROWS = 10_000, VIEWERS = 100, SECONDS = 10] = process.argv.slice(2).map(Number);
/** Each open board asks for its rows after a change, and changes are gathered; so often a busy desk makes it ask. */
const EACH_MS = 5_000;
const CHANGE_MS = 500;
const GATE_MS = 200;

interface Got {
  ms: number;
  bytes: number;
}

/** One board as a browser keeps it: asks, waits, asks again. */
async function board(url: string, cookie: string, agent: Agent, until: number, got: Got[]): Promise<void> {
  await wait(Math.random() * EACH_MS);
  while (performance.now() < until) {
    const began = performance.now();
    const bytes = await new Promise<number>((done, fail) => {
      const headers = { cookie, accept: 'text/html', 'HX-Request': 'true' };
      const asked = request(`${url}/requests/board/rows`, { agent, headers }, (answer: IncomingMessage) => {
        let size = 0;
        answer.on('data', (part: Buffer) => (size += part.length)).on('end', () => done(size));
        if (answer.statusCode !== 200) fail(new Error(`answered ${answer.statusCode}`));
      });
      asked.on('error', fail).end();
    });
    got.push({ ms: performance.now() - began, bytes });
    await wait(Math.max(0, EACH_MS - (performance.now() - began)));
  }
}

/** The desk goes on working: something of it changes twice a second. */
async function changes(desk: RequestDesk, until: number): Promise<void> {
  const { owner, of } = desk;
  while (performance.now() < until) {
    await query(
      owner,
      `update case_file set due_at = due_at + interval '1 second' where id = (select id from case_file
         where organisation_id = :id and area = 'request' offset floor(random() * 100) limit 1)`,
      { id: of.manager },
    );
    await wait(CHANGE_MS);
  }
}

const at = (sorted: readonly number[], part: number): number => sorted[Math.floor((sorted.length - 1) * part)] ?? 0;

async function measured(
  desk: RequestDesk,
  viewers: number,
): Promise<{ p50: number; p95: number; asked: number; looks: number }> {
  const { url, stop } = await serve(desk.app);
  const agent = new Agent({ keepAlive: true, maxSockets: viewers });
  const cookies = await Promise.all(
    [desk.who.dispatcher, desk.who.head, desk.who.clerk].map(async (one) => (await desk.browser(one)).cookie),
  );
  let looks = 0;
  const count = ({ sql }: { sql: string }): void => void (sql.includes('count(*)::int as open') && (looks += 1));
  desk.db.on('query', count);
  const got: Got[] = [];
  const until = performance.now() + SECONDS * 1_000;
  const boards = Array.from({ length: viewers }, (_, place) => board(url, cookies[place % 3] ?? '', agent, until, got));
  await Promise.all([...boards, changes(desk, until)]);
  desk.db.off('query', count);
  agent.destroy();
  await stop();
  const times = got.map(({ ms }) => ms).sort((a, b) => a - b);
  return { p50: at(times, 0.5), p95: at(times, 0.95), asked: times.length, looks };
}

async function main(): Promise<void> {
  await setUp();
  const desk = await requestDesk(undefined, { live: { gatherMs: 1_000, tickMs: 15_000 }, rates: generous });
  try {
    const { manager: organisationId } = desk.of;
    const { first: masterId, dispatcher: byId } = desk.who;
    const now = new Date();
    await floodDesk(desk.owner, { count: ROWS, organisationId, buildingId: desk.buildingId, masterId, byId, now });
    console.log(machine());
    const alone = await measured(desk, 1);
    const all = await measured(desk, VIEWERS);
    print(
      [`${ROWS} open rows`, 'asked', 'looks', 'p50 ms', 'p95 ms'],
      [
        ['one viewer', String(alone.asked), String(alone.looks), alone.p50.toFixed(0), alone.p95.toFixed(0)],
        [`${VIEWERS} viewers`, String(all.asked), String(all.looks), all.p50.toFixed(0), all.p95.toFixed(0)],
      ],
    );
    console.log(
      `p95 with ${VIEWERS} viewers ${(all.p95 / alone.p95).toFixed(1)} × of one; looks at the database a request ${(
        all.looks / all.asked
      ).toFixed(2)}; gate ${GATE_MS} ms: ${all.p95 <= GATE_MS ? 'held' : 'missed'}`,
    );
    console.log(machine());
    if (all.p95 > GATE_MS) process.exitCode = 1;
  } finally {
    await desk.close();
    await tearDown();
  }
}

void main();
