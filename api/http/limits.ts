import type { Route } from './route';

/** How much of a request a route is willing to take; counted while it arrives, never after. */
export interface Limits {
  /** Bytes of all that is no file: a whole JSON or form body, or every field of a form with files together. */
  text: number;
  /** Bytes of one field of a form. */
  field: number;
  /** How many fields a form may have. */
  fields: number;
  /** How deep JSON may be nested, and how many values it may hold. */
  depth: number;
  nodes: number;
  /** Bytes of one file. */
  file: number;
}

const KB = 1_024;

/** Whoever has not said who they are is given little: nothing a stranger sends has to be long. */
const strangers: Limits = { text: 64 * KB, field: 16 * KB, fields: 200, depth: 8, nodes: 1_000, file: 256 * KB };
/** 10,000 letters of Russian are 60 KB in the spelling of a form. */
const known: Limits = { text: 256 * KB, field: 64 * KB, fields: 1_000, depth: 12, nodes: 10_000, file: 10 * KB * KB };

/** Boundary, names and type of one part of a form with files. */
const PART_HEAD = KB;

/** By what the route says of who may, unless it says otherwise. */
export const limitsOf = ({ allowed, limits }: Pick<Route, 'allowed' | 'limits'>): Limits => ({
  ...(allowed === 'anyone' ? strangers : known),
  ...limits,
});

export type FileFields = Readonly<Record<string, number>>;

export const filesMost = (files: FileFields = {}): number => Object.values(files).reduce((all, most) => all + most, 0);

/** The longest body a route can be sent: told before a byte of it is read. */
export function bodyMost(limits: Limits, files: FileFields | undefined): number {
  const count = filesMost(files);
  if (count === 0) return limits.text;
  return limits.text + count * (limits.file + PART_HEAD) + limits.fields * PART_HEAD;
}
