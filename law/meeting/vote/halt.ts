import { counted } from '../../base/russian';
import { HALT_RULE } from '../call/proving';

/** Why voting did not open at its hour: the event of the case, and how many owners or rights it names. */
export interface Halt {
  readonly why: 'not-opened' | 'form-refused';
  readonly count: number;
}

export const HALTED = 'Голосование не открыто';

const OF_OWNERS = ['собственника', 'собственников', 'собственников'] as const;

/** The same everywhere: card, page of the vote, first page, letters. */
export function haltSays(halt: Halt | null): string {
  if (halt?.why === 'form-refused')
    return 'Собственники с большинством голосов отказались от электронной формы. Собрание созывают заново в другой.';
  const whose = halt ? `: у ${counted(halt.count, OF_OWNERS)} нет доказательства` : '';
  return `К сроку не доказано, что о собрании уведомлён каждый собственник${whose}. ${HALT_RULE}`;
}
