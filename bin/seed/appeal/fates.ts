/** One deed of a seeded appeal. `at`: share of its term that has passed; over 1 is late. */
export interface Deed {
  at: number;
  act:
    | 'route'
    | 'note'
    | 'answer'
    | 'refuse'
    | 'praise'
    | 'blame'
    | 'reopen'
    | 'complain'
    | 'forward'
    | 'extend'
    | 'withdraw'
    | 'split'
    | 'join'
    | 'close'
    | 'publish';
}

export type Fate = readonly Deed[];

const route: Deed = { at: 0.05, act: 'route' };
const answerAt = (at: number): Deed => ({ at, act: 'answer' });

/** How appeals end or stand today; each case of the seed follows one of these. */
export const fates = {
  praised: [route, answerAt(0.55), { at: 0.75, act: 'praise' }],
  quiet: [route, { at: 0.3, act: 'note' }, answerAt(0.85)],
  published: [route, answerAt(0.5), { at: 0.6, act: 'publish' }, { at: 0.8, act: 'praise' }],
  refused: [route, { at: 0.7, act: 'refuse' }, { at: 0.9, act: 'blame' }],
  late: [route, answerAt(1.25), { at: 1.4, act: 'blame' }],
  lateRefused: [
    { at: 0.9, act: 'route' },
    { at: 1.1, act: 'refuse' },
  ],
  reopened: [route, answerAt(0.6), { at: 0.9, act: 'reopen' }, answerAt(1.3), { at: 1.5, act: 'praise' }],
  complained: [route, { at: 0.8, act: 'refuse' }, { at: 1, act: 'complain' }],
  silent: [route, { at: 1.2, act: 'complain' }, answerAt(1.6)],
  forwarded: [{ at: 0.1, act: 'forward' }],
  withdrawn: [route, { at: 0.4, act: 'withdraw' }],
  extended: [route, { at: 0.9, act: 'extend' }, answerAt(1.5)],
  joined: [route, { at: 0.1, act: 'join' }, { at: 0.2, act: 'join' }, answerAt(0.7), { at: 0.9, act: 'praise' }],
  divided: [{ at: 0.1, act: 'split' }],
  unsigned: [{ at: 0.2, act: 'close' }],
  unread: [],
  fresh: [],
  onDesk: [route],
  overdue: [route],
  answeredNow: [route, answerAt(0.7)],
  reopenedNow: [route, answerAt(0.5), { at: 0.7, act: 'reopen' }],
  extendedNow: [route, { at: 0.9, act: 'extend' }],
} as const satisfies Record<string, Fate>;

export type FateName = keyof typeof fates;
