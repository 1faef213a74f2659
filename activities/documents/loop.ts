import type { Knex } from 'knex';
import { setTimeout as wait } from 'node:timers/promises';
import { travelsOn } from '../../store/clock/travels';
import type { Loop } from '../engine/loop';
import type { PrintPdf } from '../gateways/browser';
import { problemOf } from '../problem';

const PAUSE_MS = 2_000;
const AT_ONCE = 20;
/** A paper that fails is tried again after this time and does not delay the others. */
const AGAIN_MS = 60_000;

/** Papers of one area: which the facts require and are not made, and how one is made; making it twice files it once. */
export interface Drawing<Owed> {
  owed: (db: Knex, most: number) => Promise<Owed[]>;
  idOf: (owed: Owed) => string;
  nameOf: (owed: Owed) => string;
  make: (db: Knex, owed: Owed, print: PrintPdf) => Promise<void>;
  /** Done when there is nothing to make just now. */
  idle?: () => Promise<void>;
}

/**
 * Makes every paper that the facts require. It is independent of the cases: a missing browser or a paper of a thousand
 * lines never delays a legal clock, and no page enters a history.
 */
export function startDrawing<Owed>(
  db: Knex,
  print: PrintPdf,
  log: (problem: string) => void,
  drawing: Drawing<Owed>,
): Loop {
  const ended = new AbortController();
  const resting = new Map<string, number>();
  const rounds = (async () => {
    while (!ended.signal.aborted) {
      const made = await round(db, print, { resting, log, ended: ended.signal, drawing }).catch((error: unknown) => {
        log(problemOf(error));
        return 0;
      });
      if (made === 0) await drawing.idle?.();
      if (made === 0) await wait(PAUSE_MS, undefined, { signal: ended.signal }).catch(() => undefined);
    }
  })();
  return {
    async stop() {
      ended.abort();
      await rounds;
    },
  };
}

interface Round<Owed> {
  resting: Map<string, number>;
  log: (problem: string) => void;
  ended: AbortSignal;
  drawing: Drawing<Owed>;
}

async function round<Owed>(db: Knex, print: PrintPdf, { resting, log, ended, drawing }: Round<Owed>): Promise<number> {
  if (await travelsOn(db)) return 0;
  let made = 0;
  for (const owed of await drawing.owed(db, AT_ONCE + resting.size)) {
    if (ended.aborted || (resting.get(drawing.idOf(owed)) ?? 0) > performance.now()) continue;
    try {
      await drawing.make(db, owed, print);
      made += 1;
    } catch (error) {
      resting.set(drawing.idOf(owed), performance.now() + AGAIN_MS);
      log(`${drawing.nameOf(owed)}: ${problemOf(error)}`);
    }
  }
  return made;
}

/** Makes everything that is owed now: for tests and for the seed. */
export async function drawOwed<Owed>(db: Knex, print: PrintPdf, { owed, make }: Drawing<Owed>): Promise<number> {
  let made = 0;
  for (;;) {
    const all = await owed(db, AT_ONCE);
    if (all.length === 0) return made;
    for (const one of all) await make(db, one, print);
    made += all.length;
  }
}
