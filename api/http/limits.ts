import { sizeWords } from '../../law/base/russian';
import type { Route } from './route';

/** How much of a request a route accepts; counted while it arrives. */
export interface Limits {
  /** Bytes of everything but files: a whole JSON or form body, or all fields of a form with files. */
  text: number;
  /** Bytes of one form field. */
  field: number;
  /** The most fields of a form. */
  fields: number;
  /** The most nesting and the most values of a JSON body. */
  depth: number;
  nodes: number;
  /** Bytes of one file. */
  file: number;
}

const KB = 1_024;

/** One file of a person, and how hints and refusals say it. */
export const FILE_MOST = 10 * KB * KB;
export const FILE_MOST_WORDS = sizeWords(FILE_MOST);

/** For people who have not signed in: nothing they send has to be long. */
const strangers: Limits = { text: 64 * KB, field: 16 * KB, fields: 200, depth: 8, nodes: 1_000, file: 256 * KB };
/** 10,000 Russian letters take 60 KB in form encoding. */
const known: Limits = { text: 256 * KB, field: 64 * KB, fields: 1_000, depth: 12, nodes: 10_000, file: FILE_MOST };

/** Boundary, names and type of one part of a form with files. */
const PART_HEAD = KB;

/** The limits of a route: its own if it states them, otherwise by who may use it. */
export const limitsOf = ({ allowed, limits }: Pick<Route, 'allowed' | 'limits'>): Limits => ({
  ...(allowed === 'anyone' ? strangers : known),
  ...limits,
});

export type FileFields = Readonly<Record<string, number>>;

export const filesMost = (files: FileFields = {}): number => Object.values(files).reduce((all, most) => all + most, 0);

/** The longest body a route accepts; checked before a byte of it is read. */
export function bodyMost(limits: Limits, files: FileFields | undefined): number {
  const count = filesMost(files);
  if (count === 0) return limits.text;
  return limits.text + count * (limits.file + PART_HEAD) + limits.fields * PART_HEAD;
}
