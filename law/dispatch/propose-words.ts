import { Refusal } from '../base/refusal';
import { addDays } from '../base/day';
import { dayAndMonth, dayDigits, plural } from '../base/russian';
import { clockText, localOf } from '../base/zone';
import { away, unfit, type Candidate, type Hindrance, type Needed, type Reason } from './propose';
import { absenceNames } from './roster';
import { permitNames, tradeNames } from './trades';

interface When {
  at: Date;
  zone: string;
}

const requestForms = ['заявка', 'заявки', 'заявок'] as const;
const SMALL = ['ноль', 'одна', 'две', 'три', 'четыре', 'пять', 'шесть', 'семь', 'восемь', 'девять', 'десять'] as const;
const many = (count: number): string => SMALL[count] ?? String(count);

/** «сантехник, на смене до 20:00, две заявки, рядом: ул. Лесная, д. 8; допуск до 12.03.2027» */
export function reasonWords(reasons: readonly Reason[], when: When): string {
  const permits = reasons.filter((one) => one.code === 'permit');
  const rest = reasons.filter((one) => one.code !== 'permit').map((one) => words(one, when));
  const held = permits.map(({ permit, until }) =>
    permits.length === 1
      ? `допуск до ${dayDigits(until)}${lastOne(until, when)}`
      : `${permitNames[permit]}: до ${dayDigits(until)}${lastOne(until, when)}`,
  );
  return [rest.join(', '), ...held].filter(Boolean).join('; ');
}

const lastOne = (until: string, { at, zone }: When): string =>
  localOf(at, zone).day === until ? ' (последний день)' : '';

function words(reason: Exclude<Reason, { code: 'permit' }>, when: When): string {
  switch (reason.code) {
    case 'trade':
      return tradeNames[reason.trade];
    case 'shift':
      return `на смене до ${endText(reason.until, when)}`;
    case 'contract':
      return reason.until ? `подрядчик по договору до ${dayDigits(reason.until)}` : 'подрядчик по договору';
    case 'load':
      return loadText(reason.open, reason.emergencies);
    case 'here':
      return 'уже работает в этом доме';
    case 'near':
      return `рядом: ${reason.address}`;
    case 'usual':
      return 'обычно обслуживает этот дом';
    case 'last':
      return `последний адрес: ${reason.address}`;
  }
}

function loadText(open: number, emergencies: number): string {
  if (open === 0) return 'заявок нет';
  const all = `${many(open)} ${plural(open, requestForms)}`;
  if (emergencies === 0) return all;
  if (emergencies < open) {
    return `${all}, из них ${many(emergencies)} ${plural(emergencies, ['аварийная', 'аварийные', 'аварийных'])}`;
  }
  return `${many(open)} ${plural(open, ['аварийная заявка', 'аварийные заявки', 'аварийных заявок'])}`;
}

/** «20:00», «08:00 29 ноября»; midnight still belongs to the day it ends. */
export function endText(until: Date, { at, zone }: When): string {
  const [end, now] = [localOf(until, zone), localOf(at, zone)];
  if (end.day === now.day) return clockText(end.time);
  if (end.time === 0 && end.day === addDays(now.day, 1)) return '24:00';
  return `${clockText(end.time)} ${dayAndMonth(end.day)}`;
}

/** «по 30 ноября» of what lasts to the end of a day, «до 16:00» of the rest. */
function absenceEnd(until: Date, when: When): string {
  const { day, time } = localOf(until, when.zone);
  return time === 0 ? `по ${dayAndMonth(addDays(day, -1))}` : `до ${endText(until, when)}`;
}

/** «нет допуска: работы на высоте», «не на смене, выходит в 08:00 29 ноября» */
export function hindranceWords(why: readonly Hindrance[], when: When): string {
  return why.map((one) => hindranceText(one, when)).join('; ');
}

function hindranceText(one: Hindrance, when: When): string {
  switch (one.code) {
    case 'no-trade':
      return `другая специальность: нужен ${tradeNames[one.trade]}`;
    case 'no-permit':
      return `нет допуска: ${permitNames[one.permit]}`;
    case 'permit-ended':
      return `допуск закончился ${dayDigits(one.until)}: ${permitNames[one.permit]}`;
    case 'off-shift':
      return one.next ? `не на смене, выходит в ${endText(one.next, when)}` : 'не на смене';
    case 'absent':
      return `${absenceNames[one.why]} ${absenceEnd(one.until, when)}`;
    case 'declined':
      return 'отказался от этой заявки';
    case 'silent':
      return 'не ответил по этой заявке';
  }
}

/**
 * A choice by hand: without the trade or a standing permit it is refused; off duty it is allowed, and what is returned
 * is to be said to whoever chooses.
 */
export function mustSuit(who: Candidate, kind: Needed, when: When): Hindrance[] {
  const [first] = unfit(who, kind, when.at, when.zone);
  if (first?.code === 'no-trade') throw refused('master-no-trade', noTrade(who, kind));
  if (first) {
    const say = `Этого мастера нельзя назначить: ${hindranceText(first, when)}. Выберите другого или обновите допуск.`;
    throw refused('master-no-permit', say);
  }
  return away(who, when.at);
}

const noTrade = (who: Candidate, kind: Needed): string =>
  who.contractorId === null
    ? `Для этой работы нужен ${tradeNames[kind.trade]}, а у мастера такой специальности нет. Выберите другого.`
    : `Для этой работы нужен ${tradeNames[kind.trade]}, а в договоре с подрядчиком этого нет. Выберите другого.`;

const refused = (code: string, say: string): Refusal => new Refusal(code, say, 422, { master: say });
