import { stagesOf } from '../base/stages';
import type { OutagePhase } from './lifecycle';

/** An outage from its announcement to its close. */
export const outageStages = stagesOf<OutagePhase>()({
  announced: { title: 'Объявлено', law: 'ПП РФ 354, п. 31; ПП РФ 416, раздел VIII', phases: ['received', 'announced'] },
  running: { title: 'Услуги нет', law: 'ПП РФ 354, п. 104, приложение 1', phases: ['running'] },
  restored: { title: 'Восстановлено, запись можно уточнить', law: 'правило системы PL-P1', phases: ['restored'] },
  over: { title: 'Завершено', law: 'ПП РФ 354, п. 31', phases: ['closed', 'cancelled'] },
});
