import { clockNames } from '../dispatch/clocks';

/** How a request came in; the number and the terms are told the same way. */
export const sources = ['phone', 'cabinet', 'visit', 'api', 'import', 'round'] as const;
export type RequestSource = (typeof sources)[number];

export const sourceTitles: Readonly<Record<RequestSource, string>> = {
  phone: 'звонок диспетчеру',
  cabinet: 'личный кабинет',
  visit: 'личный приход',
  api: 'программа организации',
  import: 'перенос из журнала',
  round: 'обход дома',
};

/** The channel besides the cabinet by which the applicant is answered; undefined: every channel they have. */
export const answerWay = (source: RequestSource): 'sms' | undefined => (source === 'phone' ? 'sms' : undefined);

export const textKinds = ['request', 'note', 'reason', 'result', 'proof', 'objection', 'comment'] as const;
export type RequestTextKind = (typeof textKinds)[number];

/** Why a worker gives a request back. */
export const declines = ['busy', 'far', 'no-trade', 'no-permit', 'off-shift', 'danger', 'other'] as const;
export type DeclineReason = (typeof declines)[number];
export const declineTitles: Readonly<Record<DeclineReason, string>> = {
  busy: 'занят другой заявкой',
  far: 'далеко, не успеть в срок',
  'no-trade': 'не моя специальность',
  'no-permit': 'нет допуска',
  'off-shift': 'смена закончилась',
  danger: 'опасно работать одному',
  other: 'другая причина',
};

/** What the law or the resident's own wish lets the terms wait for (law/request/pause.ts). */
export const pauseGrounds = ['wish', 'access', 'night'] as const;
export type PauseGround = (typeof pauseGrounds)[number];
export const pauseTitles: Readonly<Record<PauseGround, string>> = {
  wish: 'житель просит прийти позже',
  access: 'житель не дал доступа, составлен акт',
  night: 'работы запрещены в эти часы',
};

export const cancelReasons = ['applicant', 'false', 'elsewhere', 'self'] as const;
export type CancelReason = (typeof cancelReasons)[number];
export const cancelTitles: Readonly<Record<CancelReason, string>> = {
  applicant: 'житель отозвал заявку',
  false: 'ложный вызов',
  elsewhere: 'дом или помещение обслуживают другие',
  self: 'всё исправилось само',
};

export const outcomes = ['confirmed', 'unanswered', ...cancelReasons, 'merged'] as const;
export type RequestOutcome = (typeof outcomes)[number];
export const outcomeTitles: Readonly<Record<RequestOutcome, string>> = {
  ...cancelTitles,
  confirmed: 'устранено, житель подтвердил',
  unanswered: 'устранено, житель не возразил',
  merged: 'решают вместе с другой заявкой',
};
export const outcomeWords = (outcome: string | null): string =>
  outcome ? (outcomeTitles[outcome as RequestOutcome] ?? outcome) : '';

/** Titles of events in the timeline of a request. */
export const eventTitles: Readonly<Record<string, string>> = {
  received: 'Заявка получена',
  registered: 'Заявка зарегистрирована, сроки назначены',
  reclassified: 'Изменён вид неисправности',
  informed: 'Заявителю названы планируемые сроки',
  told: 'Служба извещена об аварии',
  assigned: 'Назначен мастер',
  accepted: 'Мастер принял заявку',
  declined: 'Мастер отказался от заявки',
  silent: 'Мастер не ответил вовремя',
  'nobody-answers': 'Мастера не отвечают: предупреждён руководитель',
  arrived: 'Мастер на месте',
  localised: 'Повреждение локализовано',
  fixed: 'Неисправность устранена',
  absent: 'Мастер не застал жителя',
  'visit-set': 'Назначено время визита',
  handed: 'Заявка передана в газовую службу',
  paused: 'Срок отложен',
  resumed: 'Работа продолжена',
  acknowledged: 'Нарушение срока принято к сведению',
  noted: 'Добавлена рабочая запись',
  joined: 'К заявке присоединился сосед',
  merged: 'Заявка присоединена к другой',
  gathered: 'Заявка связана с отключением',
  checked: 'Качество услуги проверено',
  'act-without-executor': 'Акт составлен без исполнителя',
  examined: 'Экспертиза качества услуги',
  'mend-checked': 'Устранение нарушения проверено',
  harmed: 'Сообщено о вреде',
  'damage-recorded': 'Составлен акт о причинении вреда',
  used: 'Израсходованы запчасти',
  offered: 'Предложена смета платной работы',
  consented: 'Житель согласился со сметой',
  refused: 'Житель отказался от платной работы',
  invoiced: 'Платная работа выполнена: строка для счёта',
  completed: 'Составлен акт выполненных работ',
  half: 'Прошла половина срока: предупреждён диспетчер',
  soon: 'Срок подходит к концу: предупреждён руководитель',
  overdue: 'Срок нарушен',
  confirmed: 'Житель подтвердил, что всё исправлено',
  reopened: 'Житель вернул заявку: не исправлено',
  cancelled: 'Заявка отменена',
  'window-ended': 'Время на возражение истекло, заявка закрыта',
};

/** What each term asks for: those of the law, and the windows of a request. */
export const termTitles: Readonly<Record<string, string>> = {
  ...clockNames,
  accept: 'Ответ мастера',
  confirm: 'Подтвердить или вернуть',
};

/** Who asks for an examination by experts, and who pays for it then (RQ-E1). */
export const examineSides = ['consumer', 'executor', 'other'] as const;
export type ExamineSide = (typeof examineSides)[number];
export const examineTitles: Readonly<Record<ExamineSide, string>> = {
  consumer: 'потребитель',
  executor: 'исполнитель',
  other: 'другой участник проверки',
};
export const examinePays: Readonly<Record<ExamineSide, string>> = {
  consumer: 'Платит исполнитель; если нарушения не найдут, потребитель возместит расходы.',
  executor: 'Платит исполнитель.',
  other: 'Платит участник, который просил экспертизу.',
};
export const examineStages = ['asked', 'violation', 'fine'] as const;
export type ExamineStage = (typeof examineStages)[number];
export const examineStageTitles: Readonly<Record<ExamineStage, string>> = {
  asked: 'назначена',
  violation: 'нарушение найдено',
  fine: 'нарушения нет',
};
