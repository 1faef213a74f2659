import type { Lifecycle } from '../base/lifecycle';

export type MeetingPhase =
  | 'new'
  | 'draft'
  | 'requested'
  | 'noticed'
  | 'halted'
  | 'voting'
  | 'counted'
  | 'no-quorum'
  | 'protocol'
  | 'handed'
  | 'filed'
  | 'returned'
  | 'registered'
  | 'archived'
  | 'cancelled';

export type MeetingAct =
  | 'begin'
  | 'request'
  | 'amend'
  | 'cancel'
  | 'notify'
  | 'prove'
  | 'open'
  | 'paper-closed'
  | 'remind'
  | 'close'
  | 'draw-up'
  | 'sign'
  | 'elect'
  | 'publish'
  | 'hand-over'
  | 'file'
  | 'return'
  | 'register'
  | 'inspect'
  | 'repeat'
  | 'soon'
  | 'late'
  | 'archive';

/** The life of a meeting from the initiator's first click to the inspectorate's archive. */
export const meetingLifecycle: Lifecycle<MeetingPhase, MeetingAct> = {
  area: 'meeting',
  prefix: 'ОСС',
  first: 'new',
  phases: {
    new: { title: 'Черновик создан' },
    draft: { title: 'Подготовка' },
    requested: { title: 'Передано администратору' },
    noticed: { title: 'Собственники уведомляются' },
    halted: { title: 'Голосование не открыто' },
    voting: { title: 'Идёт голосование' },
    counted: { title: 'Голоса подсчитаны' },
    'no-quorum': { title: 'Кворума нет' },
    protocol: { title: 'Протокол оформлен' },
    handed: { title: 'Передано управляющей организации' },
    filed: { title: 'Отправлено в ГЖИ' },
    returned: { title: 'Возвращено ГЖИ' },
    registered: { title: 'Принято ГЖИ на хранение' },
    archived: { title: 'В архиве', final: true },
    cancelled: { title: 'Отменено', final: true },
  },
  acts: {
    begin: 'Начало подготовки',
    request: 'Передача сообщения о собрании',
    amend: 'Возврат на доработку',
    cancel: 'Отмена собрания',
    notify: 'Сообщение собственникам',
    prove: 'Проверка доказательств уведомления',
    open: 'Начало голосования',
    'paper-closed': 'Окончание приёма письменных решений',
    remind: 'Напоминание о голосовании',
    close: 'Окончание голосования и подсчёт',
    'draw-up': 'Составление протокола',
    sign: 'Подпись под протоколом',
    elect: 'Избранные в совет дома',
    publish: 'Сообщение об итогах',
    'hand-over': 'Передача подлинников управляющей организации',
    file: 'Направление подлинников в ГЖИ',
    return: 'Возврат подлинников с замечаниями',
    register: 'Приём подлинников на хранение',
    inspect: 'Проверка похожих протоколов',
    repeat: 'Созыв повторного собрания',
    soon: 'Срок подходит к концу',
    late: 'Срок истёк',
    archive: 'Передача в архив',
  },
  moves: [
    { from: 'new', act: 'begin', to: 'draft' },
    { from: 'draft', act: 'request', to: 'requested' },
    // An initiator who has no administrator, or is one (K-19), notifies the owners directly.
    { from: 'draft', act: 'notify', to: 'noticed' },
    { from: 'draft', act: 'cancel', to: 'cancelled' },
    { from: 'requested', act: 'amend', to: 'draft' },
    { from: 'requested', act: 'notify', to: 'noticed' },
    { from: 'requested', act: 'cancel', to: 'cancelled' },
    { from: 'noticed', act: 'prove', to: 'noticed' },
    { from: 'noticed', act: 'open', to: 'voting' },
    { from: 'noticed', act: 'open', to: 'halted' },
    { from: 'noticed', act: 'cancel', to: 'cancelled' },
    { from: 'halted', act: 'repeat', to: 'cancelled' },
    { from: 'halted', act: 'cancel', to: 'cancelled' },
    { from: 'voting', act: 'remind', to: 'voting' },
    { from: 'voting', act: 'paper-closed', to: 'voting' },
    { from: 'voting', act: 'close', to: 'counted' },
    { from: 'voting', act: 'close', to: 'no-quorum' },
    { from: 'counted', act: 'draw-up', to: 'protocol' },
    { from: 'counted', act: 'sign', to: 'counted' },
    { from: 'counted', act: 'sign', to: 'protocol' },
    // P-08: those named as elected sign too; removing a name may leave nobody to wait for.
    { from: 'counted', act: 'elect', to: 'counted' },
    { from: 'counted', act: 'elect', to: 'protocol' },
    { from: 'no-quorum', act: 'draw-up', to: 'no-quorum' },
    { from: 'no-quorum', act: 'sign', to: 'no-quorum' },
    { from: 'no-quorum', act: 'repeat', to: 'no-quorum' },
    { from: 'no-quorum', act: 'archive', to: 'archived' },
    { from: 'protocol', act: 'hand-over', to: 'handed' },
    { from: 'protocol', act: 'file', to: 'filed' },
    { from: 'handed', act: 'file', to: 'filed' },
    { from: 'filed', act: 'return', to: 'returned' },
    { from: 'returned', act: 'file', to: 'filed' },
    { from: 'filed', act: 'register', to: 'registered' },
    { from: 'registered', act: 'archive', to: 'archived' },
    ...stay(
      [
        'draft',
        'requested',
        'noticed',
        'counted',
        'no-quorum',
        'protocol',
        'handed',
        'filed',
        'returned',
        'registered',
      ],
      ['soon', 'late'],
    ),
    // P-16: the inspectorate's finding on two similar protocols is recorded in both cases, in whatever phase they are.
    ...stay(['filed', 'returned', 'registered'], ['inspect']),
    // Owners are told the result within their own term, wherever the originals are by then (P-14).
    ...stay(['no-quorum', 'protocol', 'handed', 'filed', 'returned', 'registered'], ['publish']),
  ],
};

function stay(
  phases: readonly MeetingPhase[],
  acts: readonly MeetingAct[],
): { from: MeetingPhase; act: MeetingAct; to: MeetingPhase }[] {
  return phases.flatMap((phase) => acts.map((act) => ({ from: phase, act, to: phase })));
}

/** Preparation: only in these phases may the agenda and the dates still change. */
export const preparing: readonly MeetingPhase[] = ['new', 'draft', 'requested'];

/** The article behind each act, for the page that shows the next steps. */
export const meetingActCitations: Readonly<Record<MeetingAct, string>> = {
  begin: 'ЖК РФ, ст. 45 ч. 2',
  request: 'ЖК РФ, ст. 45 ч. 2, 6, 7; ст. 47.1 ч. 3',
  amend: 'ЖК РФ, ст. 46 ч. 2',
  cancel: 'ЖК РФ, ст. 45 ч. 2',
  notify: 'ЖК РФ, ст. 45 ч. 4; ст. 47.1 ч. 5',
  prove: 'ЖК РФ, ст. 45 ч. 4',
  open: 'ЖК РФ, ст. 47; ст. 47.1 ч. 8',
  'paper-closed': 'ЖК РФ, ст. 47.1',
  remind: 'ЖК РФ, ст. 47; ст. 47.1',
  close: 'ЖК РФ, ст. 45 ч. 3; ст. 47 ч. 2; ст. 47.1 ч. 8',
  'draw-up': 'ЖК РФ, ст. 47.1 ч. 11–13; приказ Минстроя 266/пр',
  sign: 'ЖК РФ, ст. 46 ч. 1; приказ Минстроя 266/пр',
  elect: 'ЖК РФ, ст. 161.1; приказ Минстроя 266/пр',
  publish: 'ЖК РФ, ст. 46 ч. 3',
  'hand-over': 'ЖК РФ, ст. 46 ч. 1',
  file: 'ЖК РФ, ст. 46 ч. 1; приказ Минстроя 266/пр',
  return: 'приказ Минстроя 266/пр',
  register: 'ЖК РФ, ст. 46 ч. 1',
  inspect: 'ЖК РФ, ст. 46 ч. 1.1',
  repeat: 'ЖК РФ, ст. 45 ч. 3',
  soon: 'ЖК РФ, ст. 46',
  late: 'ЖК РФ, ст. 46',
  archive: 'ЖК РФ, ст. 46 ч. 1, 4',
};
