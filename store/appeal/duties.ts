import { answerAlarms, answerTerm, forwardTerm, rateWindow } from '../../law/appeal/term';
import { dueInstant, type Deadline } from '../../law/base/terms';
import type { Appeal } from './rows';
import { window } from '../case/term';
import type { CaseFile, Change, NamedDeadline } from '../case/types';
import type { StepCall } from '../../workflows/case/contract';

/** The duty to answer, with its reminders. */
export function answerDuty(file: CaseFile, deadline: Deadline, at: Date): NamedDeadline {
  return { name: 'answer', deadline, duty: true, alarms: answerAlarms(deadline, file.law_date, at) };
}

/** The term of this appeal by its subjects, counted from the instants given. */
export function termOf(
  file: Pick<CaseFile, 'zone' | 'law_date'>,
  appeal: Pick<Appeal, 'addresseeKind' | 'applicantKind' | 'subjects'>,
  receivedAt: Date,
  registeredAt: Date,
): Deadline {
  const { addresseeKind: addressee, applicantKind: applicant, subjects } = appeal;
  return answerTerm({
    addressee,
    applicant,
    subjects,
    receivedAt,
    registeredAt,
    zone: file.zone,
    lawDate: file.law_date,
  });
}

/** The window in which a public body forwards what is not its own; the facts show whether it was kept. */
export function forwardWindow(file: CaseFile, appeal: Appeal): NamedDeadline[] {
  const deadline = forwardTerm(appeal.addresseeKind, appeal.registeredAt, file.zone, file.law_date);
  return deadline ? [window('forward', deadline)] : [];
}

/** After the answer the applicant may rate it, reopen it or complain; the window ends by itself. */
export function rating(file: CaseFile, at: Date): NamedDeadline {
  return endingWindow('rate', rateWindow(at, file.zone, file.law_date));
}

/** Nothing more is expected: when the window ends, the case is closed. */
export const endingWindow = (name: string, deadline: Deadline): NamedDeadline =>
  window(name, deadline, { act: 'end', at: dueInstant(deadline).toISOString() });

/** A finished part sends a message to the whole. */
export function messageToWhole(file: CaseFile, appeal: Appeal, call: StepCall): NonNullable<Change['messages']> {
  if (appeal.origin !== 'split' || !file.parent_id) return [];
  const { area, id: child } = file;
  return [{ area, caseId: file.parent_id, key: `${child}:${call.key}`, act: 'child-answered', args: { child } }];
}
