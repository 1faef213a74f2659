import { z } from 'zod';
import type { Knex } from 'knex';
import { setTimeout as wait } from 'node:timers/promises';
import { Refusal } from '../../law/base/refusal';
import { acceptAct, type RefusalKept } from '../../store/case/accept';
import { idFrom } from '../../store/sql/ids';
import type { Command, CommandResult, Engine } from './engine';

/** What every act upon a running case answers: where the case stands after it. */
export const actOut = z.object({
  id: z.string(),
  phase: z.string().optional(),
  seq: z.number().optional(),
  /** Not done yet (202): the page that follows it. */
  accepted: z.string().optional(),
});

/** Where whoever acted sees what became of it. */
export const actHref = ({ caseId, key }: Pick<Command, 'caseId' | 'key'>): string => `/cases/${caseId}/acts/${key}`;

interface Said {
  name: string;
  args?: Command['args'];
  /** Words the command speaks of, and their files. */
  words?: string;
  files?: readonly { bytes: Buffer }[];
}

/**
 * The form's key, and what it carries: words are written once for ever, so a form that came back and was mended must be
 * a new command.
 */
export const commandKey = (key: string, { name, args = {}, words = '', files = [] }: Said): string =>
  idFrom(key, name, JSON.stringify(args), words, ...files.map(({ bytes }) => bytes));

export const asRefusal = ({ code, say, status, fields }: RefusalKept): Refusal =>
  new Refusal(code, say, status, fields);

const LOOK_MS = 200;

/** Gives a case a command beside any request, as a form does, and waits until it is done: for seeds and proofs. */
export async function command({ db, engine }: { db: Knex; engine: Engine }, given: Command): Promise<CommandResult> {
  await db.transaction((trx) => acceptAct(trx, given, { see: '', say: '' }));
  for (;;) {
    const outcome = await engine.carryOut(given);
    if (outcome && 'refusal' in outcome) throw asRefusal(outcome.refusal);
    if (outcome) return outcome;
    await wait(LOOK_MS);
  }
}
