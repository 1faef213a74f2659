import { add, compare, type Fraction } from '../../law/fraction';

/**
 * How many silent rights are enough at the least: the largest first. `passOver`: the edge itself is not yet enough.
 * Null: all of them together are too few.
 */
export function enough(
  silent: readonly Fraction[],
  taking: Fraction,
  needed: Fraction,
  passOver: boolean,
): number | null {
  const order = [...silent].sort((a, b) => compare(b, a));
  let sofar = taking;
  let count = 0;
  const reached = (): boolean => compare(sofar, needed) > 0 || (!passOver && compare(sofar, needed) === 0);
  for (const votes of order) {
    if (reached()) break;
    sofar = add(sofar, votes);
    count += 1;
  }
  return reached() ? count : null;
}
