import type { Day } from '../base/day';
import type { SourceId } from './sources';

/**
 * How sure we are of a row. V: seen in the words of the act or told by an authority. V2: seen in press or commentary
 * only. M: the statute from memory. M?: uncertain memory. I: practice or inference. U: unresolved. P: our own policy
 * where the law is silent.
 */
export const confidences = ['V', 'V2', 'M', 'M?', 'I', 'U', 'P'] as const;
export type Confidence = (typeof confidences)[number];
/** Rows seen in a document name it. */
export type Seen = 'V' | 'V2';

export const areas = [
  'meeting', 'dispatch', 'request', 'outage', 'billing', 'debt', 'appeal', 'residence', 'disclosure', 'letters',
] as const;
export type Area = (typeof areas)[number];

/**
 * Clocks: min, h elapsed; cd calendar days; wd working days; mo, y; dom day of a month; yearDate MM-DD of next year.
 * Measures: % and pp (percentage points), fraction («1/300»), factor, kopecks, count, periods, normMonths, age, text.
 */
export type ClockUnit = 'min' | 'h' | 'cd' | 'wd' | 'mo' | 'y' | 'dom' | 'yearDate';
export type Measure =
  | '%' | 'pp' | 'fraction' | 'factor' | 'kopecks' | 'count' | 'periods' | 'normMonths' | 'age' | 'text';
export type Unit = ClockUnit | Measure;

/** forward: counted from the event on; backward: «не позднее чем за …»; none: a number that is not a term. */
export type Direction = 'forward' | 'backward' | 'none';

export interface Norm {
  id: string;
  area: Area;
  title: string;
  value: number | string;
  unit: Unit;
  /** First and last day of this edition, both included; null when not established. */
  from: Day | null;
  to: Day | null;
  /** What starts the clock. */
  event?: string;
  direction: Direction;
  /** Whose duty it is. */
  who?: string;
  citation: string;
  confidence: Confidence;
  /** The document in which the row was seen. */
  source?: SourceId;
  note?: string;
  /** Kinds of case that use the norm. */
  usedBy: readonly string[];
  /** ГК РФ ст. 193 applies: a last day that is not working moves to the next working day. */
  moves: boolean;
  /** For a day of month: in the month of the event or in the next one. */
  month?: 'same' | 'next';
  /** Work is allowed only between these hours of the day; time outside them does not count. */
  window?: readonly [string, string];
  /** How a fact compares with the value, where it is a threshold. */
  operator?: '>' | '>=' | '=' | '<=' | '<';
}

/** How sure we are, and the document that makes us so: a row that is called seen cannot be written without one. */
export type Standing = { confidence: Seen; source: SourceId } | { confidence: Exclude<Confidence, Seen>; source?: never };

/** A row as written in a table: usual values may be left out. */
export type NormRow = Pick<Norm, 'id' | 'title' | 'value' | 'unit' | 'citation'> &
  Partial<Omit<Norm, 'area' | 'confidence' | 'source'>> &
  Standing;
