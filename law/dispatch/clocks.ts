import type { Day } from '../base/day';
import { norm } from '../base/norm';
import { Refusal } from '../base/refusal';
import { instantDigits } from '../base/russian';
import { deadline, type Deadline, dueInstant, isTerm, term } from '../base/terms';
import { applies } from '../base/timing';
import { isoIn, localOf, parseMoment } from '../base/zone';
import { faultKind, type FaultKind } from './kinds';

/** What is due to a request; in the order in which a dispatcher meets it. */
export const clockNames = {
  'hand-off': 'Передать в газовую службу',
  dispatch: 'Направить мастера',
  evacuate: 'Освободить людей',
  inform: 'Назвать заявителю сроки',
  localise: 'Локализовать',
  supplier: 'Сообщить поставщику',
  hall: 'Сообщить в администрацию',
  check: 'Проверить качество',
  fix: 'Устранить',
  'damage-act': 'Составить акт о вреде',
} as const;
export type ClockName = keyof typeof clockNames;

export interface Clock {
  name: ClockName;
  deadline: Deadline;
}

export interface RequestClocks {
  kind: string;
  registeredAt: Date | string;
  /** When the damage happened, if it is known: ADS-12 runs from it. */
  damagedAt?: Date | string;
  /** Another time of the check that the consumer agreed to (ПП РФ 354 п. 108). */
  agreedAt?: Date | string;
  /** When the applicant reported harm to life, health or property (ПП РФ 354 п. 152). */
  harmAt?: Date | string;
  zone: string;
  /** Law date; by default the local day of the registration. */
  on?: Day;
}

interface Asked {
  kind: FaultKind;
  registeredAt: Date;
  damagedAt: Date | null;
  agreedAt: Date | null;
  harmAt: Date | null;
  zone: string;
  on: Day;
}

/** Every term that runs for a request of a kind; reclassified, it is asked again with the same start. */
export function requestClocks(question: RequestClocks): Clock[] {
  const asked = read(question);
  const found: [ClockName, Deadline | null][] = [
    ['hand-off', asked.kind.handOff === null ? null : only(asked, 'G01')],
    ['dispatch', asked.kind.immediate && asked.kind.handOff === null ? only(asked, 'FAULT-NOW.dispatch') : null],
    ['evacuate', asked.kind.code === 'L02' ? only(asked, 'L02') : null],
    ['inform', only(asked, 'ADS-07')],
    ['localise', localise(asked)],
    ['supplier', asked.kind.notify.includes('supplier') ? only(asked, 'ADS-13') : null],
    ['hall', asked.kind.notify.includes('hall') ? only(asked, 'ADS-14') : null],
    ['check', asked.kind.quality ? check(asked) : null],
    ['fix', fix(asked)],
    ['damage-act', asked.harmAt && due(asked, 'QV-13', asked.harmAt)],
  ];
  return found.flatMap(([name, one]) => (one ? [{ name, deadline: one }] : []));
}

function read({ kind, registeredAt, damagedAt, agreedAt, harmAt, zone, on }: RequestClocks): Asked {
  const registered = momentOf('registeredAt', registeredAt, zone);
  const optional = (field: string, value: Date | string | undefined) =>
    value === undefined ? null : momentOf(field, value, zone);
  const asked = {
    kind: faultKind(kind),
    registeredAt: registered,
    damagedAt: optional('damagedAt', damagedAt),
    agreedAt: optional('agreedAt', agreedAt),
    harmAt: optional('harmAt', harmAt),
    zone,
    on: on ?? localOf(registered, zone).day,
  };
  if (asked.damagedAt && asked.damagedAt > registered)
    throw wrong('damagedAt', 'Повреждение не может быть позже заявки о нём. Исправьте время повреждения.');
  if (asked.agreedAt && asked.agreedAt < registered)
    throw wrong('agreedAt', 'Проверку согласуют на время после заявки. Исправьте согласованное время.');
  if (asked.harmAt && asked.harmAt < registered)
    throw wrong('harmAt', 'О вреде сообщают не раньше заявки. Исправьте время сообщения о вреде.');
  return asked;
}

function wrong(field: string, say: string): Refusal {
  return new Refusal('clock-order', say, 422, { [field]: say });
}

/** Terms of minutes need a minute to start from. */
function momentOf(field: string, value: Date | string, zone: string): Date {
  const { instant, hasTime } = parseMoment(value, zone);
  if (hasTime) return instant;
  const say = `Нужно не только число, но и время: срок считают по минутам. Пример: ${String(value).trim()}T22:30.`;
  throw new Refusal('event-unreadable', say, 422, { [field]: say });
}

/** A term from the registration, where its norm is in force. */
function only(asked: Asked, id: string): Deadline | null {
  return due(asked, id, asked.registeredAt);
}

/** Interruptions allowed «в сумме за месяц» set no term of their own: one interruption may use up all of it. */
function due({ zone, on }: Asked, id: string, event: Date): Deadline | null {
  if (!applies(id, on)) return null;
  const row = norm(id, on);
  if (isTerm(row)) return deadline({ norm: id, event, zone, on });
  const { title, citation, confidence, value, unit } = row;
  if (unit !== 'h') throw new RangeError(`${id} limits no fault`);
  return term({ norm: id, title, citation, confidence, value, unit, event, zone });
}

/** Damage of water, sewerage, heating and electricity by ADS-08; other «немедленно» by our own policy. */
function localise(asked: Asked): Deadline | null {
  const { kind } = asked;
  if (kind.handOff !== null || kind.code === 'L02') return null;
  const byLaw = kind.emergency ? only(asked, 'ADS-08') : null;
  const byPolicy = kind.immediate ? only(asked, 'FAULT-NOW.localise') : null;
  return shortest([byLaw, byPolicy]);
}

/** Within two hours of the message, or at the time to which the consumer agreed. */
function check(asked: Asked): Deadline | null {
  const usual = only(asked, 'QV-06');
  if (!usual || !asked.agreedAt) return usual;
  const told = instantDigits(asked.agreedAt, asked.zone);
  const line = `Согласовано другое время проверки: ${told}. Обычный срок, до ${limit(usual)}, не действует.`;
  return { ...usual, dueAt: isoIn(asked.agreedAt, asked.zone), derivation: [...usual.derivation.slice(0, -1), line] };
}

/**
 * The shorter of the fault's own row and of three days from the damage. «Немедленно» (0 hours) is said of safety and
 * localisation; nobody can have mended a riser in no time, so it limits nothing here and the derivation says so.
 */
function fix(asked: Asked): Deadline | null {
  const { kind, registeredAt, damagedAt } = asked;
  if (kind.handOff !== null) return null;
  const row = kind.norm !== null && applies(kind.norm, asked.on) ? norm(kind.norm, asked.on) : null;
  const atOnce = row !== null && row.value === 0;
  const own = row && !atOnce ? due(asked, row.id, ownStart(asked)) : null;
  const damage = kind.emergency ? due(asked, 'ADS-12', damagedAt ?? registeredAt) : null;
  const notes = [
    ...(atOnce ? [`Норма ${row.id} велит действовать немедленно: это о безопасности и локализации.`] : []),
    ...(damage && !damagedAt ? ['Когда повредилось, не известно: ADS-12 считаем от заявки.'] : []),
    ...(row?.id === 'FAULT-OTHER' ? ['Плановый день называют при приёме заявки; он не позже этого срока.'] : []),
    ...(kind.quality ? ['Дольше этого перерыва плату снижают; другое нарушение качества устраняют не позже.'] : []),
  ];
  const found = shortest([own, damage]) ?? only(asked, 'FAULT-OTHER');
  return found && { ...found, derivation: [...found.derivation, ...notes] };
}

/** An interruption runs from its beginning, if that is known; a fault from when it was reported. */
function ownStart({ kind, registeredAt, damagedAt }: Asked): Date {
  return kind.quality ? (damagedAt ?? registeredAt) : registeredAt;
}

/** The earliest term; of equal ones the first. It tells which others there were. */
function shortest(terms: readonly (Deadline | null)[]): Deadline | null {
  const there = terms.filter((one) => one !== null);
  const [first, ...rest] = there;
  if (!first) return null;
  const taken = rest.reduce((best, one) => (dueInstant(one) < dueInstant(best) ? one : best), first);
  return {
    ...taken,
    derivation: [...taken.derivation, ...there.filter((one) => one !== taken).map((one) => notTaken(one, taken))],
  };
}

function notTaken(other: Deadline, taken: Deadline): string {
  const same = dueInstant(other).getTime() === dueInstant(taken).getTime();
  const why = same ? 'кончается тогда же' : `кончается позже, ${limit(other)}; действует более короткий срок`;
  return `Не взята норма ${other.norm} («${other.title}»): ${why}.`;
}

const limit = (one: Deadline): string => instantDigits(dueInstant(one), one.zone);
