import { dayDigits, dayWords, instantDigits, instantWords } from '../../law/russian';
import { localOf } from '../../law/zone';
import type { LetterSource } from '../../store/letters';

/** Everything a letter may say, in words. A template that asks for anything else does not render. */
export interface LetterView {
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
  topic: string;
  /** When a voting begins and ends: «вт 15 декабря 2026, 10:00»; short, for SMS: «15.12.2026, 10:00». */
  opens: string;
  closes: string;
  opensShort: string;
  closesShort: string;
  /** What was answered, in the answerer's own words. */
  answer: string;
  /** The number by which a decision of an owners' meeting is checked. */
  tracker: string;
  /** The signed state of a ballot log, as a witness keeps it. */
  note: string;
  /** Who trusts whom with a voice, and the way for the principal to say no without signing in. */
  principal: string;
  agent: string;
  refuse: string;
  link: string;
}

/** A letter about nothing but itself. */
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
  topic: '',
  opens: '',
  closes: '',
  opensShort: '',
  closesShort: '',
  answer: '',
  tracker: '',
  note: '',
  principal: '',
  agent: '',
  refuse: '',
  link: '',
};

interface Term {
  lastDay: string | null;
  dueAt: Date;
}

/** Pages of a case by area. */
const PATHS: Readonly<Record<string, string>> = { appeal: '/appeals', meeting: '/meetings' };
/** Letters that lead to a page of the case rather than to its card. */
const LEAVES: Readonly<Record<string, string>> = { 'meeting-sheet': '/chess' };
const CAPITAL = 'Europe/Moscow';

/** Looked-up facts as words in the house's own time. Empty text means: there is nothing to say. */
export function letterView(source: LetterSource, publicUrl: string): LetterView {
  const { case: file, due, window } = source;
  const zone = file?.zone ?? CAPITAL;
  const dayOf = (instant: Date): string => dayWords(localOf(instant, zone).day);
  return {
    greeting: greetingOf(source),
    number: file?.number ?? '',
    day: dayOf(source.createdAt),
    opened: file ? dayOf(file.openedAt) : '',
    organisation: file?.organisation ?? '',
    address: file?.address ?? '',
    due: due ? untilWords(due, zone) : '',
    dueShort: due ? `до\u00a0${dayDigits(lastDayOf(due, zone))}` : '',
    citation: due?.citation ?? '',
    until: window ? untilWords(window, zone) : '',
    named: source.named ?? '',
    topic: source.topic ?? '',
    ...votingWords(source.meeting, zone),
    answer: source.answer ?? '',
    tracker: textOf(source.facts['tracker']),
    note: textOf(source.facts['note']),
    principal: source.power?.principal ?? '',
    agent: source.power?.agent ?? '',
    refuse: source.power?.refusal ? `${publicUrl}${source.power.refusal}` : '',
    link: linkOf(source, publicUrl),
  };
}

const textOf = (fact: unknown): string => (typeof fact === 'string' ? fact : '');

function greetingOf({ person }: LetterSource): string {
  if (!person) return 'Здравствуйте!';
  return `Здравствуйте, ${[person.givenName, person.patronymic].filter(Boolean).join(' ')}!`;
}

function votingWords(
  meeting: LetterSource['meeting'],
  zone: string,
): Pick<LetterView, 'opens' | 'closes' | 'opensShort' | 'closesShort'> {
  if (!meeting) return { opens: '', closes: '', opensShort: '', closesShort: '' };
  const { opensAt, closesAt } = meeting;
  return {
    opens: instantWords(opensAt, zone),
    closes: instantWords(closesAt, zone),
    opensShort: instantDigits(opensAt, zone),
    closesShort: instantDigits(closesAt, zone),
  };
}

const untilWords = ({ lastDay, dueAt }: Term, zone: string): string =>
  lastDay ? `до ${dayWords(lastDay)} включительно` : `до ${instantWords(dueAt, zone)}`;

const lastDayOf = ({ lastDay, dueAt }: Term, zone: string): string => lastDay ?? localOf(dueAt, zone).day;

/** A letter without a case carries its own address, made for it alone. */
function linkOf({ case: file, facts, letter, power }: LetterSource, publicUrl: string): string {
  if (file && letter === 'act-refused') return `${publicUrl}/cases/${file.id}/acts/${textOf(facts['key'])}`;
  const leaf = power ? `/proxies/${power.id}` : (LEAVES[letter] ?? '');
  if (file) return `${publicUrl}${PATHS[file.area] ?? `/${file.area}`}/${file.id}${leaf}`;
  return typeof facts['link'] === 'string' ? facts['link'] : publicUrl;
}
