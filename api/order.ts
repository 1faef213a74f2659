import { z } from 'zod';
import { idFrom } from '../store/ids';
import type { Command } from './engine';

/** What every act upon a running case answers: where the case stands after it. */
export const actOut = z.object({ id: z.string(), phase: z.string(), seq: z.number() });

interface Said {
  name: string;
  args?: Command['args'];
  /** Words the command speaks of, and their files. */
  words?: string;
  files?: readonly { bytes: Buffer }[];
}

/**
 * The form's key, and what it carries: words are written once for ever and the engine remembers a refusal, so a form
 * that came back and was mended must be a new command.
 */
export const commandKey = (key: string, { name, args = {}, words = '', files = [] }: Said): string =>
  idFrom(key, name, JSON.stringify(args), words, ...files.map(({ bytes }) => bytes));
