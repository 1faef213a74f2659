import type { Knex } from 'knex';
import type { Day } from '../../law/base/day';
import { type Fraction, fraction } from '../../law/base/fraction';
import { actUntil, votesOn } from '../../law/registry/transfer';
import { type AreaChoice, type Areas, countedArea } from '../../law/registry/area';
import {
  type Conflict,
  type ConflictKind,
  countedShare,
  findConflicts,
  type RightFacts,
  totalShare,
  waysOf,
} from '../../law/registry/conflicts';
import type { PremisesKind, RightBasis } from '../../law/registry/words';
import { conflictKey, loadDecisions, type ConflictDecision } from './decisions';
import { byNumber, heldOn, query } from '../sql/query';

export interface PremisesOn extends Areas {
  id: string;
  number: string;
  kind: PremisesKind;
  entrance: number | null;
  cadastral: string | null;
  /** The area that counts, after decisions; null when not known. */
  area: string | null;
}

/** One right that is current on a day, with the area and the share that count: votes are `area × share`. */
export interface RightOn extends RightFacts {
  id: string;
  premisesId: string;
  number: string;
  premisesKind: PremisesKind;
  entrance: number | null;
  area: string | null;
  /** The share as written; `share` is the one that counts. */
  written: Fraction;
  personId: string | null;
  organisationId: string | null;
  basis: RightBasis;
  fromDay: Day;
}

export interface DecidedConflict extends Conflict {
  /** Null while a person still has to decide. */
  decided: ConflictDecision | null;
}

/** Facts of the house itself that its rights depend on. */
export interface HouseCommissioned {
  commissioned: Day | null;
  /** Last day on which an act of the developer gives a vote (K-11); null while commissioning is not known. */
  actUntil: Day | null;
}

export interface HouseOn extends HouseCommissioned {
  premises: PremisesOn[];
  rights: RightOn[];
  conflicts: DecidedConflict[];
}

/** The registry of one house on a day: the basis of meetings and bills. */
export async function houseOn(db: Knex, buildingId: string, day: Day): Promise<HouseOn> {
  // One after another: inside a transaction there is only one connection.
  const premises = await loadPremises(db, buildingId);
  const rights = await loadRights(db, buildingId, day);
  const decisions = await loadDecisions(db, buildingId);
  const commissioned = await loadCommissioned(db, buildingId, day);
  const held = byPremises(rights);
  const conflicts = findConflicts(
    premises.map((one) => ({ ...one, premisesId: one.id, rights: held.get(one.id) ?? [] })),
  ).map((conflict): DecidedConflict => {
    const made = decisions.get(conflictKey(conflict)) ?? null;
    // A decision made when it was still allowed does not stand: the conflict is open again.
    const stands = made !== null && waysOf(conflict).some(({ code }) => code === made.decision);
    return { ...conflict, decided: stands ? made : null };
  });
  const ofPremises = byPremises(conflicts);
  const decided = (premisesId: string, kind: ConflictKind): string | undefined =>
    ofPremises.get(premisesId)?.find((one) => one.kind === kind)?.decided?.decision;

  const counted = premises.map((one): PremisesOn => ({
    ...one,
    area: countedArea(one, (decided(one.id, 'two-areas') as AreaChoice | undefined) ?? null),
  }));
  const areas = new Map(counted.map(({ id, area }) => [id, area]));
  return {
    ...commissioned,
    premises: counted,
    conflicts,
    rights: rights.map((right): RightOn => {
      const proportional = decided(right.premisesId, 'shares-not-one') === 'proportional';
      const share = countedShare(right.written, totalShare(held.get(right.premisesId) ?? []), proportional);
      return { ...right, share, area: areas.get(right.premisesId) ?? null };
    }),
  };
}

/** Each right is visited once: a house may have ten thousand. */
function byPremises<T extends { premisesId: string }>(list: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const group = groups.get(one.premisesId);
    if (group) group.push(one);
    else groups.set(one.premisesId, [one]);
  }
  return groups;
}

/** Who holds what on a day, each with the area and the share that count. */
export async function rightsOn(db: Knex, buildingId: string, day: Day): Promise<RightOn[]> {
  return (await houseOn(db, buildingId, day)).rights;
}

/** Rights that vote on a day: after the year of K-11 a right by an act does not (ЖК РФ ст. 44 ч. 1.1). */
export async function votingRightsOn(db: Knex, buildingId: string, day: Day): Promise<RightOn[]> {
  const { rights, actUntil: until } = await houseOn(db, buildingId, day);
  return rights.filter(({ basis }) => votesOn(basis, until, day));
}

async function loadCommissioned(db: Knex, buildingId: string, day: Day): Promise<HouseCommissioned> {
  const row = await db('building')
    .where({ id: buildingId })
    .first<{ zone: string; commissioned: Day | null } | undefined>('zone', { commissioned: 'commissioned_day' });
  if (!row) return { commissioned: null, actUntil: null };
  return { commissioned: row.commissioned, actUntil: actUntil(row.commissioned, { zone: row.zone, on: day }) };
}

async function loadPremises(db: Knex, buildingId: string): Promise<Omit<PremisesOn, 'area'>[]> {
  return query<Omit<PremisesOn, 'area'>>(
    db,
    `
    select r.id, r.number, r.kind, r.entrance, r.cadastral, r.area_egrn as "areaEgrn", r.area_hand as "areaHand"
    from premises r where r.building_id = :buildingId order by ${byNumber('r')}`,
    { buildingId },
  );
}

type Loaded = Omit<RightOn, 'share' | 'written' | 'area'> & { shareN: string; shareD: string };

async function loadRights(db: Knex, buildingId: string, day: Day): Promise<RightOn[]> {
  const rows = await query<Loaded>(
    db,
    `
    select w.id, w.premises_id as "premisesId", r.number, r.kind as "premisesKind", r.entrance, w.kind,
      w.share_n as "shareN", w.share_d as "shareD", w.joint_group as "jointGroup", w.person_id as "personId",
      w.organisation_id as "organisationId", w.basis, w.registry_number as "registryNumber", w.registry_day as "registryDay",
      w.ballot_number as "ballotNumber", w.ballot_day as "ballotDay", w.from_day as "fromDay"
    from ownership w join premises r on r.id = w.premises_id
    where r.building_id = :buildingId and ${heldOn('w')}
    order by ${byNumber('r')}, w.share_n::numeric / w.share_d desc, w.id`,
    { buildingId, day },
  );
  return rows.map(({ shareN, shareD, ...right }) => {
    const written = fraction(BigInt(shareN), BigInt(shareD));
    return { ...right, written, share: written, area: null };
  });
}
