import { dayWords, dueDigits, untilWords } from '../../law/base/russian';
import { CAPITAL_ZONE, localOf } from '../../law/base/zone';
import type { LetterSource } from '../../store/letters/letters';
import { noWords, pathOf, letterWordsOf, type AreaWords } from '../areas';
import { textOf } from './facts';

/** What a letter of any case may say, in words. */
interface CaseWords {
  greeting: string;
  /** Of the case: ОБР-2026-000123. */
  number: string;
  /** The day the letter was written, and the day the case was opened. */
  day: string;
  opened: string;
  organisation: string;
  address: string;
  /** «до 8 января 2027 г. включительно»; dueShort is for SMS: «до 08.01.2027». */
  due: string;
  dueShort: string;
  citation: string;
  /** Until when the addressee may still act. */
  until: string;
  /** The organisation the letter is about, when it is not the one that answers. */
  named: string;
  link: string;
}

/** Everything a letter may say, in words. A template that uses anything else fails. */
export type LetterView = CaseWords & AreaWords;

/** A letter that says nothing. */
export const emptyView: LetterView = {
  greeting: '',
  number: '',
  day: '',
  opened: '',
  organisation: '',
  address: '',
  due: '',
  dueShort: '',
  citation: '',
  until: '',
  named: '',
  link: '',
  ...noWords,
};

/** The facts as words, in the local time of the house. Empty text means that there is nothing to say. */
export function letterView(source: LetterSource, publicUrl: string): LetterView {
  const { case: file, due, window, own } = source;
  const zone = file?.zone ?? CAPITAL_ZONE;
  const dayOf = (instant: Date): string => dayWords(localOf(instant, zone).day);
  return {
    greeting: greetingOf(source),
    number: file?.number ?? '',
    day: dayOf(source.createdAt),
    opened: file ? dayOf(file.openedAt) : '',
    organisation: file?.organisation ?? '',
    address: file?.address ?? '',
    due: due ? untilWords(due, zone) : '',
    dueShort: due ? `до\u00a0${dueDigits(due.dueAt, zone)}` : '',
    citation: due?.citation ?? '',
    until: window ? untilWords(window, zone) : '',
    named: source.named ?? '',
    link: linkOf(source, publicUrl),
    ...noWords,
    ...(own && letterWordsOf(own, source, publicUrl)),
  };
}

function greetingOf({ person }: LetterSource): string {
  if (!person) return 'Здравствуйте!';
  return `Здравствуйте, ${[person.givenName, person.patronymic].filter(Boolean).join(' ')}!`;
}

/** A letter without a case contains its own link, made for this letter alone. */
function linkOf({ case: file, facts, letter, own }: LetterSource, publicUrl: string): string {
  if (file && letter === 'act-refused') return `${publicUrl}/cases/${file.id}/acts/${textOf(facts['key'])}`;
  if (file) return `${publicUrl}${own ? pathOf(own, file.id, letter) : `/cases/${file.id}`}`;
  return textOf(facts['link']) || publicUrl;
}
