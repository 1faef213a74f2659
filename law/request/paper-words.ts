import { faultKind } from '../dispatch/kinds';
import { moneyText, type Kopecks } from '../base/money';
import { norm } from '../base/norm';
import { instantDigits } from '../base/russian';
import { premisesWords } from '../registry/names';
import type { PricedLine } from './paid';
import {
  measures,
  measureTitles,
  paperNorms,
  paperTitles,
  seatTitles,
  signTitles,
  type PaperBody,
  type PaperKind,
} from './papers';

/** Everything a paper tells, besides its own words. */
export interface PaperFacts {
  number: string;
  zone: string;
  lawDate: string;
  organisation: string;
  address: string;
  premises: string | null;
  kind: string;
  registeredAt: Date;
  fixedAt: Date | null;
  /** What was done, in words. */
  result: string | null;
  used: readonly PricedLine[];
  /** Agreed by the resident and done; null: the work costs nothing. */
  agreed: { lines: readonly PricedLine[]; total: Kopecks } | null;
}

interface Written {
  kind: PaperKind;
  body: PaperBody;
  at: Date;
}

const decimalComma = (text: string): string => text.replace('.', ',');
const lineView = ({ name, unit, count, price, sum }: PricedLine) => ({
  name,
  count: `${decimalComma(count)} ${unit}`,
  price: moneyText(price),
  sum: moneyText(sum),
});

/** A paper as people read it, on a page and in print. */
export function paperView({ kind, body, at }: Written, facts: PaperFacts) {
  const { zone } = facts;
  const when = (instant: Date): string => instantDigits(instant, zone);
  return {
    title: paperTitles[kind],
    number: facts.number,
    at: when(at),
    law: lawOf(kind, facts.lawDate),
    about: rows([
      ['Организация', facts.organisation],
      ['Дом', facts.address],
      ['Помещение', facts.premises && premisesWords(facts.premises)],
      ['Что случилось', faultKind(facts.kind).title],
      ['Заявка зарегистрирована', when(facts.registeredAt)],
      ['Работа закончена', kind === 'completion' && facts.fixedAt ? when(facts.fixedAt) : null],
    ]),
    told: kind === 'completion' ? rows([['Что сделано', facts.result]]) : rows(toldBy(kind, body, when)),
    readings: measures.flatMap((one) => {
      const value = body.readings[one];
      return value === undefined ? [] : [{ title: measureTitles[one], value: decimalComma(value) }];
    }),
    used: kind === 'completion' && facts.used.length > 0 ? facts.used.map(lineView) : undefined,
    agreed:
      kind === 'completion' && facts.agreed
        ? { lines: facts.agreed.lines.map(lineView), total: moneyText(facts.agreed.total) }
        : undefined,
    free: kind === 'completion' && facts.agreed === null,
    present: body.present.map(({ seat, name, sign }) => ({
      role: seatTitles[seat],
      name,
      sign: signTitles[sign],
      signed: sign === 'signed',
    })),
  };
}

/** The act of completion stands by our own rule: it names no law. */
function lawOf(kind: PaperKind, day: string): string | undefined {
  const { citation, confidence } = norm(paperNorms[kind], day);
  return confidence === 'P' ? undefined : citation;
}

type Row = readonly [title: string, text: string | null | undefined];
const rows = (all: readonly Row[]) => all.flatMap(([title, text]) => (text ? [{ title, text }] : []));

const found: Readonly<Record<PaperKind, readonly [violation: string, fine: string]>> = {
  check: ['нарушение подтвердилось', 'нарушения нет'],
  consumer: ['нарушение есть', 'нарушения нет'],
  mended: ['нарушение продолжается', 'нарушение устранено'],
  damage: ['', ''],
  completion: ['', ''],
};

function toldBy(kind: PaperKind, body: PaperBody, when: (instant: Date) => string): Row[] {
  if (kind === 'damage')
    return [
      ['Какой вред', body.what],
      ['Причина', body.cause],
      ['Кому причинён', body.harmed],
      ['Экземпляров', String(body.copies)],
    ];
  const [violation, fine] = found[kind];
  return [
    ['Что установлено', body.found === 'violation' ? violation : fine],
    ['Услуга', body.off ? 'не подавалась совсем' : null],
    ['С какого времени', body.since ? when(new Date(body.since)) : null],
    ['Чем и как измеряли', body.methods],
    ['Что нашли', body.findings],
    ['Выводы', body.conclusions],
  ];
}
