import type { Day } from '../../law/base/day';
import { dueWords, NBSP } from '../../law/base/russian';
import { clockText, localOf } from '../../law/base/zone';
import { requestClocks, type Clock } from '../../law/dispatch/clocks';
import { isPressing, type FaultKind } from '../../law/dispatch/kinds';

/** What a resident is promised, in the order in which it matters to them. */
const PROMISES: Readonly<Record<string, string>> = {
  'hand-off': 'Передаём в газовую службу',
  evacuate: 'Освободим людей',
  localise: 'Остановим аварию',
  check: 'Придём проверить',
  fix: 'Исправим',
  'damage-act': 'Составим акт о вреде',
};
const ORDER = Object.keys(PROMISES);

export interface Promised {
  title: string;
  text: string;
}

/** «11:03» of today, «1 декабря, 10:33» of another day. */
function untilShort(dueAt: Date | string, zone: string, now: Date): string {
  const { day, time } = localOf(new Date(dueAt), zone);
  return day === localOf(now, zone).day ? clockText(time) : dueWords(dueAt, zone, now);
}

interface Term {
  name: string;
  dueAt: Date | string;
  atOnce: boolean;
}

/** «Остановим аварию: до 14:35» of terms, whether they already run or would. */
export const promisesOf = (terms: readonly Term[], zone: string, now: Date): Promised[] =>
  terms
    .filter(({ name }) => name in PROMISES)
    .sort((a, b) => ORDER.indexOf(a.name) - ORDER.indexOf(b.name))
    .map(({ name, dueAt, atOnce }) => ({
      title: PROMISES[name] ?? name,
      text: atOnce ? 'сейчас же' : `до${NBSP}${untilShort(dueAt, zone, now)}`,
    }));

/** The terms that would run if this were registered now. */
export function termsIf(ask: {
  kind: string;
  zone: string;
  now: Date;
  damagedAt?: Date;
  harm?: boolean;
  on?: Day;
}): (Term & { clock: Clock })[] {
  const { kind, zone, now, damagedAt, harm } = ask;
  return requestClocks({ kind, registeredAt: now, damagedAt, harmAt: harm ? now : undefined, zone }).map((clock) => ({
    name: clock.name,
    dueAt: clock.deadline.dueAt,
    atOnce: Number(clock.deadline.value) === 0,
    clock,
  }));
}

const UNITS: Readonly<Record<string, string>> = { min: 'мин', h: 'ч', cd: 'сут.', wd: 'раб. дн.', mo: 'мес.' };
const BEFORE: Readonly<Record<string, string>> = {
  evacuate: 'освободить ',
  localise: 'локализовать ',
  check: 'проверить ',
  fix: '',
};

/** The first limit of a kind, short: «локализовать 30 мин», «сразу 104», «2 ч». */
export function limitOf(terms: readonly { name: string; clock: Clock }[]): string {
  const first = ORDER.flatMap((name) => terms.filter((one) => one.name === name))[0];
  if (!first) return '';
  if (first.name === 'hand-off') return `сразу${NBSP}104`;
  const { value, unit } = first.clock.deadline;
  return `${BEFORE[first.name] ?? ''}${value}${NBSP}${UNITS[unit] ?? unit}`;
}

export interface Phone {
  number: string;
  title: string;
}

const everything: Phone = { number: '112', title: 'экстренные службы' };
const gas: Phone = { number: '104', title: 'газовая служба' };

/** Whom to call now, before anything is written down; nobody when it can wait. */
export function phonesFor(kind: FaultKind): Phone[] {
  if (kind.handOff) return [gas, everything];
  return isPressing(kind) ? [everything] : [];
}
