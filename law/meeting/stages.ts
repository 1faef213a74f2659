import { stagesOf } from '../base/stages';
import type { MeetingPhase } from './lifecycle';

/** A meeting of owners from the first click to the inspectorate's archive (ЖК РФ ст. 44–48). */
export const meetingStages = stagesOf<MeetingPhase>()({
  // The initiator writes the agenda, the dates and the register; K-05 and E-04 already run.
  preparation: { title: 'Подготовка', law: 'ЖК РФ, ст. 45 ч. 2, 6, 7', phases: ['new', 'draft', 'requested'] },
  // Everyone is notified; at the announced hour the voting opens, if the ledger proves the notice.
  notice: { title: 'Уведомление собственников', law: 'ЖК РФ, ст. 45 ч. 4', phases: ['noticed', 'halted'] },
  // Decisions bypass the workflow and go straight into the chain; the workflow wakes to seal it.
  voting: { title: 'Голосование', law: 'ЖК РФ, ст. 47, 47.1 ч. 8', phases: ['voting'] },
  // Without a quorum there are no decisions: a repeat is a separate case.
  outcome: { title: 'Подсчёт и протокол', law: 'ЖК РФ, ст. 45 ч. 3, ст. 46 ч. 1', phases: ['counted', 'no-quorum'] },
  // Originals go to the manager, then to the inspectorate, and back as often as needed.
  filing: {
    title: 'Подлинники в управляющую организацию и ГЖИ',
    law: 'ЖК РФ, ст. 46 ч. 1; приказ Минстроя 266/пр',
    phases: ['protocol', 'handed', 'filed', 'returned'],
  },
  keeping: { title: 'Хранение', law: 'ЖК РФ, ст. 46 ч. 1', phases: ['registered', 'archived', 'cancelled'] },
});
