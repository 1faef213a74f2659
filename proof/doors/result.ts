/** What one suite reports: what was tried, how much of it held, its worst figure, what failed. */
export interface Result {
  suite: string;
  tried: number;
  held: number;
  /** The worst figure in words: an answer's time, a share, a count. */
  worst: string;
  seed: number;
  /** Each failure in one line. */
  wrong: string[];
}
