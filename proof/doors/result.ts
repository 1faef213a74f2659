/** What one suite of the closed doors tells: what was tried, how much of it held, its worst figure, what fell. */
export interface Result {
  suite: string;
  tried: number;
  held: number;
  /** The worst figure met, in words: an answer's time, a share, a count. */
  worst: string;
  seed: number;
  /** Each that fell, in one line. */
  wrong: string[];
}
