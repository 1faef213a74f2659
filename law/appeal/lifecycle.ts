import type { Lifecycle } from '../base/lifecycle';

export type AppealPhase =
  | 'received'
  | 'registered'
  | 'routed'
  | 'extended'
  | 'split'
  | 'answered'
  | 'reopened'
  | 'forwarded'
  | 'withdrawn'
  | 'closed';

export type AppealAct =
  | 'register'
  | 'route'
  | 'extend'
  | 'split'
  | 'join'
  | 'note'
  | 'answer'
  | 'forward'
  | 'withdraw'
  | 'close'
  | 'half'
  | 'soon'
  | 'late'
  | 'child-answered'
  | 'rate'
  | 'reopen'
  | 'complain'
  | 'end';

/** Phases in which an answer is still owed. */
export const working = ['registered', 'routed', 'extended', 'reopened'] as const;
/** The applicant has been told nothing final yet, so the appeal may still be split or forwarded. */
const fresh = ['registered', 'routed'] as const;

type Phases = readonly AppealPhase[];
const lead = (from: Phases, act: AppealAct, to: AppealPhase) => from.map((phase) => ({ from: phase, act, to }));
const stay = (phases: Phases, act: AppealAct) => phases.map((phase) => ({ from: phase, act, to: phase }));

/** The life of an appeal (AP-01…AP-19): which act is possible in which phase. */
export const appealLifecycle: Lifecycle<AppealPhase, AppealAct> = {
  area: 'appeal',
  prefix: 'ОБР',
  first: 'received',
  phases: {
    received: { title: 'получено' },
    registered: { title: 'зарегистрировано' },
    routed: { title: 'в работе' },
    extended: { title: 'срок продлён' },
    split: { title: 'разделено по вопросам' },
    answered: { title: 'дан ответ' },
    reopened: { title: 'возобновлено' },
    forwarded: { title: 'перенаправлено', final: true },
    withdrawn: { title: 'отозвано', final: true },
    closed: { title: 'закрыто', final: true },
  },
  acts: {
    register: 'Регистрация обращения',
    route: 'Назначение исполнителя',
    extend: 'Продление срока ответа',
    split: 'Разделение по вопросам',
    join: 'Присоединение к обращению',
    note: 'Рабочая запись',
    answer: 'Ответ заявителю',
    forward: 'Перенаправление по компетенции',
    withdraw: 'Отзыв обращения',
    close: 'Принятие к сведению',
    half: 'Прошла половина срока',
    soon: 'Срок подходит к концу',
    late: 'Срок истёк',
    'child-answered': 'Рассмотрена часть обращения',
    rate: 'Оценка ответа',
    reopen: 'Возобновление обращения',
    complain: 'Жалоба в вышестоящую инстанцию',
    end: 'Окно закрылось',
  },
  moves: [
    { from: 'received', act: 'register', to: 'registered' },
    ...lead(['registered', 'routed', 'reopened'], 'route', 'routed'),
    // An extended appeal stays extended when it changes hands: the law allows one extension.
    ...stay(['extended'], 'route'),
    ...lead(['registered', 'routed', 'reopened'], 'extend', 'extended'),
    ...lead(fresh, 'split', 'split'),
    ...lead(fresh, 'forward', 'forwarded'),
    ...lead(working, 'answer', 'answered'),
    ...lead(working, 'withdraw', 'withdrawn'),
    // AP-19: without a name and an address there is nobody to answer; the message is looked at and closed.
    ...lead(working, 'close', 'closed'),
    ...lead(fresh, 'end', 'closed'),
    ...stay(working, 'join'),
    ...(['half', 'soon', 'late', 'complain'] as const).flatMap((act) => stay([...working, 'split'], act)),
    ...stay([...working, 'split', 'answered'], 'note'),
    { from: 'split', act: 'child-answered', to: 'split' },
    { from: 'split', act: 'child-answered', to: 'answered' },
    { from: 'answered', act: 'rate', to: 'answered' },
    { from: 'answered', act: 'rate', to: 'closed' },
    { from: 'answered', act: 'reopen', to: 'reopened' },
    { from: 'answered', act: 'complain', to: 'closed' },
    { from: 'answered', act: 'end', to: 'closed' },
  ],
};
