import { register } from '../../store/appeal/register';
import type { Decide } from '../../store/case/step';
import { end, half, late, soon } from './decide/alarms';
import { answer, childAnswered } from './decide/answer';
import { close, rate, reopen, withdraw } from './decide/close';
import { complain, forward } from './decide/pass';

import { split } from './decide/split';
import { extend, join, note, route } from './decide/work';
import type { AppealAct } from '../../law/appeal/lifecycle';

/** What is decided on each act of an appeal. */
export const appealDeciders: Readonly<Record<AppealAct, Decide>> = {
  register,
  route,
  extend,
  split,
  join,
  note,
  answer,
  forward,
  withdraw,
  close,
  half,
  soon,
  late,
  'child-answered': childAnswered,
  rate,
  reopen,
  complain,
  end,
};
