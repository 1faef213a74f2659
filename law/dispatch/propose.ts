import type { Day } from '../base/day';
import { HOUR_MS } from '../base/zone';
import { covers, nextDuty, onDutyUntil, stands, type AbsenceWhy, type Held, type Span } from './roster';
import type { Permit, Trade } from './trades';

/** Whom a request may be given to: one of the two, named as the columns of the request are. */
export type Assignee = { masterId: string; contractorId: null } | { masterId: null; contractorId: string };

export interface House {
  buildingId: string;
  address: string;
}

/** Somebody a request may be given to, as far as the choice goes; names stand on the pages only. */
export type Candidate = Assignee & {
  trades: readonly Trade[];
  /** Of a contractor nobody asks: it answers for the permits of its own people. */
  permits: readonly Held[];
  /** Around the instant asked about; a contractor has none and takes calls by its contract. */
  shifts: readonly Span[];
  absences: readonly (Span & { why: AbsenceWhy })[];
  /** The last day of the contract of a contractor, if one is agreed. */
  contractUntil: Day | null;
  load: { open: number; emergencies: number };
  /** Where the work given last is. */
  lastHouse: House | null;
  /** Ids of the houses usually served. */
  usualHouses: readonly string[];
  declinedThis: boolean;
  silentThis: boolean;
};

export interface Needed {
  trade: Trade;
  permits: readonly Permit[];
}

export interface Place extends House {
  zone: string;
}

export type Reason =
  | { code: 'trade'; trade: Trade }
  | { code: 'shift'; until: Date }
  | { code: 'contract'; until: Day | null }
  | { code: 'load'; open: number; emergencies: number }
  | { code: 'here' }
  | { code: 'near'; buildingId: string; address: string }
  | { code: 'usual' }
  | { code: 'last'; buildingId: string; address: string }
  | { code: 'permit'; permit: Permit; until: Day };

/** Why somebody is not proposed. */
export type Hindrance =
  | { code: 'no-trade'; trade: Trade }
  | { code: 'no-permit'; permit: Permit }
  | { code: 'permit-ended'; permit: Permit; until: Day }
  | { code: 'off-shift'; next: Date | null }
  | { code: 'absent'; why: AbsenceWhy; until: Date }
  | { code: 'declined' }
  | { code: 'silent' };

export interface Proposal {
  who: Candidate;
  reasons: Reason[];
}

export interface Passed {
  who: Candidate;
  why: Hindrance[];
}

export interface Asked {
  kind: Needed;
  at: Date;
  place: Place;
  crew: readonly Candidate[];
}

/** Best first, and apart those who may not be proposed, each with why not. */
export function propose({ kind, at, place, crew }: Asked): { best: Proposal[]; apart: Passed[] } {
  const judged = crew.map((who) => ({ who, why: hindrances(who, kind, at, place.zone) }));
  const best = judged
    .filter(({ why }) => why.length === 0)
    .map(({ who }) => ({ who, reasons: reasonsFor(who, kind, at, place), cost: costOf(who, at, place) }))
    .sort((a, b) => a.cost - b.cost || idOf(a.who).localeCompare(idOf(b.who)))
    .map(({ who, reasons }) => ({ who, reasons }));
  return { best, apart: judged.filter(({ why }) => why.length > 0) };
}

/** What bars somebody from being proposed, the gravest first. */
export function hindrances(who: Candidate, kind: Needed, at: Date, zone: string): Hindrance[] {
  const gone: Hindrance[] = [...unfit(who, kind, at, zone), ...away(who, at)];
  if (who.declinedThis) gone.push({ code: 'declined' });
  if (who.silentThis) gone.push({ code: 'silent' });
  return gone;
}

/** A trade or a permit that is not there: nobody may be given such work, whoever chooses. */
export function unfit(who: Candidate, kind: Needed, at: Date, zone: string): Hindrance[] {
  const found: Hindrance[] = who.trades.includes(kind.trade) ? [] : [{ code: 'no-trade', trade: kind.trade }];
  if (who.contractorId !== null) return found;
  for (const permit of kind.permits) {
    const held = who.permits.find((one) => one.permit === permit);
    if (!held) found.push({ code: 'no-permit', permit });
    else if (!stands(held, at, zone)) found.push({ code: 'permit-ended', permit, until: held.until });
  }
  return found;
}

/** Not on duty now: a bar to a proposal, a warning to whoever chooses by hand. */
export function away(who: Candidate, at: Date): Hindrance[] {
  if (who.contractorId !== null) return [];
  const absent = who.absences.find((one) => covers(one, at));
  if (absent) return [{ code: 'absent', why: absent.why, until: absent.to }];
  return onDutyUntil(who.shifts, who.absences, at)
    ? []
    : [{ code: 'off-shift', next: nextDuty(who.shifts, who.absences, at) }];
}

const idOf = (who: Assignee): string => who.masterId ?? who.contractorId;

/** An emergency in hand weighs as three requests; own people come before contractors, whatever they have to do. */
const COSTS = { emergency: 3, request: 1, here: -2, near: -1, usual: -1, endsSoon: 2, contractor: 1_000 } as const;
const SOON_MS = HOUR_MS;

function costOf(who: Candidate, at: Date, place: Place): number {
  const until = onDutyUntil(who.shifts, who.absences, at);
  const nearness = nearnessOf(who, place);
  return (
    who.load.emergencies * COSTS.emergency +
    (who.load.open - who.load.emergencies) * COSTS.request +
    (nearness ? COSTS[nearness] : 0) +
    (until && until.getTime() - at.getTime() < SOON_MS ? COSTS.endsSoon : 0) +
    (who.contractorId === null ? 0 : COSTS.contractor)
  );
}

function nearnessOf({ lastHouse, usualHouses }: Candidate, place: Place): 'here' | 'near' | 'usual' | null {
  if (lastHouse?.buildingId === place.buildingId) return 'here';
  if (lastHouse && streetOf(lastHouse.address) === streetOf(place.address)) return 'near';
  return usualHouses.includes(place.buildingId) ? 'usual' : null;
}

/** All of an address but its last part, which is the number of the house. */
const streetOf = (address: string): string => address.split(',').slice(0, -1).join(',').trim().toLowerCase();

function reasonsFor(who: Candidate, kind: Needed, at: Date, place: Place): Reason[] {
  const until = onDutyUntil(who.shifts, who.absences, at);
  const reasons: Reason[] = [{ code: 'trade', trade: kind.trade }];
  if (who.contractorId !== null) reasons.push({ code: 'contract', until: who.contractUntil });
  else if (until) reasons.push({ code: 'shift', until });
  reasons.push({ code: 'load', ...who.load }, ...placeReasons(who, place));
  if (who.contractorId !== null) return reasons;
  for (const { permit, until: day } of who.permits)
    if (kind.permits.includes(permit)) reasons.push({ code: 'permit', permit, until: day });
  return reasons;
}

function placeReasons(who: Candidate, place: Place): Reason[] {
  const nearness = nearnessOf(who, place);
  if (nearness === 'here' || nearness === 'usual') return [{ code: nearness }];
  return who.lastHouse ? [{ code: nearness ?? 'last', ...who.lastHouse }] : [];
}
