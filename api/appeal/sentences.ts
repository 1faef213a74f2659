import { subjectTitle } from '../../law/appeal/subjects';
import { answerTitles, eventTitles, outcomeTitles, type AnswerKind, type AppealOutcome } from '../../law/appeal/words';
import { dayWords } from '../../law/base/russian';
import type { Facts } from '../../store/case/chain';
import type { ReaderPart, Sentences, EventTold } from '../case/sentences';

const text = (facts: Facts, name: string): string | undefined =>
  typeof facts[name] === 'string' ? facts[name] : undefined;

const term = (facts: Facts): string | undefined => {
  const last = text(facts, 'lastDay');
  return last ? `Ответ нужно дать по ${dayWords(last)} включительно.` : undefined;
};

const says: Readonly<Record<string, (facts: Facts) => string | undefined>> = {
  registered: term,
  extended: term,
  reopened: term,
  answered: (facts) => {
    const kind = text(facts, 'kind');
    return kind ? `Решение: ${answerTitles[kind as AnswerKind] ?? kind}.` : undefined;
  },
  split: (facts) => {
    const { subjects } = facts;
    return Array.isArray(subjects)
      ? `Темы: ${subjects.map((code) => `«${subjectTitle(String(code))}»`).join(', ')}.`
      : undefined;
  },
  rated: (facts) => (typeof facts['rating'] === 'number' ? `Оценка: ${facts['rating']} из 5.` : undefined),
};

const alarms: Readonly<Record<string, string>> = {
  half: 'Пройдёт половина срока',
  soon: 'Срок подойдёт к концу',
  late: 'Срок истечёт',
  end: 'Окно закроется само',
};

const next: Readonly<Record<string, Partial<Record<ReaderPart, string>>>> = {
  registered: { staff: 'Назначьте исполнителя и подготовьте ответ.' },
  routed: { staff: 'Подготовьте и отправьте ответ.' },
  extended: { staff: 'Подготовьте и отправьте ответ: срок продлевают один раз.' },
  reopened: { staff: 'Заявитель не согласен с ответом. Ответьте ещё раз.' },
  split: { staff: 'Ответьте на каждую часть: они стали отдельными делами.' },
  answered: { party: 'Оцените ответ. Если он не помог, обращение можно возобновить или обжаловать.' },
};

const tables = { appeal: 'Обращение', appeal_subject: 'Темы обращения', appeal_text: 'Тексты обращения' };

export const appealSentences: Sentences = {
  ofCase: 'обращения',
  topic: (code) => (code ? subjectTitle(code) : 'Обращение'),
  tables,
  outcome: (code) => (code ? (outcomeTitles[code as AppealOutcome] ?? code) : ''),
  event: (kind, facts): EventTold => ({
    title: eventTitles[kind] ?? kind,
    say: says[kind]?.(facts),
    bad: kind === 'overdue',
  }),
  alarm: (act) => alarms[act] ?? 'Дело проснётся',
  inner: ['noted'],
  next: (phase, part) => next[phase]?.[part] ?? null,
};
