import { eventView, fileViews } from '../case/told';
import { subjectTitle } from '../../law/appeal/subjects';
import {
  answerTitles,
  applicantTitles,
  channelTitles,
  outcomeTitles,
  type AnswerKind,
  type AppealChannel,
  type ApplicantKind,
  outcomeWords,
} from '../../law/appeal/words';
import { dayWords } from '../../law/base/russian';
import { staffRoleNames, type StaffRole } from '../../law/registry/words';
import { localOf } from '../../law/base/zone';
import { deadlineViews } from '../case/deadlines';
import { nextOf } from './next';
import type { AppealShape } from './shape';
import { shownAppealStages } from './stages';
import { phaseWords } from './line';

/** What the page of one appeal shows; `open` names the act whose form was refused. */
export function appealCardView(data: AppealShape, now: Date, open?: string) {
  const { id, number, zone, parts, answer, text } = data;
  const at = `/appeals/${id}`;
  return {
    id,
    number,
    zone,
    address: placeOf(data),
    title: data.subjects.map(subjectTitle).join('; '),
    org: data.organisation.name,
    stages: shownAppealStages(data),
    next: nextOf(data),
    paragraphs: paragraphs(text),
    facts: factsOf(data),
    files: fileViews(at, data.files),
    deadlines: deadlineViews(data.deadlines, zone, now, { closedAt: data.closedAt, why: outcomeWords(data.outcome) }),
    events: data.events.map((one) => eventView(at, one, zone)),
    answer: answer && {
      kind: answerTitles[answer.kind as AnswerKind],
      paragraphs: paragraphs(answer.text),
      files: fileViews(at, answer.files),
      when: dayWords(localOf(new Date(answer.at), zone).day),
      rating: data.rating,
    },
    kin: kinViews(data),
    can: Object.fromEntries(data.acts.map((act) => [act, true])),
    staff: parts.staff,
    inspector: parts.watcher,
    history: parts.applicant || parts.joiner || parts.staff || parts.watcher,
    collective: data.collective,
    mine: data.mine,
    joiners: data.joiners,
    open: open ? { [open]: true } : {},
    choices: choiceViews(data),
    published: parts.staff && answer !== null,
    answerText: answer?.text,
    anonymous: data.anonymous,
    busy: data.phase === 'received',
  };
}

export const paragraphs = (text: string): string[][] => text.split(/\n{2,}/).map((part) => part.split('\n'));

const placeOf = ({ address, premises }: AppealShape): string | null =>
  address && premises ? `${address}, ${premises}` : address;

function factsOf(data: AppealShape) {
  const facts: [string, string | null | undefined][] = [
    ['Кому', data.organisation.name],
    ['От кого', data.anonymous ? 'без подписи' : data.applicants.join(', ') || null],
    ['Кто обращается', data.anonymous ? null : applicantTitles[data.applicantKind as ApplicantKind]],
    ['Как поступило', channelTitles[data.channel as AppealChannel]],
    ['Исполнитель', data.executor?.name],
    ['Вместе с соседями', data.collective ? `присоединились: ${data.joiners}` : null],
    ['Состояние', phaseWords(data)],
    ['Итог', outcomeWords(data.outcome)],
    ['Оценка ответа', data.rating ? `${data.rating} из 5` : null],
  ];
  return facts.flatMap(([title, said]) => (said ? [{ title, text: said }] : []));
}

const ORIGINS: Readonly<Record<string, string>> = {
  split: 'часть обращения',
  forward: outcomeTitles.forwarded,
  complaint: 'жалоба',
};

function kinViews({ parent, children }: AppealShape) {
  return [...(parent ? [{ ...parent, origin: null }] : []), ...children].map((one) => ({
    href: one.readable ? `/appeals/${one.id}` : null,
    number: one.number,
    organisation: one.organisation,
    subject: subjectTitle(one.subject),
    how: one.origin ? ORIGINS[one.origin] : 'исходное обращение',
    state: phaseWords(one),
  }));
}

function choiceViews({ choices, acts }: AppealShape) {
  const options = (list: readonly { id: string; name: string }[]) =>
    list.map(({ id, name }) => ({ value: id, title: name }));
  return {
    colleagues: choices.colleagues.map(({ id, name, role }) => ({
      value: id,
      title: `${name} — ${staffRoleNames[role as StaffRole]}`,
    })),
    self: choices.self,
    organisations: options(choices.organisations),
    instances: options(choices.instances),
    subjects: choices.subjects.map((code) => ({ value: code, title: subjectTitle(code) })),
    extendDays: choices.extendDays,
    notices: choices.notices,
    ratings: acts.includes('rate') ? RATINGS : [],
  };
}

const RATINGS = ['Совсем не помогло', 'Плохо', 'Нормально', 'Хорошо', 'Отлично']
  .map((title, index) => ({ value: String(index + 1), title: `${index + 1} — ${title}` }))
  .reverse();
