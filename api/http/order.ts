import { z } from 'zod';
import type { Knex } from 'knex';
import { setTimeout as wait } from 'node:timers/promises';
import { Refusal } from '../../law/base/refusal';
import { acceptAct, type RefusalKept } from '../../store/case/accept';
import { idFrom } from '../../store/sql/ids';
import type { Command, CommandResult, Engine } from './engine';

/** The answer of every act on a running case: the state of the case after it. */
export const actOut = z.object({
  id: z.string(),
  phase: z.string().optional(),
  seq: z.number().optional(),
  /** The page that shows the result, when the act is not done yet (202). */
  accepted: z.string().optional(),
});

/** The page where the person who acted sees the result. */
export const actHref = ({ caseId, key }: Pick<Command, 'caseId' | 'key'>): string => `/cases/${caseId}/acts/${key}`;

interface Said {
  name: string;
  args?: Command['args'];
  /** The text the command refers to, and its files. */
  words?: string;
  files?: readonly { bytes: Buffer }[];
}

/**
 * Made from the form's key and the content: a text is stored once and never changes, so a corrected form must be a new
 * command.
 */
export const commandKey = (key: string, { name, args = {}, words = '', files = [] }: Said): string =>
  idFrom(key, name, JSON.stringify(args), words, ...files.map(({ bytes }) => bytes));

export const asRefusal = ({ code, say, status, fields }: RefusalKept): Refusal =>
  new Refusal(code, say, status, fields);

const LOOK_MS = 200;

/**
 * Sends a command to a case outside of any request and waits until it is done, as a form would; for seeds and tests.
 */
export async function command({ db, engine }: { db: Knex; engine: Engine }, given: Command): Promise<CommandResult> {
  await db.transaction((trx) => acceptAct(trx, given, { see: '', say: '' }));
  for (;;) {
    const outcome = await engine.carryOut(given);
    if (outcome && 'refusal' in outcome) throw asRefusal(outcome.refusal);
    if (outcome) return outcome;
    await wait(LOOK_MS);
  }
}
