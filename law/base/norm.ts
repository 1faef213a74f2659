import { type Day, parseDay } from './day';
import { appealNorms } from '../norms/appeal';
import { billingNorms } from '../norms/billing';
import { debtNorms } from '../norms/debt';
import { disclosureNorms } from '../norms/disclosure';
import { dispatchNorms } from '../norms/dispatch';
import { faultNorms } from '../norms/faults';
import { keyRateNorms } from '../norms/key-rate';
import { letterNorms } from '../norms/letters';
import { meetingNorms } from '../norms/meeting';
import { meetingRules } from '../norms/meeting-rules';
import { requestNorms } from '../norms/request';
import { outageNorms } from '../norms/outage';
import { residenceNorms } from '../norms/residence';
import type { Area, ClockUnit, Norm, NormRow } from '../norms/row';
import { sourceOf } from '../norms/sources';
import type { Source } from '../norms/sources/source';
import { certaintyOf, type CertaintyKey } from './certainty';
import { Refusal } from './refusal';
import { dayDigits } from './russian';

export type { Area, ClockUnit, Confidence, Direction, Measure, Norm, NormRow, Unit } from '../norms/row';
export { areas } from '../norms/row';

const clockUnits: readonly string[] = ['min', 'h', 'cd', 'wd', 'mo', 'y', 'dom', 'yearDate'] satisfies ClockUnit[];

export function isClock(unit: string): unit is ClockUnit {
  return clockUnits.includes(unit);
}

function complete(area: Area, rows: readonly NormRow[]): Norm[] {
  return rows.map((row) => ({
    ...row,
    area,
    from: row.from ?? null,
    to: row.to ?? null,
    direction: row.direction ?? (isClock(row.unit) && row.event !== undefined ? 'forward' : 'none'),
    usedBy: row.usedBy ?? [area],
    moves: row.moves ?? ['cd', 'mo', 'y', 'dom', 'yearDate'].includes(row.unit),
  }));
}

const all: readonly Norm[] = [
  ...complete('meeting', meetingNorms),
  ...complete('meeting', meetingRules),
  ...complete('dispatch', dispatchNorms),
  ...complete('dispatch', faultNorms),
  ...complete('request', requestNorms),
  ...complete('outage', outageNorms),
  ...complete('billing', billingNorms),
  ...complete('debt', debtNorms),
  ...complete('debt', keyRateNorms),
  ...complete('appeal', appealNorms),
  ...complete('residence', residenceNorms),
  ...complete('disclosure', disclosureNorms),
  ...complete('letters', letterNorms),
];

const byId = new Map<string, Norm[]>();
for (const row of all) byId.set(row.id.toLowerCase(), [...(byId.get(row.id.toLowerCase()) ?? []), row]);
for (const rows of byId.values()) rows.sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1));

export function inForce(norm: Pick<Norm, 'from' | 'to'>, on: Day): boolean {
  return (norm.from === null || norm.from <= on) && (norm.to === null || on <= norm.to);
}

/** The edition of a norm in force on a day. */
export function norm(id: string, on: Day): Norm {
  const editions = normHistory(id);
  const found = editions.find((edition) => inForce(edition, parseDay(on)));
  if (found) return found;
  throw new Refusal('norm-not-in-force', `${notInForce(id, editions, on)} Выберите другую дату.`);
}

function notInForce(id: string, editions: readonly Norm[], on: Day): string {
  const next = editions.find((edition) => edition.from !== null && edition.from > on);
  if (next?.from) return `Норма ${id} действует с ${dayDigits(next.from)}, на ${dayDigits(on)} её не было.`;
  const last = editions.at(-1)?.to;
  return `Норма ${id} действовала по ${last ? dayDigits(last) : ''}, на ${dayDigits(on)} её уже нет.`;
}

/** All editions of a norm, oldest first. */
export function normHistory(id: string): readonly Norm[] {
  const editions = byId.get(id.toLowerCase());
  if (editions) return editions;
  throw new Refusal('norm-unknown', `Нормы «${id}» нет. Посмотрите список норм и выберите код из него.`, 404);
}

export interface NormFilter {
  area?: Area;
  on?: Day;
  search?: string;
  /** How sure we are of the row. */
  sure?: CertaintyKey;
}

/** Rows of the table, filtered by area, by the day they are in force, or by words in any text field. */
export function norms({ area, on, search, sure }: NormFilter = {}): readonly Norm[] {
  const words = (search ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  if (on !== undefined) parseDay(on);
  return all.filter(
    (row) =>
      (!area || row.area === area) &&
      (on === undefined || inForce(row, on)) &&
      (!sure || certaintyOf(row).key === sure) &&
      words.every((word) => searchText(row).includes(word)),
  );
}

/** A row with its document instead of the document's key: as programs and pages are told it. */
export type ToldNorm = Omit<Norm, 'source'> & { source?: Source & { id: string } };

export function toldNorm({ source: id, ...row }: Norm): ToldNorm {
  const source = sourceOf({ source: id });
  return id && source ? { ...row, source: { id, ...source } } : row;
}

function searchText(row: Norm): string {
  return [row.id, row.title, row.citation, row.event, row.who, row.note].join(' ').toLowerCase();
}
