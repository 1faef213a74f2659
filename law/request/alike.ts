import type { Day } from '../base/day';
import { norm } from '../base/norm';
import { HOUR_MS } from '../base/zone';
import { faultKind } from '../dispatch/kinds';

/** What tells one trouble of a house from another. */
export interface Trouble {
  kind: string;
  entrance: number | null;
}

/** Since when an open request of the same house may be about the same. */
export const alikeSince = (now: Date, lawDate: Day): Date =>
  new Date(now.getTime() - Number(norm('RQ-P6', lawDate).value) * HOUR_MS);

/** How many unfinished requests one resident may have. */
export const requestsAllowed = (lawDate: Day): number => Number(norm('RQ-P14', lawDate).value);

/** Others may suffer from it too: only what is inside one flat concerns nobody else. */
export const concernsOthers = ({ kind }: Pick<Trouble, 'kind'>): boolean => faultKind(kind).place !== 'flat';

/** The same kind in the house, or a kind of the same group at the same entrance: one riser, one lift, one switchboard. */
export function isAlike(one: Trouble, other: Trouble): boolean {
  if (!concernsOthers(one) || !concernsOthers(other)) return false;
  const apart = one.entrance !== null && other.entrance !== null && one.entrance !== other.entrance;
  if (one.kind === other.kind) return !apart || isWide(one);
  return (
    faultKind(one.kind).group === faultKind(other.kind).group &&
    one.entrance !== null &&
    other.entrance === one.entrance
  );
}

/** An accident or a failing service takes the whole house as a rule; a blockage or a lift is of one entrance. */
function isWide({ kind }: Trouble): boolean {
  const { quality, emergency } = faultKind(kind);
  return quality || emergency;
}
