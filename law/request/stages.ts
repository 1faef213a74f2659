import { stagesOf } from '../base/stages';
import type { RequestPhase } from './lifecycle';

/** A request from the call to its close (ADS-02…ADS-14). */
export const requestStages = stagesOf<RequestPhase>()({
  intake: { title: 'Регистрация', law: 'ПП РФ 416, пп. 12, 17', phases: ['received', 'registered'] },
  way: { title: 'Мастер назначен', law: 'ПП РФ 416, пп. 13, 17', phases: ['assigned', 'accepted'] },
  work: { title: 'Работа на месте', law: 'ПП РФ 416, п. 13', phases: ['arrived', 'localised'] },
  gas: { title: 'Работает газовая служба', law: 'ПП РФ 416, п. 14', phases: ['handed'] },
  fixed: { title: 'Устранено, можно подтвердить или вернуть', law: 'ПП РФ 416, п. 17', phases: ['fixed'] },
  over: { title: 'Завершено', law: 'ПП РФ 416, п. 17', phases: ['closed', 'cancelled', 'merged'] },
});
