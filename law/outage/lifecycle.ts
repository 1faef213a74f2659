import type { Lifecycle } from '../base/lifecycle';

export type OutagePhase = 'received' | 'announced' | 'running' | 'restored' | 'closed' | 'cancelled';

export type OutageAct =
  | 'announce'
  | 'change'
  | 'post'
  | 'begin'
  | 'extend'
  | 'restore'
  | 'correct'
  | 'cancel'
  | 'gather'
  | 'note'
  | 'late'
  | 'overrun'
  | 'close';

type Phases = readonly OutagePhase[];
const stay = (phases: Phases, ...acts: readonly OutageAct[]) =>
  acts.flatMap((act) => phases.map((phase) => ({ from: phase, act, to: phase })));

/** Still to come or going on: it may be changed, and houses are told of it. */
export const ahead = ['announced', 'running'] as const satisfies Phases;
const open = [...ahead, 'restored'] as const satisfies Phases;

/** The life of an outage (PL-01…PL-04, QV-02). */
export const outageLifecycle: Lifecycle<OutagePhase, OutageAct> = {
  area: 'outage',
  prefix: 'ОТ',
  first: 'received',
  phases: {
    received: { title: 'заведено' },
    announced: { title: 'объявлено' },
    running: { title: 'идёт' },
    restored: { title: 'услуга восстановлена' },
    closed: { title: 'закрыто', final: true },
    cancelled: { title: 'отменено', final: true },
  },
  acts: {
    announce: 'Объявление отключения',
    change: 'Изменение условий',
    post: 'Объявление на досках',
    begin: 'Начало отключения',
    extend: 'Перенос окончания',
    restore: 'Восстановление услуги',
    correct: 'Уточнение начала и конца',
    cancel: 'Отмена отключения',
    gather: 'Присоединение заявки',
    note: 'Рабочая запись',
    late: 'Срок истёк',
    overrun: 'Обещанное время прошло',
    close: 'Закрытие',
  },
  moves: [
    { from: 'received', act: 'announce', to: 'announced' },
    // An emergency is there before anybody writes it down; so may a planned one be, entered too late.
    { from: 'received', act: 'announce', to: 'running' },
    { from: 'announced', act: 'begin', to: 'running' },
    ...stay(ahead, 'change', 'post'),
    ...stay(['running'], 'extend', 'overrun'),
    // Some of the houses first: the rest still wait.
    ...stay(['running'], 'restore'),
    { from: 'running', act: 'restore', to: 'restored' },
    ...stay(['restored'], 'correct'),
    ...ahead.map((from) => ({ from, act: 'cancel' as const, to: 'cancelled' as const })),
    ...stay(open, 'gather', 'note', 'late'),
    { from: 'restored', act: 'close', to: 'closed' },
  ],
};
