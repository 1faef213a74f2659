import { registerAppeal } from '../../store/appeal/register';
import { end, half, appealLate, appealSoon } from './decide/alarms';
import { answer, childAnswered } from './decide/answer';
import { closeAppeal, rate, reopen, withdraw } from './decide/close';
import { complain, forward } from './decide/pass';

import { split } from './decide/split';
import { extend, join, note, assignExecutor } from './decide/work';
import type { AppealAct } from '../../law/appeal/lifecycle';
import type { Decide } from '../../store/case/change';

/** The decision function for each act of an appeal. */
export const appealDeciders: Readonly<Record<AppealAct, Decide>> = {
  register: registerAppeal,
  route: assignExecutor,
  extend,
  split,
  join,
  note,
  answer,
  forward,
  withdraw,
  close: closeAppeal,
  half,
  soon: appealSoon,
  late: appealLate,
  'child-answered': childAnswered,
  rate,
  reopen,
  complain,
  end,
};
