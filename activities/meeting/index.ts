import type { MeetingAct } from '../../law/meeting/lifecycle';
import { begin } from '../../store/meeting/open';
import { notify, prove } from './decide/notify';
import { archive, file, handOver, inspect, keepOriginals, sendBack } from './decide/originals';
import { amend, cancel, request } from './decide/prepare';
import { drawUp, elect, publishResult, sign } from './decide/protocol';
import { closeVoting, open, paperClosed, remind } from './decide/vote';
import { dutyLate, repeat, dutySoon } from './decide/watch';
import type { Decide } from '../../store/case/change';

/** The decision function for each act of a meeting. */
export const meetingDeciders: Readonly<Record<MeetingAct, Decide>> = {
  begin,
  request,
  amend,
  cancel,
  notify,
  prove,
  open,
  'paper-closed': paperClosed,
  remind,
  close: closeVoting,
  'draw-up': drawUp,
  sign,
  elect,
  publish: publishResult,
  'hand-over': handOver,
  file,
  return: sendBack,
  register: keepOriginals,
  inspect,
  repeat,
  soon: dutySoon,
  late: dutyLate,
  archive,
};
