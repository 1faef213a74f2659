import { stagesOf } from '../base/stages';
import type { AppealPhase } from './lifecycle';

/** An appeal from its receipt to its close (AP-01…AP-19). */
export const appealStages = stagesOf<AppealPhase>()({
  intake: { title: 'Регистрация', law: '59-ФЗ, ст. 8; ПП РФ 416, п. 35', phases: ['received', 'registered'] },
  work: {
    title: 'Рассмотрение',
    law: '59-ФЗ, ст. 10, 12; ПП РФ 416, п. 36',
    phases: ['routed', 'extended', 'reopened', 'split'],
  },
  answered: { title: 'Ответ дан, можно оценить или возразить', law: 'правило системы AP-P1', phases: ['answered'] },
  over: { title: 'Завершено', law: '59-ФЗ, ст. 8, 10, 11', phases: ['forwarded', 'withdrawn', 'closed'] },
});
