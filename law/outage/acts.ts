import { actsIn } from '../base/lifecycle';
import { outageLifecycle, type OutageAct } from './lifecycle';

/** What people do; the rest Domovoy does by itself. */
const byHand: readonly OutageAct[] = [
  'change',
  'post',
  'begin',
  'extend',
  'restore',
  'correct',
  'cancel',
  'note',
  'close',
];

export interface OutageStanding {
  phase: string;
  /** The paper for the boards is still to be hung. */
  boards: boolean;
}

/** What the author's staff may do with the outage now. */
export const outageActs = ({ phase, boards }: OutageStanding): OutageAct[] =>
  actsIn(outageLifecycle, phase).filter((act) => byHand.includes(act) && (act !== 'post' || boards));
