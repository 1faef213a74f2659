import { add, compare, decimalText, fraction, fractionText, parseFraction, ZERO } from '../base/fraction';
import { addMonths, parseDay, type Day } from '../base/day';
import { instantDigits } from '../base/russian';
import { startOfDay } from '../base/zone';
import { heatDegrees, waterDegrees, type Reading } from '../dispatch/degrees';
import { interruptionMeter, type Interruption, type Meter, type MeteredService } from '../dispatch/interruption';
import { violationEnd, violationStart } from '../dispatch/quality';
import type { PaperBody, PaperKind } from './papers';

interface Proof {
  kind: PaperKind;
  at: Date;
  body: PaperBody;
}

/** What is known of one complaint on quality. */
export interface Complaint {
  registeredAt: Date;
  fixedAt: Date | null;
  /** A check said that the service is bad, with an act or without one. */
  confirmed: boolean;
  papers: readonly Proof[];
  zone: string;
}

/** How long a service was bad, proved by papers; `to` is null while it goes on. */
export interface Violation {
  from: Date;
  to: Date | null;
  /** It was not there at all. */
  off: boolean;
  /** The temperatures measured, each with its instant. */
  measured: readonly { at: Date; celsius: string }[];
  derivation: readonly string[];
}

/** From when until when the violation counts (QV-11, QV-12); null: nothing is proved. */
export function violationOf({ registeredAt, fixedAt, confirmed, papers, zone }: Complaint): Violation | null {
  const bad = papers.filter(({ body }) => body.found === 'violation');
  const since = (kind: PaperKind): Date | undefined => {
    const found = bad.find((one) => one.kind === kind);
    return found && (found.body.since ? new Date(found.body.since) : kind === 'consumer' ? found.at : undefined);
  };
  const proved = { message: registeredAt, journal: since('check'), act: since('consumer') };
  const start = violationStart(proved, confirmed || bad.length > 0, zone);
  if (!start) return null;
  const last = papers.filter(({ kind }) => kind === 'mended').at(-1);
  const goesOn = last?.body.found === 'violation' && (fixedAt === null || last.at >= fixedAt);
  const ended = goesOn
    ? null
    : violationEnd({ restored: fixedAt ?? undefined, checked: fixedAt && last ? last.at : undefined }, zone);
  return {
    from: start.at,
    to: ended?.at ?? null,
    off: bad.some(({ body }) => body.off),
    measured: papers.flatMap(({ at, body: { readings } }) =>
      readings.temperature === undefined ? [] : [{ at, celsius: readings.temperature }],
    ),
    derivation: [`Начало — ${start.says}`, ended ? `Конец — ${ended.says}` : 'Нарушение ещё продолжается.'],
  };
}

/** What the bill of a month needs to know of one flat and one service; fractions are exact text. */
export interface MonthFacts {
  hours: string;
  /** Hours above the allowance, of the time the service was not there. */
  excessHours: string | null;
  /** Heating: hours × degrees beyond the norm. */
  degreeHours: string | null;
  /** Hot water: hours × steps beyond the tolerance, and hours at the price of cold water. */
  stepHours: string | null;
  coldHours: string | null;
  norms: string[];
  derivation: string[];
}

export interface MonthQuestion {
  service: MeteredService;
  month: string;
  zone: string;
  now: Date;
  violations: readonly Violation[];
}

/** All violations of a service in a month, together: what is absent by the allowance, what is bad by its degrees. */
export function monthFacts({ service, month, zone, now, violations }: MonthQuestion): MonthFacts {
  const first: Day = parseDay(`${month}-01`);
  const [starts, ends] = [startOfDay(first, zone), startOfDay(addMonths(first, 1), zone)];
  const until = now < ends ? now : ends;
  const span = ({ from, to }: Violation) => ({ from, to: to && to < until ? to : until });
  const inMonth = violations.filter((one) => one.from < until && (one.to === null || one.to > starts));
  const meter = meterOf(
    service,
    { month, zone },
    inMonth.filter(({ off }) => off),
    span,
  );
  const readings = inMonth
    .filter(({ off }) => !off)
    .flatMap((one) => readingsOf(one, { from: one.from > starts ? one.from : starts, to: span(one).to }));
  const apart = inTurn(readings);
  const heat = service === 'heating' && apart.length > 0 ? heatDegrees({ zone, readings: apart, on: first }) : null;
  const water = service === 'hot-water' && apart.length > 0 ? waterDegrees({ zone, readings: apart, on: first }) : null;
  return {
    hours: hoursIn(inMonth.map((one) => ({ from: one.from > starts ? one.from : starts, to: span(one).to }))),
    excessHours: meter?.excessHours ?? null,
    degreeHours: heat?.degreeHours ?? null,
    stepHours: water?.stepHours ?? null,
    coldHours: water?.coldHours ?? null,
    norms: [...new Set([...(meter ? [...meter.norms, meter.rate] : []), ...[heat, water].flatMap(normsOf)])],
    derivation: [
      ...inMonth.flatMap(({ derivation }) => derivation),
      ...(meter?.derivation ?? []),
      ...(heat?.derivation ?? []),
      ...(water?.derivation ?? []),
    ],
  };
}

const normsOf = (found: { norm: string; rate: string } | null): string[] => (found ? [found.norm, found.rate] : []);

type Span = (violation: Violation) => { from: Date; to: Date };

function meterOf(
  service: MeteredService,
  { month, zone }: { month: string; zone: string },
  off: readonly Violation[],
  span: Span,
): Meter | null {
  if (off.length === 0) return null;
  const interruptions = off.map((one): Interruption => {
    const coldest = one.measured.map(({ celsius }) => Number(celsius)).sort((a, b) => a - b)[0];
    return { ...span(one), ...(service === 'heating' && coldest !== undefined && { room: coldest }) };
  });
  return interruptionMeter({ service, month, zone, interruptions });
}

/** The first measurement holds from the start of the violation, each one until the next. */
function readingsOf({ measured }: Violation, { from, to }: { from: Date; to: Date }): Reading[] {
  const before = measured.filter(({ at }) => at < to);
  return before.flatMap(({ at, celsius }, place) => {
    const starts = place === 0 || at < from ? from : at;
    const next = before[place + 1]?.at;
    const ends = next && next < to ? next : to;
    return starts < ends ? [{ from: starts, to: ends, celsius }] : [];
  });
}

/** Two complaints about the same hours count once: the earlier one holds, the later one goes on after it. */
function inTurn(readings: readonly Reading[]): Reading[] {
  const rest: Reading[] = [];
  let until = new Date(0);
  const times = readings.map(({ from, to, celsius }) => ({ from: new Date(from), to: new Date(to), celsius }));
  for (const one of times.sort((a, b) => a.from.getTime() - b.from.getTime())) {
    const from = one.from > until ? one.from : until;
    if (from >= one.to) continue;
    rest.push({ ...one, from });
    until = one.to;
  }
  return rest;
}

const HOUR_MS = 3_600_000;

function hoursIn(spans: readonly { from: Date; to: Date }[]): string {
  const apart = inTurn(spans.map((one) => ({ ...one, celsius: '0' })));
  const sizes = apart.map(({ from, to }) => fraction(new Date(to).getTime() - new Date(from).getTime(), HOUR_MS));
  return fractionText(sizes.reduce(add, ZERO));
}

/** «С 02.02.2026 11:00 плохая услуга: 30 ч», for a resident. */
export function violationWords(facts: MonthFacts, { from, to }: Violation, zone: string): string[] {
  const until = to ? `до ${instantDigits(to, zone)}` : 'и ещё продолжается';
  const more = (title: string, value: string | null): string[] =>
    value !== null && compare(parseFraction(value), ZERO) > 0
      ? [`${title}: ${decimalText(parseFraction(value), 2)}.`]
      : [];
  return [
    `Нарушение доказано: с ${instantDigits(from, zone)} ${until}.`,
    ...more('Часов в этом месяце', facts.hours),
    ...more('Часов сверх допустимого', facts.excessHours),
    ...more('Градусо-часов', facts.degreeHours),
    ...more('Шаго-часов', facts.stepHours),
    ...more('Часов по цене холодной воды', facts.coldHours),
  ];
}
