import type { Knex } from 'knex';
import { addDays, dayNumber, daysBetween, type Day } from '../../../law/base/day';
import { DAY_MS, endOfDay, HOUR_MS, instantOf, localOf, startOfDay } from '../../../law/base/zone';
import { mondayOf } from '../../../law/dispatch/week';
import type { AbsenceWhy } from '../../../law/dispatch/roster';
import type { Permit, Trade } from '../../../law/dispatch/trades';
import { insertCrews, type CrewRows } from '../../../store/dispatch/rows';
import type { RegistryRows } from '../../../store/registry/rows';
import { idOf } from '../random';
import { organisationId } from '../region';
import { demoRegion } from '.';
import { organisations } from './places';

/** How a master works: by days of the week, or by a turn of four days: a day shift (D), a night one (N), free (-). */
type Rhythm = 'weekdays' | 'D-N-' | '-D-N' | 'N-D-' | '-N-D';

interface Skill {
  trades: readonly Trade[];
  /** Each with the days it still stands after the day of the seed. */
  permits: Partial<Record<Permit, number>>;
  rhythm: Rhythm;
  /** Away from one day to another, counted from the day of the seed. */
  away?: { why: AbsenceWhy; from: number; to: number };
}

/**
 * The masters of an organisation in turn: four of them keep somebody on duty at every hour. The fourth one of the first
 * organisation is the demo master.
 */
const SKILLS: readonly Skill[] = [
  { trades: ['plumber'], permits: { hot: 210, confined: 400 }, rhythm: 'D-N-' },
  {
    trades: ['electrician'],
    permits: { electrical: 330 },
    rhythm: 'weekdays',
    away: { why: 'holiday', from: 9, to: 22 },
  },
  { trades: ['plumber'], permits: { heat: 12, confined: 150 }, rhythm: '-D-N' },
  { trades: ['plumber', 'chute'], permits: { hot: 45, confined: 27, gas: 500 }, rhythm: 'N-D-' },
  { trades: ['carpenter', 'mason', 'plumber'], permits: { height: 95 }, rhythm: '-N-D' },
  {
    trades: ['roofer', 'mason'],
    permits: { height: 260, hot: -6 },
    rhythm: 'weekdays',
    away: { why: 'illness', from: -1, to: 3 },
  },
];

/** Contractors and whom they work for; `to`: days until the contract ends, none agreed when absent. */
const CONTRACTS: readonly { contractor: string; trades: Trade[]; for: readonly string[]; to?: number }[] = [
  { contractor: 'lift', trades: ['lift'], for: ['dom', 'uyut', 'yar', 'garden'] },
  { contractor: 'roof', trades: ['roofer', 'mason'], for: ['dom', 'uyut', 'yar', 'garden'], to: 20 },
];
const CONTRACTS_FROM: Day = '2025-01-01';

const BEFORE_DAYS = 120;
const AHEAD_DAYS = 35;
const HOURS = { day: [8, 12], night: [20, 12], office: [8, 9] } as const;

/** The masters of the demo region with months of shifts behind them and weeks ahead, seen from a day. */
export function demoCrews(rows: RegistryRows, until: Date): CrewRows {
  const made: CrewRows = {
    crew_trade: [],
    crew_permit: [],
    crew_place: [],
    crew_shift: [],
    contract: [],
    contract_house: [],
  };
  for (const { key } of organisations) {
    const office = rows.organisation.find(({ id }) => id === organisationId(key));
    if (!office) continue;
    const staff = rows.staff.filter((post) => post.organisation_id === office.id && post.to_day === null);
    const madeBy = staff.find(({ role }) => role === 'dispatcher') ?? staff.find(({ role }) => role === 'head');
    const masters = staff.filter(({ role }) => role === 'master');
    masters.forEach((post, place) => {
      const skill = SKILLS[place % SKILLS.length];
      if (!skill || !madeBy) return;
      const of = { person_id: post.person_id, organisation_id: office.id };
      fillSkill(made, of, skill, localOf(until, office.zone).day);
      fillPlaces(made, rows, of, place, masters.length);
      fillShifts(made, { ...of, made_by: madeBy.person_id }, skill, { until, zone: office.zone });
    });
  }
  fillContracts(made, rows, until);
  return made;
}

type Of = CrewRows['crew_place'][number] extends infer Row ? Omit<Row, 'building_id'> : never;

function fillSkill(made: CrewRows, of: Of, { trades, permits }: Skill, today: Day): void {
  for (const trade of trades) made.crew_trade.push({ ...of, trade });
  for (const [permit, days] of Object.entries(permits)) {
    made.crew_permit.push({ ...of, permit: permit as Permit, until_day: addDays(today, days) });
  }
}

/** Each house has its own master among several. */
function fillPlaces(made: CrewRows, rows: RegistryRows, of: Of, place: number, masters: number): void {
  rows.organisation_building
    .filter((one) => one.organisation_id === of.organisation_id && one.part === 'manages' && one.to_day === null)
    .filter((_, index) => index % masters === place % masters || masters === 1)
    .forEach(({ building_id }) => made.crew_place.push({ ...of, building_id }));
}

interface When {
  until: Date;
  zone: string;
}

function fillShifts(made: CrewRows, of: Of & { made_by: string }, skill: Skill, { until, zone }: When): void {
  const today = localOf(until, zone).day;
  const first = mondayOf(localOf(new Date(until.getTime() - BEFORE_DAYS * DAY_MS), zone).day);
  for (let day = first; daysBetween(today, day) < AHEAD_DAYS; day = addDays(day, 1)) {
    const hours = hoursOn(skill.rhythm, day);
    if (!hours) continue;
    const from = instantOf({ day, time: hours[0] * HOUR_MS }, zone);
    const to = new Date(from.getTime() + hours[1] * HOUR_MS);
    made.crew_shift.push({
      id: idOf(`shift:${of.person_id}:${day}`),
      ...of,
      kind: 'work',
      why: null,
      from_at: from,
      to_at: to,
    });
  }
  if (!skill.away) return;
  const { why, from, to } = skill.away;
  made.crew_shift.push({
    id: idOf(`absence:${of.person_id}:${why}`),
    ...of,
    kind: 'absence',
    why,
    from_at: startOfDay(addDays(today, from), zone),
    to_at: endOfDay(addDays(today, to), zone),
  });
}

function hoursOn(rhythm: Rhythm, day: Day): readonly [from: number, hours: number] | null {
  if (rhythm === 'weekdays') return daysBetween(mondayOf(day), day) < 5 ? HOURS.office : null;
  const turn = rhythm[dayNumber(day) % rhythm.length];
  if (turn === 'D') return HOURS.day;
  return turn === 'N' ? HOURS.night : null;
}

function fillContracts(made: CrewRows, rows: RegistryRows, until: Date): void {
  for (const one of CONTRACTS) {
    const contractor = rows.organisation.find(({ id }) => id === organisationId(one.contractor));
    for (const key of contractor ? one.for : []) {
      made.contract.push({
        id: idOf(`contract:${key}:${one.contractor}`),
        organisation_id: organisationId(key),
        contractor_id: organisationId(one.contractor),
        trades: one.trades,
        phone: contractor?.phone ?? '',
        from_day: CONTRACTS_FROM,
        to_day: one.to === undefined ? null : addDays(until.toISOString().slice(0, 10), one.to),
      });
    }
  }
}

export const seedCrews = (db: Knex, until: Date): Promise<void> => insertCrews(db, demoCrews(demoRegion().rows, until));
