import { fraction, multiply, parseFraction, roundHalfUp } from '../../../law/base/fraction';
import { metresOf, percentOf } from '../../../law/base/metres';
import { kopecksOf, moneyText } from '../../../law/base/money';
import { norm } from '../../../law/base/norm';
import { counted, sizeWords } from '../../../law/base/russian';
import type { RuleCode } from '../../../law/meeting/count/thresholds';
import { isFlat, premisesWords } from '../../../law/registry/names';
import type { HoldingShape, MeetingShape, QuestionShape, Voice } from './shape';

/** «66,9 м², 0,71 %» */
export function votesWords(votes: string, total: string | null): string {
  return total === null ? metresOf(votes) : `${metresOf(votes)}, ${percentOf(votes, total)}`;
}

/** The threshold of a question as one plain line under it. */
export const decidesWords: Readonly<Record<RuleCode, string>> = {
  MAJ_PART: 'Решает большинство участников',
  ABS_MAJ: 'Решает большинство всего дома',
  TWO_THIRDS_ALL: 'Решают две трети всего дома',
  SPEC_1_2: 'Решает большинство участников в доме и в подъезде',
  SPEC_4_6: 'Порог особый: осторожно считаем две трети всего дома',
  TSN_CREATE: 'Решает большинство всего дома',
  UNANIMOUS_ALL: 'Нужны голоса всего дома',
  NO_OSS: 'Решение собрания не требуется',
};

const PERIODS = { month: ' в месяц', year: ' в год' } as const;

/** «С вашей квартиры 162,90 ₽ в месяц: 54,3 м² × 3,00 ₽»; an owner of a share pays for the share. */
export function costWords(
  rate: QuestionShape['rate'],
  voice: Pick<Voice, 'kind' | 'votes' | 'rights'>,
): string | undefined {
  if (!rate) return undefined;
  const perMetre = parseFraction(rate.perMetre);
  const sum = moneyText(kopecksOf(multiply(parseFraction(voice.votes), perMetre)));
  const period = rate.period ? PERIODS[rate.period] : '';
  return `${payerWords(voice)} ${sum}${period}: ${metresOf(voice.votes)} × ${moneyText(kopecksOf(perMetre))}`;
}

function payerWords({ kind, rights }: Pick<Voice, 'kind' | 'rights'>): string {
  const [only] = rights;
  const own = kind === 'self';
  if (rights.length !== 1 || !only) return own ? 'С ваших помещений' : 'С помещений';
  if (only.share !== null) return own ? 'С вашей доли' : 'С доли';
  if (isFlat(only.number)) return own ? 'С вашей квартиры' : 'С квартиры';
  return own ? 'С вашего помещения' : 'С помещения';
}

/** Whole percent for a bar; the words beside it give the exact figure. */
export function barOf(part: string, whole: string): number {
  const [some, all] = [parseFraction(part), parseFraction(whole)];
  if (all.numerator === 0n) return 0;
  return Math.min(100, Number((some.numerator * all.denominator * 10_000n) / (some.denominator * all.numerator)) / 100);
}

/** People type a flat as «кв. 12». */
export const premisesTyped = (text: string): string => text.replace(/^\s*(кв|пом)(артира|ещение|\.)?\s*/i, '').trim();

export function holdingWords({ number, share, joint }: HoldingShape): string {
  if (share !== null) return `${premisesWords(number)}, доля ${share}`;
  return joint ? `${premisesWords(number)}, совместная собственность` : premisesWords(number);
}

/** Only an agent has decided so far: the owner's own vote will replace it. */
export const afterAgent = ({ decisions }: HoldingShape): boolean =>
  decisions.length > 0 && decisions.every(({ whose }) => whose === 'agent');

/** What has already been decided about the right by others; the owner must know before signing. */
export function takenWords({ decisions }: HoldingShape): string | undefined {
  if (decisions.some(({ whose, channel }) => whose === 'own' && channel !== 'online'))
    return 'по этому праву уже записано бумажное решение';
  if (decisions.some(({ whose }) => whose === 'agent')) return 'по этому праву уже голосовал представитель';
  return decisions.some(({ whose }) => whose === 'other')
    ? 'по этому праву есть решение другого собственника'
    : undefined;
}

/** «58af1 399b6 6e8cf f08ce»: grouped, because people read it aloud and copy it; the check page accepts the spaces. */
export const trackerWords = (tracker: string): string => tracker.replace(/.{5}(?=.)/g, '$& ');

/** Position of a norm's threshold on a bar of the whole. */
export const thresholdMark = (normId: string, on: string): number =>
  Number(roundHalfUp(multiply(parseFraction(String(norm(normId, on).value)), fraction(100n))));

const LISTED = 2;
/** «кв. 41 и ещё 3 помещения» */
export function placesWords({ rights }: Pick<Voice, 'rights'>): string {
  const numbers = rights.map(({ number }) => premisesWords(number));
  if (numbers.length <= LISTED) return numbers.join(', ');
  return `${numbers[0]} и ещё ${counted(numbers.length - 1, ['помещение', 'помещения', 'помещений'])}`;
}

export function voiceWords({ kind, name }: Pick<Voice, 'kind' | 'name'>): string {
  if (kind === 'self') return 'За себя';
  return kind === 'organisation' ? `За организацию: ${name}` : `По доверенности: ${name}`;
}

export const meetingTitle = ({ title }: Pick<MeetingShape, 'title'>): string => title || 'Общее собрание собственников';

export const fileViews = ({ id, files }: Pick<MeetingShape, 'id' | 'files'>) =>
  files.map(({ id: file, name, size, question }) => ({
    href: `/meetings/${id}/files/${file}`,
    title: name,
    size: sizeWords(size),
    note: question === null ? undefined : `к вопросу ${question}`,
  }));

/** The trail: all meetings, this meeting, the current page. */
export const trailOf = ({ id, number }: Pick<MeetingShape, 'id' | 'number'>, title: string) => ({
  title,
  trail: [{ href: '/meetings', title: 'Собрания' }, { href: `/meetings/${id}`, title: number }, { title }],
});
