import { answeringKinds, type OrganisationKind } from '../registry/words';

/** How an appeal arrived; the answer goes out the same way (AP-05, AP-18). */
export const channels = ['cabinet', 'email', 'phone', 'paper', 'visit', 'gis', 'max'] as const;
export type AppealChannel = (typeof channels)[number];

/** Kinds of applicant, as the terms distinguish them: AP-01 for owners and users, AP-02 for others. */
export const applicantKinds = ['owner', 'user', 'other', 'organisation'] as const;
export type ApplicantKind = (typeof applicantKinds)[number];

export const answerKinds = ['satisfied', 'explained', 'refused'] as const;
export type AnswerKind = (typeof answerKinds)[number];

export const outcomes = [...answerKinds, 'answered', 'noted', 'forwarded', 'withdrawn', 'complained'] as const;
export type AppealOutcome = (typeof outcomes)[number];

/** How a case was made from another one. */
export const origins = ['split', 'forward', 'complaint'] as const;
export type AppealOrigin = (typeof origins)[number];

export const textKinds = ['request', 'part', 'answer', 'reason', 'note', 'comment'] as const;
export type AppealTextKind = (typeof textKinds)[number];

/** Organisations one may write to. */
export const addresseeKinds = answeringKinds;
export type AddresseeKind = (typeof addresseeKinds)[number];

export function isAddresseeKind(kind: OrganisationKind): kind is AddresseeKind {
  return addresseeKinds.some((one) => one === kind);
}

/** 59-ФЗ binds these; ПП 416 and ПП 354 bind the others (AP-16). */
export function isBody(kind: AddresseeKind): boolean {
  return kind === 'municipality' || kind === 'inspectorate' || kind === 'ministry';
}

/** The channel the answer takes besides the cabinet; undefined means every channel the person has. */
export function answerWay(channel: AppealChannel): 'email' | 'sms' | 'paper' | undefined {
  if (channel === 'email') return 'email';
  if (channel === 'phone') return 'sms';
  return channel === 'paper' || channel === 'visit' ? 'paper' : undefined;
}

export const channelTitles: Readonly<Record<AppealChannel, string>> = {
  cabinet: 'личный кабинет',
  email: 'электронная почта',
  phone: 'телефон',
  paper: 'письмо на бумаге',
  visit: 'личный приём',
  gis: 'ГИС ЖКХ',
  max: 'мессенджер MAX',
};

export const applicantTitles: Readonly<Record<ApplicantKind, string>> = {
  owner: 'собственник',
  user: 'пользователь помещения',
  other: 'иное лицо',
  organisation: 'организация',
};

export const answerTitles: Readonly<Record<AnswerKind, string>> = {
  satisfied: 'удовлетворено',
  explained: 'разъяснено',
  refused: 'отказано',
};

export const outcomeTitles: Readonly<Record<AppealOutcome, string>> = {
  ...answerTitles,
  answered: 'дан ответ на все вопросы',
  noted: 'принято к сведению',
  forwarded: 'перенаправлено',
  withdrawn: 'отозвано заявителем',
  complained: 'обжаловано',
};

/** Titles of events in an appeal's timeline. */
export const eventTitles: Readonly<Record<string, string>> = {
  received: 'Обращение получено',
  registered: 'Обращение зарегистрировано, срок ответа назначен',
  routed: 'Назначен исполнитель',
  extended: 'Срок ответа продлён',
  split: 'Обращение разделено по вопросам',
  joined: 'К обращению присоединился сосед',
  noted: 'Добавлена рабочая запись',
  answered: 'Дан ответ',
  'part-answered': 'Дан ответ на один из вопросов',
  forwarded: 'Обращение перенаправлено по компетенции',
  withdrawn: 'Заявитель отозвал обращение',
  half: 'Прошла половина срока: исполнителю отправлено напоминание',
  soon: 'Срок подходит к концу: предупреждён руководитель',
  overdue: 'Срок ответа нарушен',
  rated: 'Заявитель оценил ответ',
  reopened: 'Заявитель возобновил обращение',
  complained: 'Заявитель пожаловался в вышестоящую инстанцию',
  closed: 'Обращение закрыто',
  'window-ended': 'Время на оценку ответа истекло, обращение закрыто',
};

export const outcomeWords = (outcome: string | null): string =>
  outcome ? (outcomeTitles[outcome as AppealOutcome] ?? outcome) : '';
