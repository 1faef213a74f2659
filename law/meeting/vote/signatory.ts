import { addMonths, type Day } from '../../base/day';
import { norm } from '../../base/norm';
import type { OrganisationKind, RightBasis, RightKind } from '../../registry/words';

/** What the register says about the holder of a right. */
export interface Holding {
  readonly kind: RightKind;
  readonly basis: RightBasis;
  /** Null when the holder is a person. */
  readonly organisation: OrganisationKind | null;
  readonly birthDay: Day | null;
}

export interface Signatory {
  readonly says: string;
  /** Papers without which the decision is not counted. */
  readonly papers: readonly string[];
  readonly citation: string;
}

const MONTHS = 12;
const turns = (birthDay: Day, years: number): Day => addMonths(birthDay, years * MONTHS);

/** Who signs the decision for whom (V-05, V-10…V-13, K-11). Null: the owner signs and needs to show nothing. */
export function signatoryOf({ kind, basis, organisation, birthDay }: Holding, on: Day): Signatory | null {
  if (organisation === 'municipality') {
    const says = 'За муниципальное помещение голосует уполномоченный орган, а не наниматель.';
    return { says, papers: ['доверенность или распоряжение'], citation: 'ЖК РФ, ст. 48 ч. 1' };
  }
  if (organisation !== null) {
    const says = 'Руководитель голосует по записи в ЕГРЮЛ, остальные по доверенности.';
    return { says, papers: ['выписка из ЕГРЮЛ'], citation: 'ГК РФ, ст. 53, 185.1' };
  }
  const child = birthDay === null ? null : childSignatory(birthDay, on);
  if (child) return child;
  if (kind === 'joint') {
    const says =
      'Один из супругов голосует всей площадью: подписать могут и оба. Практика расходится: некоторые суды требуют ' +
      'подписи обоих или считают половину. Если второй против, напишите об этом в комментарии.';
    return { says, papers: [], citation: 'ГК РФ, ст. 253' };
  }
  if (basis === 'record') return null;
  const says = 'Голосует по передаточному акту, пока не прошёл год после ввода дома.';
  return { says, papers: ['передаточный акт'], citation: norm('K-11', on).citation };
}

/** V-13: below the age of the norm a parent signs; from it until full age the child signs with a parent's consent. */
function childSignatory(birthDay: Day, on: Day): Signatory | null {
  const [own, full] = [norm('V-13', on), norm('V-13.full', on)];
  if (turns(birthDay, Number(full.value)) <= on) return null;
  if (turns(birthDay, Number(own.value)) > on) {
    const says = 'За ребёнка голосует законный представитель.';
    return { says, papers: ['свидетельство о рождении'], citation: own.citation };
  }
  const says = 'Подросток голосует сам с письменного согласия представителя.';
  return { says, papers: ['согласие законного представителя'], citation: own.citation };
}
