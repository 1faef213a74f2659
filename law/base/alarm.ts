/** When a case wakes for a deadline, and for which act. */
export interface Alarm {
  act: string;
  /** ISO. */
  at: string;
  /** The duty was not done: the miss is a fact from here on, whatever happens later. */
  misses?: true;
}
