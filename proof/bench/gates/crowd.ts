import { setTimeout as wait } from 'node:timers/promises';
import { fire } from '../load';
import { part, type Gate } from './gate';
import { waitUntilAsleep, benchHouse, shot, type BenchHouse } from './house';

const COMMANDS = 100;
const READERS = 4;
const QUIET_S = 4;
const MOST_RATIO = 2;
const SECOND_MS = 1_000;

/**
 * A hundred people act at once, each on a case of their own, while others read; the API has its usual ten connections.
 */
export const crowd: Gate = async ({ small, say }) => {
  const bench = await benchHouse({ writers: COMMANDS });
  try {
    const { ids, acts } = await withdrawals(bench, COMMANDS);
    say('reads while it is quiet');
    const pages = ids.map((id, index) => ({ id, token: bench.writers[index]?.token ?? '' }));
    await reading(bench, pages, wait(SECOND_MS));
    const quiet = await reading(bench, pages, wait((small ? 2 : QUIET_S) * SECOND_MS));
    say(`${COMMANDS} commands at once`);
    const commands = fire(bench.port, acts, COMMANDS, () => undefined);
    const busy = await reading(bench, pages, commands);
    const { statuses, p95, seconds } = await commands;
    const [here, there] = [part(quiet, 0.95), part(busy, 0.95)];
    const answered = (statuses[200] ?? 0) + (statuses[202] ?? 0);
    return [
      {
        what: `${COMMANDS} commands at once on a pool of 10`,
        figure: `${JSON.stringify(statuses)}, p95 ${(p95 / SECOND_MS).toFixed(1)} s, all in ${seconds.toFixed(1)} s`,
        gate: 'no 503',
        held: answered === COMMANDS,
      },
      {
        what: 'reads beside them, p95',
        figure: `${there.toFixed(0)} ms`,
        bare: `quiet ${here.toFixed(0)} ms`,
        ratio: there / here,
        gate: `≤ ${MOST_RATIO} × quiet`,
        held: there <= MOST_RATIO * here,
      },
    ];
  } finally {
    await bench.stop();
  }
};

/** One case per writer, and the act that ends it. */
async function withdrawals(bench: BenchHouse, count: number) {
  const letters = Array.from({ length: count }, bench.letter);
  const ids = Array.from({ length: count }, () => '');
  await fire(bench.port, letters, READERS, (index, { body }) => (ids[index] = (JSON.parse(body) as { id: string }).id));
  await waitUntilAsleep(bench, ids);
  const acts = letters.map(({ token }, index) =>
    shot(token, `/appeals/${ids[index]}/withdraw`, { farewell: 'Вопрос решён.' }),
  );
  return { ids, acts };
}

/** Everybody opens their own case, a few at a time, until the work ends; returns how long each request took. */
async function reading(
  { house }: BenchHouse,
  pages: readonly { id: string; token: string }[],
  until: Promise<unknown>,
): Promise<number[]> {
  const times: number[] = [];
  let [ended, turn] = [false, 0];
  const reader = async (): Promise<void> => {
    while (!ended) {
      const { id, token } = pages[turn++ % pages.length] ?? { id: '', token: '' };
      const began = performance.now();
      const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
      const answer = await fetch(`${house.pages}/appeals/${id}`, { headers });
      if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
      await answer.text();
      times.push(performance.now() - began);
    }
  };
  const readers = Promise.all(Array.from({ length: READERS }, reader));
  await until;
  ended = true;
  await readers;
  return times;
}
