import type { Day } from '../base/day';
import { dayDigits } from '../base/russian';
import type { RightBasis } from './words';

export interface TitleDocument {
  basis: RightBasis;
  registryNumber: string | null;
  registryDay: Day | null;
  ballotNumber: string | null;
  ballotDay: Day | null;
}

/** The title document of a holder: from the state register, the developer's act (K-11) or the ballot. */
export function titleWords({ basis, registryNumber, registryDay, ballotNumber, ballotDay }: TitleDocument): string {
  const [number, day] = registryNumber ? [registryNumber, registryDay] : [ballotNumber, ballotDay];
  if (!number) return '';
  const named = basis === 'act' ? `передаточный акт № ${number}` : number;
  return day ? `${named} от ${dayDigits(day)}` : named;
}
