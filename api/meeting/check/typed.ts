import { z } from 'zod';
import { Refusal } from '../../../law/base/refusal';
import { checkMeeting, type MeetingResult } from '../../../law/meeting/inspection/check';
import { type MeetingFacts, QUESTIONS_MANY, QUESTIONS_MOST, readMeeting } from '../../../law/meeting/facts';
import { questionKinds } from '../../../law/meeting/call/kinds';
import { kindsOf } from '../../../law/meeting/call/wording';
import { noticeWays } from '../../../law/meeting/notice/notice';
import { maybe, many, text, ticked } from '../../http/fields';
import { readFile } from './file';

/** Rows of the form; a longer agenda is sent as a file. */
export const ROWS = 8;
export const rowNumbers: readonly number[] = Array.from({ length: ROWS }, (_, index) => index + 1);
const rowFields = [
  'kind',
  'wording',
  'for',
  'against',
  'abstained',
  'entranceTotal',
  'entranceParticipating',
  'entranceFor',
] as const;
/** Fields of a row that make the question's `entrance`. */
const inEntrance: Readonly<Record<string, string>> = {
  total: 'entranceTotal',
  participating: 'entranceParticipating',
  for: 'entranceFor',
};

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

/** A program sends `questions`; a form sends numbered rows; a file contains the whole meeting. */
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
  questions: z.array(question).max(QUESTIONS_MOST, QUESTIONS_MANY).optional(),
  ...rows,
});
export type TypedMeeting = z.infer<typeof typedMeeting>;

/** Longer addresses do not survive letters and messengers. */
const LINK_LONGEST = 1_800;

/** The address that fills the form with this very meeting; wordings are left out where it would grow too long. */
export function linkOf(typed: object): string {
  const of = (words: boolean): string => {
    const fields = Object.entries(typed).flatMap(([name, value]): [string, string][] => {
      if (name === 'file' || name === 'questions' || (!words && name.startsWith('wording-'))) return [];
      if (Array.isArray(value)) return value.map((one) => [name, String(one)]);
      if (value === undefined || value === '' || value === false) return [];
      return [[name, value === true ? 'on' : String(value)]];
    });
    return `/law/meeting?${new URLSearchParams(fields)}`;
  };
  return of(true).length <= LINK_LONGEST ? of(true) : of(false);
}

/** People write areas with a decimal comma and spaces. */
const area = (value: string | undefined): string => (value ?? '0').replace(/[\s\u00a0]/g, '').replace(',', '.');

export const judged = (typed: TypedMeeting, file: Buffer | null): MeetingResult =>
  checkMeeting(file ? readFile(file) : readTyped(typed));

/** What the form requires, in the words of its labels; the law's own refusals name fields for programs. */
const asked: Readonly<Record<string, string>> = {
  form: 'Выберите форму собрания.',
  noticeAt: 'Укажите, когда дали сообщение.',
  opensAt: 'Укажите начало собрания или голосования.',
  closesAt: 'Укажите конец приёма решений.',
  total: 'Укажите площадь всех помещений собственников.',
  participating: 'Укажите площадь участников.',
};

/** Reports everything missing at once; a row with votes but without a kind is an error, not skipped. */
function mustBeFilled(typed: TypedMeeting): void {
  const held = typed as Readonly<Record<string, unknown>>;
  const blank = Object.entries(asked).filter(
    ([field]) => held[field] === undefined && !(field === 'closesAt' && typed.form === 'in-person'),
  );
  const kindless = rowNumbers.filter((row) => {
    const { kind, ...rest } = rowOf(typed, row);
    return kind === undefined && Object.values(rest).some((value) => value !== undefined);
  });
  const fields = Object.fromEntries([
    ...blank,
    ...kindless.map((row) => [`kind-${row}`, `Выберите, о чём вопрос ${row}.`]),
  ]) as Record<string, string>;
  const [first] = Object.values(fields);
  if (first) throw new Refusal('meeting-field', first, 422, fields);
}

function readTyped(typed: TypedMeeting): MeetingFacts {
  if (!typed.questions) mustBeFilled(typed);
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
  const held = rowOf(typed, row);
  const { kind, wording: words, for: votesFor, against, abstained } = held;
  const apart = Object.values(inEntrance).some((field) => held[field] !== undefined);
  return {
    kind: kind === undefined ? kind : kindTyped(kind, row),
    for: area(votesFor),
    against: area(against),
    abstained: area(abstained),
    ...(words !== undefined && { wording: words }),
    ...(apart && {
      entrance: Object.fromEntries(Object.entries(inEntrance).map(([name, field]) => [name, area(held[field])])),
    }),
  };
}

const plain = (words: string): string => words.trim().toLowerCase().replaceAll('ё', 'е');
const SUGGESTED = 3;

/** A person chooses a title from the list or types what the question is about; a program and a link send the code. */
function kindTyped(words: string, row: number): string {
  const all = questionKinds();
  const exact = all.find(({ code, title }) => code === words || plain(title) === plain(words));
  const alike = exact ? [exact] : kindsOf(words);
  const [one, ...others] = alike.length > 0 ? alike : all.filter(({ title }) => plain(title).includes(plain(words)));
  if (one && others.length === 0) return one.code;
  const named = [one, ...others].slice(0, SUGGESTED).flatMap((each) => (each ? [`«${each.title}»`] : []));
  const say = one
    ? `Уточните, о чём вопрос: ${named.join(', ')}.`
    : 'Такого вопроса нет в перечне. Выберите из подсказок.';
  throw new Refusal('kind-unknown', say, 422, { [`kind-${row}`]: say });
}

/** `questions.0.for` of the law is the field `for-3` of the form when the first two rows are empty. */
function renamed(fields: Readonly<Record<string, string>>, filled: readonly number[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([place, say]) => {
      const [head, index, field, inner] = place.split('.');
      if (head !== 'questions' || !field) return [place, say];
      const name = field === 'entrance' ? (inEntrance[inner ?? ''] ?? 'entranceFor') : field;
      return [`${name}-${filled[Number(index)] ?? 1}`, say];
    }),
  );
}
