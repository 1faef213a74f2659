import { type Day, parseDay } from '../base/day';
import { type Fraction, add, compare, subtract, ZERO } from '../base/fraction';
import { Refusal } from '../base/refusal';
import { endOfDay, parseMoment, parseZone } from '../base/zone';
import { parseArea } from '../base/metres';
import { type MeetingForm, parseForm } from './forms';
import { kind } from './call/kinds';
import { noticeWays, type NoticeWay } from './notice/notice';
import { type LawDays, lawOfPlan, singleLaw } from './stages-of-law';

export interface EntranceFacts {
  readonly total: Fraction;
  readonly participating: Fraction;
  readonly votesFor: Fraction;
}

export interface QuestionFacts {
  readonly kind: string;
  readonly votesFor: Fraction;
  readonly against: Fraction;
  readonly abstained: Fraction;
  readonly wording?: string;
  /** The entrance of the flat turned into non-residential premises, in a house with several entrances. */
  readonly entrance?: EntranceFacts;
}

const areaNames: Readonly<Record<string, string>> = {
  total: 'Площадь дома',
  participating: 'Площадь участников',
  for: 'За',
  against: 'Против',
  abstained: 'Воздержались',
};

/** What happened at a meeting, checked to be possible; whether it was lawful is checked by check.ts. */
export interface MeetingFacts {
  readonly form: MeetingForm;
  readonly zone: string;
  /** Which day's law judges what. */
  readonly law: LawDays;
  readonly noticeAt: Date;
  readonly toAdministratorAt?: Date;
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly ways?: readonly NoticeWay[];
  readonly placeNamed: boolean;
  readonly entrances: number | null;
  /** Area whose entrance is unknown, when the register is known. */
  readonly unplaced?: Fraction;
  readonly total: Fraction;
  readonly participating: Fraction;
  readonly questions: readonly QuestionFacts[];
}

/** More than any agenda has; every question is judged by all the rules. */
export const QUESTIONS_MOST = 200;
export const QUESTIONS_MANY = `Вопросов больше ${QUESTIONS_MOST}. Разделите повестку и проверьте по частям.`;

type Raw = Readonly<Record<string, unknown>>;

/** Reads a meeting from JSON; refuses what is impossible, with one code per kind of mistake. */
export function readMeeting(raw: unknown): MeetingFacts {
  const source = object(raw, 'Описание собрания');
  const form = inField('form', () => parseForm(text(source, 'form')));
  const zone = inField('zone', () => parseZone(text(source, 'zone')));
  const times = readTimes(source, form, zone);
  const total = area(source, 'total');
  const participating = area(source, 'participating');
  if (compare(total, ZERO) === 0) {
    throw wrong('total-zero', 'total', 'Площадь дома равна нулю. Укажите площадь всех помещений.');
  }
  if (compare(participating, total) > 0) {
    const say = 'Участников больше, чем голосов в доме. Исправьте одно из чисел.';
    throw wrong('participating-over', 'participating', say);
  }
  return {
    form,
    zone,
    law: readLaw(source, times, zone),
    ...times,
    total,
    participating,
    ...readWays(source),
    placeNamed: readPlaceNamed(source),
    entrances: readEntrances(source),
    questions: questionsOf(source).map((each, index) =>
      inField(`questions.${index}`, () => readQuestion(each, index, { total, participating })),
    ),
  };
}

/** By stages, unless one day is named for everything: for a meeting called before that rule. */
function readLaw(source: Raw, { noticeAt, opensAt, closesAt }: ReturnType<typeof readTimes>, zone: string): LawDays {
  if (source.on !== undefined) return singleLaw(inField('on', (): Day => parseDay(text(source, 'on'))));
  return lawOfPlan({ zone, on: parseMoment(noticeAt, zone).day, opensAt, closesAt });
}

function readTimes(source: Raw, form: MeetingForm, zone: string) {
  const moment = (field: string): Date => inField(field, () => parseMoment(text(source, field), zone).instant);
  const opensAt = moment('opensAt');
  const atOnce = form === 'in-person' && source.closesAt === undefined;
  const closesAt = atOnce ? opensAt : inField('closesAt', () => closing(text(source, 'closesAt'), zone));
  const momentary = form === 'in-person' && closesAt.getTime() === opensAt.getTime();
  if (closesAt <= opensAt && !momentary) {
    throw wrong('dates-order', 'closesAt', 'Собрание кончается не позже начала. Исправьте начало или конец.');
  }
  const handed = source.toAdministratorAt === undefined ? {} : { toAdministratorAt: moment('toAdministratorAt') };
  return { noticeAt: moment('noticeAt'), opensAt, closesAt, ...handed };
}

/** ГК ст. 194: a last day without an hour lasts until 24:00. */
function closing(event: string, zone: string): Date {
  const { instant, day, hasTime } = parseMoment(event, zone);
  return hasTime ? instant : endOfDay(day, zone);
}

function questionsOf(source: Raw): readonly unknown[] {
  const questions = list(source, 'questions');
  if (questions.length > QUESTIONS_MOST) throw wrong('questions-many', 'questions', QUESTIONS_MANY);
  return questions;
}

function readWays(source: Raw): { ways?: readonly NoticeWay[] } {
  if (source.ways === undefined) return {};
  const told = list(source, 'ways');
  if (told.length > noticeWays.length) {
    throw wrong(
      'notice-ways-many',
      'ways',
      `Способов уведомления больше ${noticeWays.length}. Назовите каждый один раз.`,
    );
  }
  const ways = told.map((each) => {
    const found = noticeWays.find((way) => way === each);
    if (found) return found;
    const say = `Способа уведомления «${show(each)}» нет. Выберите: ${noticeWays.join(', ')}.`;
    throw wrong('notice-way-unknown', 'ways', say);
  });
  return { ways };
}

function readPlaceNamed({ placeNamed = false }: Raw): boolean {
  if (typeof placeNamed === 'boolean') return placeNamed;
  throw wrong('place-named-shape', 'placeNamed', 'Поле placeNamed — true или false. Исправьте его.');
}

function readEntrances({ entrances }: Raw): number | null {
  if (entrances === undefined || entrances === null) return null;
  if (typeof entrances === 'number' && Number.isInteger(entrances) && entrances > 0) return entrances;
  throw wrong('entrances-impossible', 'entrances', 'Число подъездов — целое и больше нуля. Исправьте его.');
}

function readQuestion(raw: unknown, index: number, house: HouseArea): QuestionFacts {
  const source = object(raw, `Вопрос ${index + 1}`);
  const { code } = inField('kind', () => kind(text(source, 'kind')));
  const [votesFor, against, abstained] = [area(source, 'for'), area(source, 'against'), area(source, 'abstained')];
  if (compare(add(add(votesFor, against), abstained), house.participating) > 0) {
    const say = `В вопросе ${index + 1} голосов больше, чем у участников. Исправьте голоса.`;
    throw wrong('votes-over', 'for', say);
  }
  return {
    kind: code,
    votesFor,
    against,
    abstained,
    ...(source.wording === undefined ? {} : { wording: inField('wording', () => text(source, 'wording')) }),
    ...(source.entrance === undefined
      ? {}
      : { entrance: inField('entrance', () => readEntrance(source.entrance, index, { ...house, votesFor })) }),
  };
}

interface HouseArea {
  readonly total: Fraction;
  readonly participating: Fraction;
}

interface HouseVotes extends HouseArea {
  readonly votesFor: Fraction;
}

/**
 * An entrance is a part of its house: none of its figures may exceed the house's, and what remains of the house must be
 * possible too.
 */
function readEntrance(raw: unknown, index: number, house: HouseVotes): EntranceFacts {
  const source = object(raw, `Подъезд в вопросе ${index + 1}`);
  const entrance = {
    total: area(source, 'total'),
    participating: area(source, 'participating'),
    votesFor: area(source, 'for'),
  };
  const { total, participating, votesFor } = entrance;
  const over =
    compare(participating, total) > 0 ||
    compare(votesFor, participating) > 0 ||
    compare(participating, house.participating) > 0 ||
    compare(votesFor, house.votesFor) > 0 ||
    compare(subtract(house.participating, participating), subtract(house.total, total)) > 0;
  if (over) {
    const say = `В вопросе ${index + 1} голоса подъезда не сходятся с его площадью или с голосами дома. Исправьте их.`;
    throw wrong('entrance-over', 'for', say);
  }
  return entrance;
}

function wrong(code: string, field: string, say: string): Refusal {
  return new Refusal(code, say, 422, { [field]: say });
}

/**
 * Records where the refusal belongs, so that a page can show it beside its field; nested places are joined with a
 * point.
 */
function inField<T>(place: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const nested = Object.entries(error.fields).map(([field, say]) => [`${place}.${field}`, say]);
    const fields = nested.length > 0 ? (Object.fromEntries(nested) as Record<string, string>) : { [place]: error.say };
    throw new Refusal(error.code, error.say, error.status, fields);
  }
}

function object(raw: unknown, name: string): Raw {
  if (typeof raw === 'object' && raw !== null && !Array.isArray(raw)) return raw as Raw;
  throw new Refusal('meeting-shape', `${name}: нужен объект JSON с полями. Исправьте файл.`);
}

function list(source: Raw, field: string): readonly unknown[] {
  const value = source[field];
  if (Array.isArray(value)) return value;
  throw wrong('meeting-shape', field, `Поле ${field} должно быть списком. Исправьте файл.`);
}

function text(source: Raw, field: string): string {
  const value = source[field];
  if (typeof value === 'string' && value.trim() !== '') return value.trim();
  throw new Refusal('meeting-field', `Нет поля ${field} или в нём не текст. Заполните его.`);
}

/** A JSON number is read through its own shortest text: 9379.3 stays exactly 9379.3. */
function area(source: Raw, field: string): Fraction {
  const value = source[field];
  const name = areaNames[field] ?? field;
  return inField(field, () => parseArea(typeof value === 'number' ? String(value) : text(source, field), name));
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
