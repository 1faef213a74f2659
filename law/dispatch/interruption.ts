import { addMonths, type Day, dayParts, parseDay } from '../base/day';
import { decimalText, fraction, fractionText } from '../base/fraction';
import { norm } from '../base/norm';
import { Refusal } from '../base/refusal';
import { instantDigits } from '../base/russian';
import { deadline, dueInstant } from '../base/terms';
import { HOUR_MS, localOf, parseMoment, startOfDay } from '../base/zone';
import { type Service, serviceNames } from '../registry/words';

/** Waste is no service of pipes and wires, but it has an allowance of its own. */
export type MeteredService = Service | 'waste';
export const meteredNames: Readonly<Record<MeteredService, string>> = { ...serviceNames, waste: 'вывоз отходов' };

export interface Interruption {
  from: Date | string;
  to: Date | string;
  /** An accident on a dead-end main, or the yearly prophylaxis: hot water only. */
  cause?: 'dead-end' | 'prophylaxis';
  /** The lowest temperature of the room, °C: heating only. */
  room?: number;
  /** The temperature outside, °C: waste only. */
  outside?: number;
}

export interface MeterQuestion {
  service: MeteredService;
  /** The month of the bill: YYYY-MM. */
  month: string;
  zone: string;
  interruptions: readonly Interruption[];
  /** Electricity: the house is fed from two independent sources that back each other up. */
  twoSources?: boolean;
  /** Law date; by default the first day of the month. */
  on?: Day;
}

/** What of one interruption was allowed and what was not, within the month. */
export interface MeteredPart {
  from: string;
  to: string;
  norm: string;
  seconds: number;
  excessSeconds: number;
}

/** A fact for the bill. JSON-safe: hours are exact fractions, «7/2». */
export interface Meter {
  service: MeteredService;
  month: string;
  hours: string;
  /** Hours above the allowance: these alone reduce the bill. */
  excessHours: string;
  /** The norm that says by how much. */
  rate: string;
  norms: string[];
  parts: MeteredPart[];
  derivation: string[];
}

const RATES: Readonly<Record<MeteredService, string>> = {
  'cold-water': 'INT-HVS.rate',
  'hot-water': 'INT-GVS.rate',
  sewerage: 'INT-VO.rate',
  electricity: 'INT-EL.rate',
  gas: 'INT-GAS.rate',
  heating: 'INT-HEAT.rate',
  waste: 'INT-TKO.rate',
};
/** «В сумме за месяц»; electricity has none. */
const SUMS: Readonly<Record<MeteredService, string | null>> = {
  'cold-water': 'INT-HVS.sum',
  'hot-water': 'INT-GVS.sum',
  sewerage: 'INT-VO.sum',
  electricity: null,
  gas: 'INT-GAS.sum',
  heating: 'INT-HEAT.sum',
  waste: 'INT-TKO.sum',
};
/** How long one interruption may last where nothing more is known of the house, the room or the weather. */
export const onceNorms: Readonly<Record<MeteredService, string>> = {
  'cold-water': 'INT-HVS.once',
  'hot-water': 'INT-GVS.once',
  sewerage: 'INT-VO.once',
  electricity: 'INT-EL.oneSource',
  gas: 'INT-GAS.sum',
  heating: 'INT-HEAT.from12',
  waste: 'INT-TKO.cold',
};
/** How long heating may be off in a room at least so warm; colder than the last, not at all. */
const ROOMS: readonly [string, string][] = [
  ['INT-HEAT.edge12', 'INT-HEAT.from12'],
  ['INT-HEAT.edge10', 'INT-HEAT.from10'],
  ['INT-HEAT.edge8', 'INT-HEAT.from8'],
];

interface Run {
  from: Date;
  to: Date;
  cause: Interruption['cause'];
  room: number | undefined;
  outside: number | undefined;
}

/**
 * Hours of a month without a service, and how many of them are above the allowance. An hour is above it once: what one
 * interruption has over «единовременно» does not count again towards «в сумме за месяц».
 */
export function interruptionMeter(question: MeterQuestion): Meter {
  const { service, zone } = question;
  const month = monthOf(question.month, zone);
  const on = question.on ?? month.first;
  const runs = yearlyOnce(runsOf(question), zone).filter((run) => run.from < month.ends && run.to > month.starts);
  const allowed = runs.map((run) => allowance(question, run, on));
  const parts = runs.map((run, at) => part(run, allowed[at] ?? NONE, month, zone));
  const sum = SUMS[service];
  const sumMs = sum === null ? null : Number(norm(sum, on).value) * HOUR_MS;
  const within = total(parts.filter((_, at) => allowed[at]?.counts).map((one) => one.ms - one.overMs));
  const overSum = sumMs === null ? 0 : Math.max(0, within - sumMs);
  const excess = total(parts.map(({ overMs }) => overMs)) + overSum;
  const all = total(parts.map(({ ms }) => ms));
  return {
    service,
    month: question.month,
    hours: hoursOf(all),
    excessHours: hoursOf(excess),
    rate: norm(RATES[service], on).id,
    norms: [...new Set([...allowed.map(({ norm: id }) => id), ...(sum === null ? [] : [sum])])].filter(Boolean),
    parts: parts.map(({ told }) => told),
    derivation: [
      ...parts.flatMap(({ lines }) => lines),
      ...(sum === null || sumMs === null ? [] : [sumLine(sum, within, sumMs, overSum)]),
      `${meteredNames[service]}, ${question.month}: перерывов ${told(all)}, сверх допустимого ${told(excess)}.`,
    ],
  };
}

interface Month {
  first: Day;
  starts: Date;
  ends: Date;
}

function monthOf(text: string, zone: string): Month {
  const first = parseDay(`${text}-01`);
  return { first, starts: startOfDay(first, zone), ends: startOfDay(addMonths(first, 1), zone) };
}

/** One after another without a break is one interruption, however it was written down; the strictest condition holds. */
function runsOf({ interruptions, zone }: MeterQuestion): Run[] {
  const read = interruptions.map(({ from, to, cause, room, outside }) => {
    const run: Run = { from: at(from, zone), to: at(to, zone), cause, room, outside };
    if (run.to < run.from) throw wrong('Перерыв кончается раньше, чем начался. Исправьте время.');
    return run;
  });
  const runs: Run[] = [];
  for (const run of read.sort((a, b) => a.from.getTime() - b.from.getTime())) {
    const last = runs.at(-1);
    const meets = last !== undefined && run.from <= last.to;
    if (meets && last.cause !== run.cause && run.from < last.to)
      throw wrong('Перерывы по разным причинам идут одновременно. Разделите их по времени.');
    if (!meets || last.cause !== run.cause) runs.push({ ...run });
    else
      Object.assign(last, {
        to: run.to > last.to ? run.to : last.to,
        room: least(last.room, run.room),
        outside: most(last.outside, run.outside),
      });
  }
  return runs;
}

/** Prophylaxis is yearly: a second one of a calendar year is an interruption like any other. */
function yearlyOnce(runs: readonly Run[], zone: string): Run[] {
  const years = new Set<number>();
  return runs.map((run) => {
    if (run.cause !== 'prophylaxis') return run;
    const { year } = dayParts(localOf(run.from, zone).day);
    if (years.has(year)) return { ...run, cause: undefined };
    years.add(year);
    return run;
  });
}

const at = (value: Date | string, zone: string): Date => parseMoment(value, zone).instant;
const wrong = (say: string): Refusal => new Refusal('interruption-wrong', say, 422, { interruptions: say });
const least = (a: number | undefined, b: number | undefined) => (a === undefined || (b !== undefined && b < a) ? b : a);
const most = (a: number | undefined, b: number | undefined) => (a === undefined || (b !== undefined && b > a) ? b : a);
const total = (sizes: readonly number[]): number => sizes.reduce((sum, size) => sum + size, 0);
const hoursOf = (ms: number): string => fractionText(fraction(ms, HOUR_MS));
const told = (ms: number): string => `${decimalText(fraction(ms, HOUR_MS), 2)} ч`;

interface Allowance {
  norm: string;
  ends: (run: Run) => Date;
  /** Whether the allowed part counts towards the month's sum. */
  counts: boolean;
  says: string;
}
const NONE: Allowance = { norm: '', ends: ({ from }) => from, counts: false, says: '' };

function allowance({ service, zone, twoSources }: MeterQuestion, run: Run, on: Day): Allowance {
  if (run.cause !== undefined && service !== 'hot-water')
    throw wrong('Тупиковая магистраль и профилактика бывают только у горячей воды. Уберите причину.');
  if (run.cause === 'prophylaxis') {
    const ends = ({ from }: Run): Date => dueInstant(deadline({ norm: 'INT-GVS.prophylaxis', event: from, zone, on }));
    return { norm: 'INT-GVS.prophylaxis', ends, counts: false, says: 'ежегодная профилактика' };
  }
  if (run.cause === 'dead-end') return once('INT-GVS.deadEnd', on, 'авария на тупиковой магистрали', false);
  if (service === 'gas')
    return { norm: onceNorms.gas, ends: ({ to }) => to, counts: true, says: 'только в сумме за месяц' };
  if (service === 'heating') return heating(run.room, on);
  if (service === 'waste') return waste(run.outside, on);
  if (service === 'electricity')
    return twoSources
      ? once('INT-EL.twoSources', on, 'два источника питания')
      : once(onceNorms.electricity, on, 'один источник питания');
  return once(onceNorms[service], on, '');
}

function once(id: string, on: Day, says: string, counts = true): Allowance {
  const length = Number(norm(id, on).value) * HOUR_MS;
  return { norm: id, ends: ({ from }) => new Date(from.getTime() + length), counts, says };
}

function heating(room: number | undefined, on: Day): Allowance {
  if (room === undefined) return once(onceNorms.heating, on, 'температура комнаты не измерена, берём от +12 °C');
  const row = ROOMS.find(([edge]) => room >= Number(norm(edge, on).value));
  if (row) return once(row[1], on, `в комнате ${room} °C`);
  return {
    norm: 'INT-HEAT.from8',
    ends: ({ from }) => from,
    counts: true,
    says: `в комнате ${room} °C: холоднее +8 °C перерыва нет`,
  };
}

function waste(outside: number | undefined, on: Day): Allowance {
  if (outside === undefined) return once(onceNorms.waste, on, 'температура на улице не указана, берём +5 °C и ниже');
  const warm = outside > Number(norm('INT-TKO.edge', on).value);
  return once(warm ? 'INT-TKO.warm' : 'INT-TKO.cold', on, `на улице ${outside} °C`);
}

interface Counted {
  ms: number;
  overMs: number;
  told: MeteredPart;
  lines: string[];
}

/** The allowance begins with the interruption, be it in the month before; only what lies in the month is counted. */
function part(run: Run, { norm: id, ends, says }: Allowance, month: Month, zone: string): Counted {
  const inMonth = (from: Date, to: Date): number =>
    Math.max(0, Math.min(to.getTime(), month.ends.getTime()) - Math.max(from.getTime(), month.starts.getTime()));
  const edge = ends(run);
  const ms = inMonth(run.from, run.to);
  const overMs = edge < run.to ? inMonth(edge, run.to) : 0;
  const span = `${instantDigits(run.from, zone)} — ${instantDigits(run.to, zone)}`;
  const why = says ? ` (${says})` : '';
  const line = `${span}${why}: ${told(ms)} в этом месяце, сверх нормы ${id} — ${told(overMs)}.`;
  const seconds = (size: number): number => size / 1000;
  return {
    ms,
    overMs,
    told: {
      from: run.from.toISOString(),
      to: run.to.toISOString(),
      norm: id,
      seconds: seconds(ms),
      excessSeconds: seconds(overMs),
    },
    lines: [line],
  };
}

function sumLine(id: string, within: number, sumMs: number, overSum: number): string {
  return `В пределах одного перерыва набралось ${told(within)}; за месяц допустимо ${told(sumMs)} (норма ${id}), сверх — ${told(overSum)}.`;
}
