import type { MeetingAct } from '../../law/meeting/lifecycle';
import type { Decide } from '../../store/case/step';
import { begin } from '../../store/meeting/open';
import { notify, prove } from './decide/notify';
import { archive, file, handOver, inspect, register, sendBack } from './decide/originals';
import { amend, cancel, request } from './decide/prepare';
import { drawUp, elect, publish, sign } from './decide/protocol';
import { close, open, paperClosed, remind } from './decide/vote';
import { late, repeat, soon } from './decide/watch';

/** What is decided on each act of a meeting. */
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
  close,
  'draw-up': drawUp,
  sign,
  elect,
  publish,
  'hand-over': handOver,
  file,
  return: sendBack,
  register,
  inspect,
  repeat,
  soon,
  late,
  archive,
};
