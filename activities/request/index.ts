import type { RequestAct } from '../../law/request/lifecycle';
import type { Decide } from '../../store/case/change';
import { registerRequest } from '../../store/request/register';
import { half, late, soon } from './decide/alarms';
import { accept, assign, decline, silent } from './decide/assign';
import { check } from './decide/check';
import { cancel, confirm, end, reopen } from './decide/close';
import { acknowledge, gather, handOff, inform, note, pause, reclassify, resume, tell } from './decide/desk';
import { join, merge } from './decide/joint';
import { completion, consumerAct, damageAct, examine, harm, mended } from './decide/papers';
import { consent, offer, refuse, use } from './decide/paid';
import { absent, arrive, fix, localise, visit } from './decide/work';

/** The decision function for each act of a request. */
export const requestDeciders: Readonly<Record<RequestAct, Decide>> = {
  register: registerRequest,
  reclassify,
  inform,
  tell,
  assign,
  accept,
  decline,
  silent,
  arrive,
  localise,
  fix,
  absent,
  visit,
  'hand-off': handOff,
  pause,
  resume,
  acknowledge,
  note,
  join,
  merge,
  gather,
  check,
  'consumer-act': consumerAct,
  examine,
  mended,
  harm,
  'damage-act': damageAct,
  use,
  offer,
  consent,
  refuse,
  completion,
  half,
  soon,
  late,
  confirm,
  reopen,
  cancel,
  end,
};
