import type { OutageAct } from '../../law/outage/lifecycle';
import type { Decide } from '../../store/case/change';
import { announce } from '../../store/outage/announce';
import { cancel, gather, late, note, overrun, post } from './decide/beside';
import { change, extend } from './decide/change';
import { begin, close, correct, restore } from './decide/run';

/** The decision function for each act of an outage. */
export const outageDeciders: Readonly<Record<OutageAct, Decide>> = {
  announce,
  change,
  post,
  begin,
  extend,
  restore,
  correct,
  cancel,
  gather,
  note,
  late,
  overrun,
  close,
};
