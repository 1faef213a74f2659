import { type Fraction, compare, divide, equal, multiply, ONE, parseFraction, sum, ZERO } from '../../base/fraction';
import { Refusal } from '../../base/refusal';
import type { RightKind } from '../../registry/words';
import { parseArea } from '../../base/metres';

/** One voting right of the frozen register. Spouses in joint ownership are one right with two holders (ГК ст. 253). */
export interface VotingRight {
  readonly id: string;
  readonly premises: string;
  readonly kind: RightKind;
  /** Total area of the premises in m², no balconies (ЖК ст. 15 ч. 5); «0» when neither ЕГРН nor a ballot gives it. */
  readonly area: string;
  /** «1», «1/3», «0.25»: a decimal share is taken as written. */
  readonly share: string;
  /** A room in a communal flat has a proportional part of the flat's shared rooms (ЖК ст. 42). */
  readonly room?: { readonly area: string; readonly rooms: string };
  readonly entrance?: number;
  /** Who held the right and when, days included; no bound means «always». X-09: checked on the day of the decision. */
  readonly holders?: readonly { readonly person: string; readonly from?: string; readonly to?: string }[];
}

/** V-01, V-04, V-05, V-09: area × share, exactly; holders in joint ownership vote with the whole area. */
export function votesOf(right: VotingRight): Fraction {
  const area = parseArea(right.area, 'Площадь помещения');
  const share = right.kind === 'shared' ? parseShare(right.share) : ONE;
  return multiply(multiply(area, share), right.room ? roomPart(right.room) : ONE);
}

function parseShare(text: string): Fraction {
  const share = parseFraction(text);
  if (compare(share, ZERO) > 0 && compare(share, ONE) <= 0) return share;
  throw new Refusal('share-impossible', `Доля «${text}» невозможна. Она больше нуля и не больше целого.`);
}

function roomPart(room: { readonly area: string; readonly rooms: string }): Fraction {
  const [own, all] = [parseArea(room.area, 'Площадь комнаты'), parseArea(room.rooms, 'Площадь всех комнат')];
  if (compare(all, ZERO) === 0 || compare(own, all) > 0) {
    throw new Refusal('room-impossible', 'Площадь комнаты больше площади всех комнат. Исправьте площади.');
  }
  return divide(own, all);
}

/** V-02: votes of every right in the register. The legal base is the whole house, which may be larger. */
export function votesOfAll(rights: Iterable<VotingRight>): Fraction {
  return sum([...rights].map(votesOf));
}

export interface PremisesFault {
  readonly premises: string;
  readonly kind: 'shares-over' | 'shares-under' | 'two-areas' | 'no-area';
}

/** What prevents a register from being frozen until a person decides it. */
export function premisesFaults(rights: readonly VotingRight[]): readonly PremisesFault[] {
  const groups = new Map<string, VotingRight[]>();
  for (const right of rights) groups.set(right.premises, [...(groups.get(right.premises) ?? []), right]);
  return [...groups].flatMap(([premises, group]) => faultsOf(group).map((kind) => ({ premises, kind })));
}

function faultsOf(group: readonly VotingRight[]): PremisesFault['kind'][] {
  const areas = group.map((right) => parseArea(right.area, 'Площадь помещения'));
  const first = areas[0] ?? ZERO;
  const whole = sum(group.map((right) => wholeOf(right)));
  const faults: PremisesFault['kind'][] = [];
  if (compare(whole, ONE) > 0) faults.push('shares-over');
  if (compare(whole, ONE) < 0) faults.push('shares-under');
  if (areas.some((area) => !equal(area, first))) faults.push('two-areas');
  if (areas.some((area) => equal(area, ZERO))) faults.push('no-area');
  return faults;
}

function wholeOf(right: VotingRight): Fraction {
  const share = right.kind === 'shared' ? parseShare(right.share) : ONE;
  return right.room ? multiply(share, roomPart(right.room)) : share;
}

/** X-09, V-15: title on the day of the decision. A right without recorded holders is trusted as frozen. */
export function heldBy(right: VotingRight, person: string, day: string): boolean {
  if (!right.holders) return true;
  return right.holders.some(
    (holder) =>
      holder.person === person &&
      (holder.from === undefined || holder.from <= day) &&
      (holder.to === undefined || day <= holder.to),
  );
}
