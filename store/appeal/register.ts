import { anonymousWindow, registrationTerm } from '../../law/appeal/term';
import type { StepCall } from '../../workflows/case/contract';
import type { Decide } from '../case/change';
import type { CaseFile, Change, NamedDeadline } from '../case/types';
import { answerDuty, forwardWindow, endingWindow, termOf } from './duties';
import { toExecutor, toParties } from './letters';
import { appealPartiesOf, type AppealParty } from './read';
import { mustHaveAppeal, type Appeal } from './rows';
import { termFacts } from '../case/term';

/** What the intake knows about an appeal that it has just written, so that nothing has to be read again. */
export interface IntakeAppeal {
  appeal: Appeal;
  parties: readonly Pick<AppealParty, 'part' | 'personId' | 'organisationId'>[];
}

/** AP-04, AP-15: the number is given at intake; here the answer's due day is set and the applicant is told. */
export function registerAtIntake(file: CaseFile, { appeal, parties }: IntakeAppeal, call: StepCall, at: Date): Change {
  const registered = registration(file, appeal);
  const fresh = toExecutor(file, appeal, call, { letter: 'appeal-new' });
  if (appeal.anonymous) {
    // AP-19: an anonymous appeal is registered and looked at, but nobody waits for an answer.
    const look = anonymousWindow(appeal.registeredAt, file.zone, file.law_date);
    return {
      events: [{ kind: 'registered', facts: { subject: appeal.subject, anonymous: true } }],
      to: 'registered',
      set: [...registered, endingWindow('look', look)],
      letters: [fresh],
    };
  }
  // A person who has just written or called waits for the number; a part of another appeal was created without one.
  const atNight = appeal.origin === null || appeal.origin === 'complaint';
  const term = termOf(file, appeal, appeal.receivedAt, appeal.registeredAt);
  return {
    events: [{ kind: 'registered', facts: { subject: appeal.subject, ...termFacts(term) } }],
    to: 'registered',
    set: [...registered, answerDuty(file, term, at), ...forwardWindow(file, appeal)],
    letters: [...toParties(parties, file, appeal, call, { letter: 'appeal-registered', atNight }), fresh],
  };
}

/** The same, for callers that have only the case. */
export const registerAppeal: Decide = async (trx, file, call, at) =>
  registerAtIntake(
    file,
    { appeal: await mustHaveAppeal(trx, file.id), parties: await appealPartiesOf(trx, file.id) },
    call,
    at,
  );

/** The number is the registration: the duty was met when the number was given, not when the engine knew of it. */
function registration({ zone, law_date }: CaseFile, appeal: Appeal): NamedDeadline[] {
  if (appeal.origin === 'split') return [];
  const deadline = registrationTerm(appeal.addresseeKind, appeal.receivedAt, zone, law_date);
  return [{ name: 'registration', deadline, duty: true, alarms: [], metAt: appeal.registeredAt }];
}
