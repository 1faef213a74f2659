/** What a telephone exchange tells of a call. */
export const exchangeEvents = ['ringing', 'answered', 'ended', 'missed', 'message', 'recording'] as const;
export type ExchangeEvent = (typeof exchangeEvents)[number];

/** What a dispatcher does with a call. */
export const callActs = ['taken', 'called-back', 'reviewed'] as const;
export type CallAct = (typeof callActs)[number];
