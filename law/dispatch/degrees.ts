import { type Day, addDays } from '../base/day';
import {
  add,
  compare,
  type Fraction,
  fraction,
  fractionText,
  multiply,
  parseFraction,
  subtract,
  ZERO,
} from '../base/fraction';
import { norm } from '../base/norm';
import { Refusal } from '../base/refusal';
import { instantDigits } from '../base/russian';
import { HOUR_MS, instantOf, localOf, parseMoment } from '../base/zone';

/** How warm it was between two instants, °C: «17,5». */
export interface Reading {
  from: Date | string;
  to: Date | string;
  celsius: string;
}

export interface DegreesQuestion {
  zone: string;
  readings: readonly Reading[];
  /** Law date; by default the local day of the first reading. */
  on?: Day;
}

export interface RoomQuestion extends DegreesQuestion {
  corner?: boolean;
  /** A place whose coldest five days are −31 °C or below. */
  coldRegion?: boolean;
}

/** Facts for the bill; exact fractions as text. */
export interface HeatDegrees {
  norm: string;
  rate: string;
  /** Hours multiplied by the degrees beyond what is allowed. */
  degreeHours: string;
  derivation: string[];
}
export interface WaterDegrees {
  norm: string;
  rate: string;
  /** Hours multiplied by the whole steps of three degrees beyond the tolerance. */
  stepHours: string;
  /** Hours paid as cold water. */
  coldHours: string;
  derivation: string[];
}

interface Stretch {
  from: Date;
  to: Date;
  night: boolean;
  celsius: Fraction;
}

/** ПП РФ 354, приложение 1, п. 15: below the norm (at night three degrees less), or more than four above it. */
export function heatDegrees(question: RoomQuestion): HeatDegrees {
  const on = lawDay(question);
  const id = roomNorm(question);
  const value = (of: string): Fraction => number(of, on);
  const [least, over, night] = [value(id), value('INT-HEAT.over'), value('INT-HEAT.night')];
  let sum = ZERO;
  const lines = stretches(question, 'INT-HEAT.night', on).flatMap((one) => {
    const bottom = one.night ? subtract(least, night) : least;
    const off = beyond(one.celsius, bottom, add(least, over));
    sum = add(sum, multiply(off, hours(one)));
    return off.numerator === 0n ? [] : [line(one, question.zone, `отклонение ${told(off)} °C`)];
  });
  const total = `Всего градусо-часов: ${told(sum)}. Доли часа и градуса считаем точно.`;
  return {
    norm: id,
    rate: norm('INT-HEAT.degreeRate', on).id,
    degreeHours: fractionText(sum),
    derivation: [...lines, total],
  };
}

function roomNorm({ corner, coldRegion }: RoomQuestion): string {
  if (coldRegion) return corner ? 'INT-HEAT.coldCorner' : 'INT-HEAT.cold';
  return corner ? 'INT-HEAT.corner' : 'INT-HEAT.room';
}

/** ПП РФ 354, приложение 1, п. 5: 60–75 °C with a tolerance; below 40 °C it is paid as cold water. */
export function waterDegrees(question: DegreesQuestion): WaterDegrees {
  const on = lawDay(question);
  const value = (of: string): Fraction => number(of, on);
  const [least, most, cold] = [value('INT-GVS.min'), value('INT-GVS.max'), value('INT-GVS.coldBelow')];
  let [steps, coldHours] = [ZERO, ZERO];
  const lines = stretches(question, 'INT-GVS.night', on).flatMap((one) => {
    if (compare(one.celsius, cold) < 0) {
      coldHours = add(coldHours, hours(one));
      return [line(one, question.zone, 'холоднее +40 °C: как холодная вода')];
    }
    const slack = value(one.night ? 'INT-GVS.night' : 'INT-GVS.day');
    const off = beyond(one.celsius, subtract(least, slack), add(most, slack));
    const whole = off.numerator / (off.denominator * value('INT-GVS.step').numerator);
    steps = add(steps, multiply(fraction(whole), hours(one)));
    return whole === 0n ? [] : [line(one, question.zone, `сверх допуска ${told(off)} °C, полных шагов ${whole}`)];
  });
  const total = `Всего шаго-часов: ${told(steps)}; часов по цене холодной воды: ${told(coldHours)}.`;
  return {
    norm: 'INT-GVS.min',
    rate: norm('INT-GVS.temperatureRate', on).id,
    stepHours: fractionText(steps),
    coldHours: fractionText(coldHours),
    derivation: [...lines, total],
  };
}

const number = (id: string, on: Day): Fraction => fraction(Number(norm(id, on).value));
const told = (value: Fraction): string => fractionText(value);
const hours = ({ from, to }: Stretch): Fraction => fraction(to.getTime() - from.getTime(), HOUR_MS);

function beyond(celsius: Fraction, least: Fraction, most: Fraction): Fraction {
  if (compare(celsius, least) < 0) return subtract(least, celsius);
  return compare(celsius, most) > 0 ? subtract(celsius, most) : ZERO;
}

function line({ from, to, night, celsius }: Stretch, zone: string, what: string): string {
  const when = `${instantDigits(from, zone)} — ${instantDigits(to, zone)}${night ? ', ночь' : ''}`;
  return `${when}: ${told(celsius)} °C, ${what}.`;
}

function lawDay({ readings, zone, on }: DegreesQuestion): Day {
  const first = readings[0];
  if (on !== undefined) return on;
  if (!first) throw new Refusal('readings-missing', 'Измерений нет. Добавьте хотя бы одно.');
  return parseMoment(first.from, zone).day;
}

/** The readings cut at the edges of the night, in the house's own time. */
function stretches({ readings, zone }: DegreesQuestion, nightNorm: string, on: Day): Stretch[] {
  const window = norm(nightNorm, on).window ?? ['00:00', '00:00'];
  const [starts, ends] = window.map(timeOf);
  const found: Stretch[] = [];
  let before: Date | null = null;
  for (const { from, to, celsius } of readings) {
    const span = { from: parseMoment(from, zone).instant, to: parseMoment(to, zone).instant };
    if (span.to < span.from || (before && span.from < before))
      throw new Refusal('readings-order', 'Измерения должны идти по времени и не пересекаться. Исправьте время.');
    before = span.to;
    const degrees = parseFraction(celsius);
    for (let day = localOf(span.from, zone).day; instantOf({ day, time: 0 }, zone) < span.to; day = addDays(day, 1)) {
      const edges = [starts ?? 0, ends ?? 0].map((time) => instantOf({ day, time }, zone));
      const [night, morning] = [edges[0] ?? span.from, edges[1] ?? span.from];
      const midnight = instantOf({ day: addDays(day, 1), time: 0 }, zone);
      for (const [a, b, dark] of [
        [night, morning, true],
        [morning, midnight, false],
      ] as const) {
        const cut = { from: later(a, span.from), to: earlier(b, span.to) };
        if (cut.from < cut.to) found.push({ ...cut, night: dark, celsius: degrees });
      }
    }
  }
  return found;
}

function timeOf(clock: string): number {
  return Number(clock.slice(0, 2)) * HOUR_MS;
}
const later = (a: Date, b: Date): Date => (a > b ? a : b);
const earlier = (a: Date, b: Date): Date => (a < b ? a : b);
