import { actsIn } from '../base/lifecycle';
import { faultKind } from '../dispatch/kinds';
import { concernsOthers } from './alike';
import { requestLifecycle, type RequestAct, withWorker } from './lifecycle';

/** Who acts: the dispatch desk and the office, the worker, the applicant, or a neighbour. The rest Domovoy does. */
export type RequestPart = 'desk' | 'worker' | 'applicant' | 'neighbour';

/** A worker without a telephone calls in: what a worker does, the desk may write down for him. */
const byWorker: readonly RequestAct[] = ['accept', 'decline', 'arrive', 'localise', 'fix', 'absent'];
const byDesk: readonly RequestAct[] = [
  'reclassify',
  'inform',
  'tell',
  'assign',
  'hand-off',
  'pause',
  'resume',
  'acknowledge',
  'merge',
  'gather',
];

/** Papers, parts and estimates: whoever stands there, or the desk by their words. */
const onSpot: readonly RequestAct[] = [
  ...(['visit', 'note', 'check', 'examine', 'mended', 'harm', 'damage-act'] as const),
  ...(['use', 'offer', 'completion'] as const),
];
const whose: Readonly<Record<RequestPart, readonly RequestAct[]>> = {
  desk: [...byDesk, ...byWorker, ...onSpot, 'cancel', 'join'],
  worker: [...byWorker, ...onSpot],
  applicant: ['confirm', 'reopen', 'cancel', 'visit', 'harm', 'consumer-act', 'examine', 'consent', 'refuse'],
  neighbour: ['join'],
};

export interface RequestStanding {
  phase: string;
  kind: string;
  common: boolean;
  paused: boolean;
  /** The ladder has begun or a term is missed, and nobody has said that they answer for it. */
  unanswered: boolean;
  /** Which terms run, by name. */
  owed: readonly string[];
  /** Harm to health or property is reported. */
  harmed: boolean;
  /** An estimate waits for the resident's answer. */
  offered: boolean;
  /** The work costs the resident nothing (law/request/paid). */
  free: boolean;
}

/** What this person may do now: the table of moves, plus conditions that are not phases. */
export const requestActs = (standing: RequestStanding, part: RequestPart): RequestAct[] =>
  actsIn(requestLifecycle, standing.phase).filter((act) => whose[part].includes(act) && holds(standing, act, part));

function holds(standing: RequestStanding, act: RequestAct, part: RequestPart): boolean {
  const { phase, kind, common, paused, unanswered, owed } = standing;
  const { handOff, quality } = faultKind(kind);
  const given = withWorker.some((one) => one === phase);
  const conditions: Partial<Record<RequestAct, boolean>> = {
    'hand-off': handOff !== null,
    pause: !paused && owed.includes('fix'),
    resume: paused,
    acknowledge: unanswered,
    // Neighbours see what is common; the desk hears from two flats that their trouble is one.
    join: common || (part === 'desk' && concernsOthers({ kind })),
    check: quality,
    examine: quality,
    mended: quality,
    'consumer-act': quality && owed.includes('check'),
    harm: !standing.harmed,
    'damage-act': owed.includes('damage-act'),
    offer: !standing.free,
    consent: standing.offered,
    refuse: standing.offered,
    inform: owed.includes('inform'),
    tell: owed.includes('supplier') || owed.includes('hall'),
    visit: phase !== 'registered' || given || !owed.includes('localise'),
  };
  return conditions[act] ?? true;
}
