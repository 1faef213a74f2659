import { applies, dueOf } from '../../../law/base/timing';
import type { CaseFile, NamedDeadline } from '../../../store/case/types';
import type { Meeting } from '../../../store/meeting/rows';
import { dueInstant } from '../../../law/base/terms';
import { protocolNorm } from '../../../law/meeting/vote/clock';
import { alarm, owed, timingOf } from '../parts';
import { window } from '../../../store/case/term';

/** Everything that follows the close: the protocol, its way to the inspectorate, and the result for the owners. */
export function afterCount(
  file: CaseFile,
  meeting: Meeting,
  closesAt: Date,
  at: Date,
  quorum: boolean,
): NamedDeadline[] {
  const timing = timingOf(file, meeting, 'drawn');
  const term = (name: string, norm: string): NamedDeadline[] =>
    applies(norm, timing.on) ? [owed(name, norm, closesAt, timing, at)] : [];
  const electronic = meeting.form === 'electronic';
  const [protocol] = term('protocol', protocolNorm(meeting.form));
  const drawn =
    protocol && electronic ? [{ ...protocol, alarms: [alarm('draw-up', closesAt), ...protocol.alarms] }] : [];
  return [
    ...(electronic ? drawn : protocol ? [protocol] : []),
    ...term('inform', 'P-14'),
    ...(quorum
      ? [...term('place', 'P-13'), ...(meeting.directManagement ? term('file', 'P-12') : term('hand-over', 'P-10'))]
      : [keepForYears(file, meeting, at)]),
  ];
}

/** P-15: three years in the archive, then the case is closed. */
export function keepForYears(file: CaseFile, meeting: Meeting, from: Date): NamedDeadline {
  const deadline = dueOf('P-15', from, timingOf(file, meeting, 'drawn'));
  return window('archive', deadline, alarm('archive', dueInstant(deadline)));
}

/** P-17: how long an owner may go to court; only shown, it is nobody's duty. */
export function appealWindow(file: CaseFile, meeting: Meeting, from: Date): NamedDeadline {
  return window('appeal', dueOf('P-17', from, timingOf(file, meeting, 'drawn')));
}
