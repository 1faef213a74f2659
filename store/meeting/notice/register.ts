import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { Day } from '../../../law/base/day';
import { add, type Fraction, fraction, multiply, parseFraction, sum, ZERO } from '../../../law/base/fraction';
import type { HouseEntrances } from '../../../law/meeting/call/entrances';
import type { ByAct } from '../../../law/meeting/call/transfer';
import { votesOn } from '../../../law/registry/transfer';
import type { PremisesKind, RightKind } from '../../../law/registry/words';
import { query } from '../../sql/query';
import type { RightGrounds } from '../../registry/premises';
import { houseOn, type DecidedConflict, type HouseOn, type RightOn } from '../../registry/rights';

/** One voting right: of the frozen register, or of the registry as it would be frozen today. */
export interface FrozenRight {
  id: string;
  premisesId: string;
  number: string;
  premisesKind: PremisesKind;
  entrance: number | null;
  cadastral: string | null;
  kind: RightKind;
  area: string;
  areaEgrn: string | null;
  areaHand: string | null;
  share: Fraction;
  votes: Fraction;
  holders: RegisterHolder[];
}

export interface RegisterHolder extends RightGrounds {
  ownershipId: string;
  personId: string | null;
  organisationId: string | null;
  /** Last day on which a decision by an act counts (K-11); null: the title is a record in ЕГРН. */
  untilDay: Day | null;
}

export interface RegisterPreview {
  rights: FrozenRight[];
  conflicts: DecidedConflict[];
  /** All premises of the house by the registry; V_all is stated by a person (V-02). */
  knownTotal: Fraction;
  entrances: HouseEntrances;
  byAct: ByAct;
}

/** The register as a notice of that day would freeze it. */
export async function previewRegister(db: Knex, buildingId: string, day: Day): Promise<RegisterPreview> {
  const house = await houseOn(db, buildingId, day);
  const untitled = new Set(
    house.conflicts
      .filter(({ kind, decided }) => kind === 'no-title' && decided?.decision === 'wait')
      .map(({ premisesId }) => premisesId),
  );
  const premises = new Map(house.premises.map((one) => [one.id, one]));
  const groups = new Map<string, RightOn[]>();
  for (const right of house.rights) {
    // V-15: a right whose title is still to be proved does not vote.
    if (untitled.has(right.premisesId) && !right.registryNumber) continue;
    if (!votesOn(right.basis, house.actUntil, day)) continue;
    const key = right.jointGroup ?? right.id;
    groups.set(key, [...(groups.get(key) ?? []), right]);
  }
  const rights = [...groups.values()].flatMap((group): FrozenRight[] => {
    const [first] = group;
    const place = first && premises.get(first.premisesId);
    if (!first || !place) return [];
    const area = place.area ?? '0';
    return [
      {
        id: randomUUID(),
        premisesId: place.id,
        number: place.number,
        premisesKind: place.kind,
        entrance: place.entrance,
        cadastral: place.cadastral,
        kind: first.kind,
        area,
        areaEgrn: place.areaEgrn,
        areaHand: place.areaHand,
        share: first.share,
        votes: multiply(parseFraction(area), first.share),
        holders: group.map((one) => holderOf(one, house.actUntil)),
      },
    ];
  });
  const knownTotal = sum(house.premises.map(({ area }) => (area === null ? ZERO : parseFraction(area))));
  return {
    rights,
    conflicts: house.conflicts,
    knownTotal,
    entrances: await entrancesOf(db, buildingId, house.premises),
    byAct: byActOf(house, rights),
  };
}

/** Spouses count as one right here too. */
function byActOf({ rights, commissioned, actUntil }: HouseOn, frozen: readonly FrozenRight[]): ByAct {
  const known = new Set(rights.filter(({ basis }) => basis === 'act').map(({ id, jointGroup }) => jointGroup ?? id));
  const voting = frozen.filter(({ holders }) => holders.some(({ basis }) => basis === 'act')).length;
  return { commissioned, until: actUntil, voting, silent: known.size - voting };
}

/** The base of an entrance is all its premises, like that of the house, including those with unknown owners (V-02). */
async function entrancesOf(
  db: Knex,
  buildingId: string,
  premises: readonly { entrance: number | null; area: string | null }[],
): Promise<HouseEntrances> {
  const areas = new Map<number, Fraction>();
  let unplaced = ZERO;
  for (const { entrance, area } of premises) {
    if (area === null) continue;
    if (entrance === null) unplaced = add(unplaced, parseFraction(area));
    else areas.set(entrance, add(areas.get(entrance) ?? ZERO, parseFraction(area)));
  }
  const house = await db('building')
    .where({ id: buildingId })
    .first<{ entrances: number | null } | undefined>('entrances');
  return { count: house?.entrances ?? null, areas, unplaced };
}

const holderOf = (right: RightOn, actUntil: Day | null): RegisterHolder => ({
  ownershipId: right.id,
  personId: right.personId,
  organisationId: right.organisationId,
  basis: right.basis,
  registryNumber: right.registryNumber,
  registryDay: right.registryDay,
  ballotNumber: right.ballotNumber,
  ballotDay: right.ballotDay,
  fromDay: right.fromDay,
  toDay: null,
  untilDay: right.basis === 'act' ? actUntil : null,
});

const CHUNK = 1_000;

/** Writes the snapshot; the notice freezes it in the same transaction. */
export async function writeRegister(
  trx: Knex,
  caseId: string,
  rights: readonly FrozenRight[],
  at: Date,
): Promise<void> {
  const rows = rights.map((right, place) => ({
    id: right.id,
    case_id: caseId,
    place,
    premises_id: right.premisesId,
    premises_number: right.number,
    premises_kind: right.premisesKind,
    entrance: right.entrance,
    cadastral: right.cadastral,
    kind: right.kind,
    area: right.area,
    area_egrn: right.areaEgrn,
    area_hand: right.areaHand,
    share_n: String(right.share.numerator),
    share_d: String(right.share.denominator),
    votes_n: String(right.votes.numerator),
    votes_d: String(right.votes.denominator),
    ownership_ids: right.holders.map(({ ownershipId }) => ownershipId),
  }));
  const holders = rights.flatMap((right) => right.holders.map((holder) => holderRow(caseId, right.id, holder, at)));
  for (let start = 0; start < rows.length; start += CHUNK)
    await trx('meeting_right').insert(rows.slice(start, start + CHUNK));
  for (let start = 0; start < holders.length; start += CHUNK)
    await trx('meeting_holder').insert(holders.slice(start, start + CHUNK));
}

export function holderRow(caseId: string, rightId: string, holder: RegisterHolder, at: Date): object {
  return {
    case_id: caseId,
    right_id: rightId,
    ownership_id: holder.ownershipId,
    person_id: holder.personId,
    organisation_id: holder.organisationId,
    basis: holder.basis,
    registry_number: holder.registryNumber,
    registry_day: holder.registryDay,
    ballot_number: holder.ballotNumber,
    ballot_day: holder.ballotDay,
    from_day: holder.fromDay,
    to_day: holder.toDay,
    until_day: holder.untilDay,
    noted_at: at,
  };
}

interface RightRow extends Omit<FrozenRight, 'share' | 'votes' | 'holders'> {
  shareN: string;
  shareD: string;
  votesN: string;
  votesD: string;
  holders: RegisterHolder[];
}

/** The frozen register in the order of premises, each right with everyone who has held it since. */
export async function rightsOf(db: Knex, caseId: string): Promise<FrozenRight[]> {
  const rows = await query<RightRow>(
    db,
    `
    select r.id, r.premises_id as "premisesId", r.premises_number as number, r.premises_kind as "premisesKind", r.entrance,
      r.cadastral, r.kind, r.area, r.area_egrn as "areaEgrn", r.area_hand as "areaHand", r.share_n as "shareN",
      r.share_d as "shareD", r.votes_n as "votesN", r.votes_d as "votesD", h.holders
    from meeting_right r cross join lateral (
      select jsonb_agg(jsonb_build_object('ownershipId', x.ownership_id, 'personId', x.person_id, 'organisationId',
        x.organisation_id, 'basis', x.basis, 'untilDay', x.until_day, 'registryNumber', x.registry_number, 'registryDay', x.registry_day, 'ballotNumber',
        x.ballot_number, 'ballotDay', x.ballot_day, 'fromDay', x.from_day, 'toDay', x.to_day) order by x.from_day, x.ownership_id) as holders
      from meeting_holder x where x.right_id = r.id) h
    where r.case_id = :caseId order by r.place`,
    { caseId },
  );
  return rows.map(({ shareN, shareD, votesN, votesD, ...right }) => ({
    ...right,
    share: fraction(BigInt(shareN), BigInt(shareD)),
    votes: fraction(BigInt(votesN), BigInt(votesD)),
  }));
}
