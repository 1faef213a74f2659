import { counted, dayAndMonth } from '../../../law/base/russian';
import { localOf } from '../../../law/base/zone';
import { LATELY_DAYS } from './forecast';

const DAYS = ['дня', 'дней', 'дней'] as const;

/** A pace as the card gets it: instants as text; null means not before the end. */
export type PlainReach =
  { kind: 'reached' | 'unknown' } | { kind: 'pace'; whole: string | null; lately: string | null };

/** «27 декабря», «27–29 декабря», «30 декабря – 2 января» */
function spanWords(from: string, to: string): string {
  if (from === to) return dayAndMonth(from);
  return from.slice(0, 7) === to.slice(0, 7)
    ? `${Number(from.slice(8))}–${dayAndMonth(to)}`
    : `${dayAndMonth(from)}\u00a0– ${dayAndMonth(to)}`;
}

/** `what`: «кворум» or «голоса». One sentence; nothing when there is no pace yet. */
export function paceWords(reach: PlainReach, zone: string, what: { title: string; comes: string }): string | undefined {
  if (reach.kind !== 'pace') return undefined;
  const [whole, lately] = [reach.whole, reach.lately].map((at) => at && localOf(new Date(at), zone).day);
  if (whole && lately) {
    const [from = '', to = ''] = [whole, lately].sort();
    return `При нынешнем темпе ${what.title} ${what.comes} ${spanWords(from, to)}.`;
  }
  const last = `темпе последних ${counted(LATELY_DAYS, DAYS)}`;
  if (whole)
    return `При среднем темпе ${what.title} ${what.comes} ${dayAndMonth(whole)}, но при ${last} до конца не ${what.comes}.`;
  if (lately)
    return `При ${last} ${what.title} ${what.comes} ${dayAndMonth(lately)}, но при среднем темпе до конца не ${what.comes}.`;
  return `При нынешнем темпе ${what.title} до конца голосования не ${what.comes}.`;
}

export const HOW = [
  'Помещения: складываем площади тех, кто ещё не голосовал, начиная с самых больших, пока порог не перейдён. Меньше помещений не хватит никак.',
  `Темп: делим голоса на время, отдельно с начала голосования и за последние ${LATELY_DAYS} дня. Получаются две даты, мы называем обе.`,
  'По вопросам считаем, что доля «за» среди участников останется нынешней. Считаем точно, дробями; прогноз ничего не решает.',
];
