import { loadavg } from 'node:os';

/** One line of the table: what was asked, what came out, beside what, and whether it held. */
export interface Row {
  what: string;
  figure: string;
  /** The same by the bare engine, library or database, in the same run. */
  bare?: string;
  ratio?: number;
  gate: string;
  /** null: told for comparison, no gate of its own. */
  held: boolean | null;
}

export interface GateOptions {
  /** A short run while developing: fewer, quicker, the same gates. */
  small: boolean;
  say: (sentence: string) => void;
}

export type Gate = (options: GateOptions) => Promise<Row[]>;

export const loadNow = (): string => (loadavg()[0] ?? 0).toFixed(1);

/** The figure below which so large a part of the others lies. */
export function part(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
