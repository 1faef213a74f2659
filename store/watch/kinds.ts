/** How a trouble can be mended: a nudge to its execution, a restart, or trying it now. */
export type Mend = 'nudge' | 'repair' | 'order' | 'act' | 'alarm' | 'letter' | 'none';

/** Everything the watch can find, the most urgent first, with how to mend it. */
export const troubleKinds = {
  'case-lost': 'repair',
  'daily-lost': 'repair',
  'wake-late': 'nudge',
  'act-parked': 'act',
  'act-late': 'act',
  'alarm-parked': 'alarm',
  'order-parked': 'order',
  'order-late': 'order',
  'daily-late': 'nudge',
  'phases-disagree': 'nudge',
  'stands-still': 'nudge',
  'letter-failed': 'letter',
  'letter-late': 'letter',
  'history-late': 'order',
  'workflow-stray': 'none',
  'reconcile-late': 'none',
} as const satisfies Readonly<Record<string, Mend>>;

export type TroubleKind = keyof typeof troubleKinds;
export const kindNames = Object.keys(troubleKinds) as [TroubleKind, ...TroubleKind[]];

/** How many of a kind are listed; the rest is only counted. */
export const EXAMPLES = 500;
