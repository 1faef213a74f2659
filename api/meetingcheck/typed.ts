import { z } from 'zod';
import { Refusal } from '../../law/refusal';
import { checkMeeting, type MeetingResult } from '../../law/meeting/check';
import { type MeetingFacts, readMeeting } from '../../law/meeting/facts';
import { noticeWays } from '../../law/meeting/notice';
import { maybe, many, text, ticked } from '../fields';
import type { Upload } from '../route';

/** Rows of the form; a longer agenda is uploaded as a file. */
export const ROWS = 8;
export const rowNumbers: readonly number[] = Array.from({ length: ROWS }, (_, index) => index + 1);
const rowFields = ['kind', 'wording', 'for', 'against', 'abstained'] as const;

const short = () => maybe(text({ max: 80 }));
const wording = () => maybe(text({ max: 3_000 }));

const rows = Object.fromEntries(
  rowNumbers.flatMap((row) => rowFields.map((field) => [`${field}-${row}`, field === 'wording' ? wording() : short()])),
);

const entrance = z.object({ total: text({ max: 80 }), participating: text({ max: 80 }), for: text({ max: 80 }) });
const question = z.object({
  kind: text({ max: 80 }),
  for: text({ max: 80 }),
  against: text({ max: 80 }),
  abstained: text({ max: 80 }),
  wording: wording(),
  entrance: entrance.optional(),
});

/** A program sends `questions`; a form sends numbered rows; a file carries the whole meeting. */
export const typedMeeting = z.object({
  form: short(),
  zone: short(),
  on: short(),
  noticeAt: short(),
  toAdministratorAt: short(),
  opensAt: short(),
  closesAt: short(),
  total: short(),
  participating: short(),
  entrances: maybe(text({ max: 4 })),
  ways: many(z.enum(noticeWays), noticeWays.length),
  placeNamed: ticked(),
  questions: z.array(question).max(200).optional(),
  ...rows,
});
export type TypedMeeting = z.infer<typeof typedMeeting>;

/** Decimal comma and spaces are how people write areas. */
const area = (value: string | undefined): string => (value ?? '0').replace(/[\s\u00a0]/g, '').replace(',', '.');

export function judged(typed: TypedMeeting, files: readonly Upload[]): { facts: MeetingFacts; result: MeetingResult } {
  const [file] = files;
  const facts = file ? readMeeting(parsed(file.bytes)) : readTyped(typed);
  return { facts, result: checkMeeting(facts) };
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, ''));
  } catch {
    const say = 'Файл не читается как JSON. Исправьте его или заполните форму.';
    throw new Refusal('meeting-json', say, 422, { file: say });
  }
}

function readTyped(typed: TypedMeeting): MeetingFacts {
  const filled = rowNumbers.filter((row) => rowOf(typed, row).kind !== undefined);
  const entered = { ...withoutRows(typed), questions: typed.questions ?? filled.map((row) => questionOf(typed, row)) };
  try {
    return readMeeting(entered);
  } catch (error) {
    if (!(error instanceof Refusal) || typed.questions) throw error;
    const fields = renamed(error.fields, filled);
    throw new Refusal(error.code, error.say, error.status, fields);
  }
}

function withoutRows(typed: TypedMeeting): Record<string, unknown> {
  const { ways, entrances, total, participating, ...rest } = typed;
  return {
    ...rest,
    ...(ways.length > 0 ? { ways } : {}),
    ...(entrances === undefined ? {} : { entrances: Number(entrances) }),
    ...(total === undefined ? {} : { total: area(total) }),
    ...(participating === undefined ? {} : { participating: area(participating) }),
  };
}

export function rowOf(typed: object, row: number): Record<string, string | undefined> {
  const held = typed as Record<string, string | undefined>;
  return Object.fromEntries(rowFields.map((field) => [field, held[`${field}-${row}`]]));
}

function questionOf(typed: TypedMeeting, row: number): Record<string, unknown> {
  const { kind, wording: words, for: votesFor, against, abstained } = rowOf(typed, row);
  const votes = { for: area(votesFor), against: area(against), abstained: area(abstained) };
  return words === undefined ? { kind, ...votes } : { kind, wording: words, ...votes };
}

/** `questions.0.for` of the law is the field `for-3` of the form when the first two rows stay empty. */
function renamed(fields: Readonly<Record<string, string>>, filled: readonly number[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([place, say]) => {
      const [head, index, field] = place.split('.');
      return [head === 'questions' && field ? `${field}-${filled[Number(index)] ?? 1}` : place, say];
    }),
  );
}
