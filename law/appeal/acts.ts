import { actsIn } from '../base/lifecycle';
import { appealLifecycle, type AppealAct } from './lifecycle';
import { isBody, type AddresseeKind } from './words';

/** Whose act it is: the addressee's staff, the one who wrote, or a neighbour. The rest Domovoy does itself. */
export type AppealPart = 'staff' | 'applicant' | 'neighbour';

const whose: Readonly<Partial<Record<AppealAct, AppealPart>>> = {
  route: 'staff',
  extend: 'staff',
  split: 'staff',
  note: 'staff',
  answer: 'staff',
  forward: 'staff',
  close: 'staff',
  join: 'neighbour',
  withdraw: 'applicant',
  rate: 'applicant',
  reopen: 'applicant',
  complain: 'applicant',
};

export interface AppealStanding {
  phase: string;
  addresseeKind: AddresseeKind;
  anonymous: boolean;
  collective: boolean;
  /** The answer is owed and its day has passed. */
  overdue: boolean;
  complained: boolean;
}

/** What this person may do with the appeal now: the table of moves and the conditions that are not phases. */
export function appealActs(standing: AppealStanding, part: AppealPart): AppealAct[] {
  return actsIn(appealLifecycle, standing.phase).filter((act) => whose[act] === part && holds(standing, act));
}

function holds(standing: AppealStanding, act: AppealAct): boolean {
  const { phase, addresseeKind, anonymous, collective, overdue, complained } = standing;
  if (act === 'extend') return isBody(addresseeKind) && !anonymous && !overdue;
  if (act === 'close') return anonymous;
  // There is nobody to answer, and nothing to divide an answer into.
  if (act === 'answer' || act === 'split') return !anonymous;
  if (act === 'join') return collective;
  // Before the answer there is something to complain about only when the answer is late.
  if (act === 'complain') return !complained && (phase === 'answered' || overdue);
  return true;
}
