import { confidenceMark } from '../../law/base/mark';
import { instantWords, untilWords } from '../../law/base/russian';
import { dueInstant } from '../../law/base/terms';
import { termWords } from '../../law/base/term-words';
import { type ClockUnit, isClock } from '../../law/base/norm';
import type { ClockName } from '../../law/dispatch/clocks';
import { faultGroupNames, faultKind, faultKinds, type FaultKind } from '../../law/dispatch/kinds';
import { hrefWith } from '../view/list';
import { houseZones } from '../view/zones';
import type { Call } from '../http/route';
import type { Asked, Told } from './fault';

const PATH = '/law/fault';
const OTHERS = 4;

interface Phone {
  number: string;
  title: string;
}
const everything: Phone = { number: '112', title: 'экстренные службы' };
const gas: Phone = { number: '104', title: 'газовая служба' };
const fire: Phone = { number: '101', title: 'пожарные' };

function phonesOf({ handOff, code, group }: FaultKind): Phone[] {
  if (handOff) return [gas, everything];
  if (code === 'E04' || group === 'stoves') return [fire, everything];
  return [everything];
}

/** What stands on the page before anything was asked, and beside a refused form. */
export function faultBlank(): object {
  return { phones: [everything, gas], groups: groupsOf({}), zones: houseZones, asked: {}, open: true };
}

export function faultPage(
  data: Told,
  { query: asked, now, opens, actor }: Pick<Call<unknown, Asked>, 'query' | 'now' | 'opens' | 'actor'>,
): object {
  const { answer, found } = data;
  const way = actor ? '/appeals/new' : '/sign-in';
  const complain = opens(way) ? way : null;
  const kept: Partial<Asked> = { at: asked.at, zone: asked.zone, damaged: asked.damaged };
  if (!answer) return { ...faultBlank(), asked, groups: groupsOf(kept), unknown: asked.say !== undefined };
  const kind = faultKind(answer.kind.code);
  return {
    asked: { ...asked, kind: kind.code, zone: answer.zone },
    zones: houseZones,
    groups: groupsOf(kept),
    others: found
      .filter(({ code }) => code !== kind.code)
      .slice(0, OTHERS)
      .map((one) => choice(faultKind(one.code), kept)),
    result: {
      title: kind.title,
      pressing: answer.kind.pressing,
      phones: phonesOf(kind),
      gas: kind.handOff !== null,
      advice: kind.advice,
      asks: kind.asks,
      call: answer.kind.pressing ? 'Звоните сейчас' : 'Позвоните в диспетчерскую дома',
      when: instantWords(new Date(answer.registeredAt), answer.zone),
      now: answer.now,
      phone: answer.phone,
      clocks: ordered(answer.clocks).map((one) => clockView(one, now)),
      bill: answer.bill,
      late: answer.late,
      complain,
      link: hrefWith(
        PATH,
        {},
        { kind: kind.code, at: answer.registeredAt.slice(0, 16), zone: answer.zone, damaged: asked.damaged },
      ),
      json: hrefWith(
        PATH,
        {},
        { kind: kind.code, at: answer.registeredAt.slice(0, 16), zone: answer.zone, as: 'json' },
      ),
    },
  };
}

type ToldClock = NonNullable<Told['answer']>['clocks'][number];

/** As a resident says it, in the order in which it matters to them. */
const RESIDENT: Readonly<Record<ClockName, string>> = {
  'hand-off': 'Передать газовой службе',
  evacuate: 'Выпустить людей из лифта',
  localise: 'Остановить аварию',
  check: 'Прийти и проверить',
  fix: 'Починить',
  inform: 'Назвать вам сроки',
  dispatch: 'Отправить мастера',
  supplier: 'Сообщить поставщику',
  hall: 'Сообщить в администрацию',
  'damage-act': 'Составить акт о вреде',
};
const ORDER = Object.keys(RESIDENT);
const ordered = (clocks: readonly ToldClock[]): ToldClock[] =>
  [...clocks].sort((a, b) => ORDER.indexOf(a.name) - ORDER.indexOf(b.name));

function clockView({ name, deadline }: ToldClock, now: Date): object {
  const due = dueInstant(deadline);
  const over = due <= now;
  return {
    what: RESIDENT[name],
    until: Number(deadline.value) === 0 ? 'сейчас же' : untilWords(deadline, deadline.zone),
    status:
      over && Number(deadline.value) !== 0
        ? { kind: 'late', word: 'должны были успеть' }
        : { kind: 'plain', word: sizeOf(deadline) },
    why: {
      derivation: deadline.derivation,
      citation: deadline.citation,
      norm: deadline.norm,
      mark: confidenceMark(deadline.confidence),
      provisional: deadline.provisional,
    },
  };
}

function sizeOf({ value, unit }: { value: number | string; unit: string }): string {
  return isClock(unit)
    ? termWords({ value, unit: unit satisfies ClockUnit, backward: false, moves: false, month: 'same' })
    : String(value);
}

const choice = (kind: FaultKind, kept: Partial<Asked>) => ({
  title: kind.title,
  href: hrefWith(PATH, kept, { kind: kind.code }),
});

function groupsOf(kept: Partial<Asked>): object[] {
  return Object.entries(faultGroupNames).map(([group, title]) => ({
    title,
    kinds: faultKinds.filter((kind) => kind.group === group).map((kind) => choice(kind, kept)),
  }));
}
