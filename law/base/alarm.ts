/** When a case wakes for a deadline, and for which act. */
export interface Alarm {
  act: string;
  /** ISO. */
  at: string;
  /** The duty was not done in time: the miss is a fact from this instant on, whatever happens later. */
  misses?: true;
}
