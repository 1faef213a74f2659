import { addDays, type Day, daysBetween } from './day';

/** A seeded generator: a demo region and a drill are the same on every machine, and so are their tests. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** mulberry32: 0 ≤ x < 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(list: readonly T[]): T {
    const found = list[this.whole(0, list.length - 1)];
    if (found === undefined) throw new RangeError('there is nothing to pick from');
    return found;
  }

  /** One of several, with probabilities by weight. */
  weighted<T>(list: readonly [readonly [weight: number, value: T], ...(readonly [number, T])[]]): T {
    let rest = this.next() * list.reduce((total, [weight]) => total + weight, 0);
    for (const [weight, value] of list) {
      rest -= weight;
      if (rest < 0) return value;
    }
    return list[0][1];
  }

  day(first: Day, last: Day): Day {
    return addDays(first, this.whole(0, daysBetween(first, last)));
  }
}
