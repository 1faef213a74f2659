import { loadavg } from 'node:os';

/** One line of the table: what was measured, the result, the comparison, and whether the limit was kept. */
export interface Row {
  what: string;
  figure: string;
  /** The same with the bare engine, library or database, in the same run. */
  bare?: string;
  ratio?: number;
  gate: string;
  /** null: shown for comparison, without a limit of its own. */
  held: boolean | null;
}

export interface GateOptions {
  /** A short run for development: fewer and quicker, with the same limits. */
  small: boolean;
  say: (sentence: string) => void;
}

export type Gate = (options: GateOptions) => Promise<Row[]>;

export const loadNow = (): string => (loadavg()[0] ?? 0).toFixed(1);

/** The value below which this share of all values lies. */
export function part(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
