import { actsIn } from '../base/lifecycle';
import { appealLifecycle, type AppealAct } from './lifecycle';
import { isBody, type AddresseeKind } from './words';

/** Who acts: the addressee's staff, the applicant, or a neighbour. Domovoy does the rest by itself. */
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

/** What this person may do with the appeal now: the table of moves, plus conditions that are not phases. */
export function appealActs(standing: AppealStanding, part: AppealPart): AppealAct[] {
  return actsIn(appealLifecycle, standing.phase).filter((act) => whose[act] === part && holds(standing, act));
}

function holds(standing: AppealStanding, act: AppealAct): boolean {
  const { phase, addresseeKind, anonymous, collective, overdue, complained } = standing;
  if (act === 'extend') return isBody(addresseeKind) && !anonymous && !overdue;
  if (act === 'close') return anonymous;
  // There is nobody to answer, so there is no answer to split either.
  if (act === 'answer' || act === 'split') return !anonymous;
  if (act === 'join') return collective;
  // Before an answer one may complain only that it is late.
  if (act === 'complain') return !complained && (phase === 'answered' || overdue);
  return true;
}
