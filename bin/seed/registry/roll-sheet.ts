import type { Day } from '../../../law/base/day';
import type { RightKind } from '../../../law/registry/words';

/** One line of the шахматка: one right, with the votes given by it. Numbers as printed, including truncated ones. */
export interface SampleLine {
  kind: RightKind;
  share: string;
  registry?: readonly [number: string, day: Day];
  ballot?: readonly [number: string, day: Day];
  online?: string;
  paper?: string;
}

export interface Flat {
  number: string;
  egrn: string | null;
  hand: string | null;
  lines: readonly SampleLine[];
}

export const SHEET: readonly Flat[] = [
  { number: '19', egrn: null, hand: '54.30', lines: [{ kind: 'sole', share: '1', ballot: ['89-11-050103-2', '2018-12-05'], paper: '54.30' }] },
  { number: '183', egrn: '65.40', hand: null, lines: [{ kind: 'sole', share: '1', registry: ['89-89-08/017', '2011-04-28'], ballot: ['89-89-08/017/2', '2011-04-28'], online: '65.40' }] },
  { number: '184', egrn: '35.50', hand: null, lines: [{ kind: 'sole', share: '1', registry: ['89-01/11-11/', '2000-05-29'] }] },
  {
    // The sheet prints only the half that voted; the other half exists and did not vote.
    number: '186', egrn: '65.20', hand: null, lines: [
      { kind: 'shared', share: '1/2', registry: ['89-89-08/033', '2011-12-02'], ballot: ['89-89-08/033/2', '2011-12-02'], online: '32.60' },
      { kind: 'shared', share: '1/2', registry: ['89-89-08/033', '2011-12-02'] },
    ],
  },
  { number: '188', egrn: '35.50', hand: null, lines: [{ kind: 'sole', share: '1', registry: ['89-89-08/030', '2010-11-22'] }] },
  { number: '189', egrn: null, hand: null, lines: [{ kind: 'sole', share: '1', registry: ['89-11-050103', '2019-10-04'] }] },
  {
    number: '190', egrn: '65.30', hand: null, lines: [
      { kind: 'shared', share: '25/100', registry: ['89-11-050103', '2021-09-30'] },
      { kind: 'shared', share: '38/100', registry: ['89-11-050103', '2022-04-26'] },
      { kind: 'shared', share: '38/100', registry: ['89-11-050103', '2022-04-26'] },
    ],
  },
  { number: '191', egrn: '67.10', hand: null, lines: [{ kind: 'sole', share: '1', registry: ['89-01/11-13/', '2003-11-26'], ballot: ['89-01/11-13/20', '2003-11-26'], online: '67.10' }] },
  { number: '192', egrn: '35.50', hand: null, lines: [{ kind: 'sole', share: '1', registry: ['89-72-37/017', '2009-07-08'], ballot: ['89-72-37/017/2', '2009-07-08'], online: '35.50' }] },
  { number: '193', egrn: '34.30', hand: null, lines: [{ kind: 'sole', share: '1', registry: ['89-11-050103', '2020-12-15'] }] },
  {
    // One joint right of two spouses; the whole flat votes once (V-05).
    number: '194', egrn: '66.90', hand: null, lines: [
      { kind: 'joint', share: '1', ballot: ['89-11-050103-2', '2022-02-28'], paper: '66.90' },
      { kind: 'joint', share: '1', ballot: ['89-11-050103-2', '2022-02-28'] },
    ],
  },
  {
    number: '195', egrn: '67.10', hand: '65.50', lines: [
      { kind: 'shared', share: '1/2', registry: ['89-01/11-9/2', '2002-04-18'], ballot: ['89-01/11-9/200', '2002-04-18'], paper: '32.75' },
      { kind: 'shared', share: '1/2', registry: ['89-01/11-9/2', '2002-04-18'], ballot: ['89-01/11-9/200', '2002-04-18'], paper: '32.75' },
    ],
  },
];

/** Totals of the sheet, in hundredths of a square metre. */
export const TOTAL = { egrn: 830_180, counted: 937_930, online: 468_941, paper: 146_302 } as const;
