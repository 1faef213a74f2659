import { premisesForms } from '../../../law/registry/words';
import { compare, parseFraction } from '../../../law/base/fraction';
import { meetingDeadlines } from '../../../law/meeting/words';
import { counted, dayDigitsIn, dueDigits } from '../../../law/base/russian';
import type { Status } from '../../view/deadline';
import type { ListedHouse } from './house-shape';

const OF_PREMISES = ['помещения', 'помещений', 'помещений'] as const;

export function endedWords({ endedAt, closesAt, phase, zone }: ListedHouse): string {
  if (endedAt) return `окончено ${dayDigitsIn(endedAt, zone)}`;
  if (phase === 'voting' && closesAt) return `идёт до ${dueDigits(closesAt, zone)}`;
  return phase === 'noticed' ? 'назначено' : '—';
}

export function resultOf({ phase, quorum, passed, wordings }: ListedHouse): Status {
  if (phase === null) return { kind: 'plain', word: 'собраний не было' };
  if (phase === 'cancelled') return { kind: 'plain', word: 'отменено' };
  if (phase === 'halted') return { kind: 'late', word: 'не открыто' };
  if (quorum === null) return { kind: 'wait', word: 'ещё нет' };
  if (!quorum) return { kind: 'late', word: 'кворума нет' };
  return { kind: 'ok', word: `принято ${passed} из ${wordings.length}` };
}

/** «Выбрать совет дома и ещё 2» */
export function agendaWords({ wordings: [first, ...rest] }: ListedHouse): string | undefined {
  return first && (rest.length > 0 ? `${first} и ещё ${rest.length}` : first);
}

export function nextWords({ phase, quorum, repeatedBy, dueName, dueAt, zone }: ListedHouse): string {
  if (phase === 'no-quorum' || (quorum === false && dueName === null))
    return repeatedBy ? `созвано повторное: ${repeatedBy}` : 'созвать повторное собрание';
  if (!dueName || !dueAt) return '—';
  return `${meetingDeadlines[dueName] ?? dueName}: ${dueDigits(dueAt, zone)}`;
}

/**
 * Can the owners of this house vote in the system and be counted? House policy, as facts that can be corrected one by
 * one; a quorum needs at least half of the area to be reachable.
 */
export function readyOf({ premises, area, unmeasured, untitled, reached, electronic }: ListedHouse): {
  status: Status;
  lacks: string[];
} {
  const [all, near] = [parseFraction(area), parseFraction(reached)];
  const within = compare({ ...near, numerator: near.numerator * 2n }, all) > 0;
  const lacks = [
    premises === 0 && 'нет ни одного помещения',
    unmeasured > 0 && `нет площади у ${counted(unmeasured, OF_PREMISES)}`,
    untitled > 0 && `без собственника ${counted(untitled, premisesForms)}`,
    !within && 'на связи собственники меньше чем половины площади',
    !electronic && 'нет решения о голосовании в системе',
  ].filter((one) => one !== false);
  if (lacks.length === 0) return { status: { kind: 'ok', word: 'готов' }, lacks };
  return { status: { kind: 'soon', word: `не хватает: ${lacks.length}` }, lacks };
}
