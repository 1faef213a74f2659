import { anonymousWindow, registrationTerm } from '../../law/appeal/term';
import { changeAppeal, mustHaveAppeal, type Appeal } from './rows';
import type { Decide } from '../case/change';
import type { CaseFile, NamedDeadline } from '../case/types';
import { toApplicants, toExecutor } from './letters';
import { answerDuty, forwardWindow, termFacts, termOf, window } from './duties';

/** AP-04, AP-15: the number was given at intake; here the day of the answer is set and told. */
export const register: Decide = async (trx, file, call, at) => {
  const appeal = await mustHaveAppeal(trx, file.id);
  const registered = registration(file, appeal);
  const fresh = toExecutor(file, appeal, call, { letter: 'appeal-new' });
  if (appeal.anonymous) {
    // AP-19: it is registered and looked at, but nobody waits for an answer.
    const look = anonymousWindow(appeal.registeredAt, file.zone, file.law_date);
    return {
      events: [{ kind: 'registered', facts: { subject: appeal.subject, anonymous: true } }],
      to: 'registered',
      set: [...registered, window('look', look)],
      letters: [fresh],
    };
  }
  // Whoever wrote or rang just now waits for the number; a part of another appeal was nobody's act.
  const atNight = appeal.origin === null || appeal.origin === 'complaint';
  const term = termOf(file, appeal, appeal.receivedAt, appeal.registeredAt);
  await changeAppeal(trx, file.id, { normId: term.norm });
  return {
    events: [{ kind: 'registered', facts: { subject: appeal.subject, ...termFacts(term) } }],
    to: 'registered',
    set: [...registered, answerDuty(file, term, at), ...forwardWindow(file, appeal)],
    letters: [...(await toApplicants(trx, file, appeal, call, { letter: 'appeal-registered', atNight })), fresh],
  };
};

/** The number is the registration: the duty was met when it was given, not when the engine heard of it. */
function registration({ zone, law_date }: CaseFile, appeal: Appeal): NamedDeadline[] {
  if (appeal.origin === 'split') return [];
  const deadline = registrationTerm(appeal.addresseeKind, appeal.receivedAt, zone, law_date);
  return [{ name: 'registration', deadline, duty: true, alarms: [], metAt: appeal.registeredAt }];
}
