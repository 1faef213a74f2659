import { moneyText } from '../../law/base/money';
import { norm } from '../../law/base/norm';
import { capitalised, shortMoment, instantWords } from '../../law/base/russian';
import { localOf } from '../../law/base/zone';
import { billLines } from '../../law/dispatch/bill';
import { faultKind } from '../../law/dispatch/kinds';
import { paperKinds, paperSeats, paperTitles, seatTitles, signTitles, type PaperKind } from '../../law/request/papers';
import { examineSides, examineStages, examineStageTitles, examineTitles } from '../../law/request/words';
import type { RequestShape } from './shape';

/** How many lines the form of an estimate has without scripts. */
export const ESTIMATE_LINES = [1, 2, 3, 4] as const;

type Line = RequestShape['ends']['used'][number];
const lineView = ({ name, unit, count, price, sum }: Line) => ({
  name,
  count: `${count.replace('.', ',')} ${unit}`,
  price: moneyText(price),
  sum: moneyText(sum),
});

const answers: Readonly<Record<string, string>> = {
  consented: 'Житель согласился',
  refused: 'Житель отказался',
  withdrawn: 'Заменена другой сметой',
};

/** Why nothing is owed before the resident says yes, with the act that says so. */
function consentWords(now: Date, zone: string): string {
  const { value, citation } = norm('RQ-F5', localOf(now, zone).day);
  return `${capitalised(String(value))} (${citation}).`;
}

/** Acts, estimates, parts, warranty and the bill, as the card shows them. */
export function endsView({ id, ends, zone, kind, parts, acts }: RequestShape, now: Date) {
  const { papers, estimates, used, free, warrantyUntil, violation } = ends;
  const staff = parts.desk || parts.worker;
  return {
    papers: papers.map((one) => ({
      href: `/requests/${id}/papers/${one.id}`,
      title: paperTitles[one.kind],
      when: shortMoment(new Date(one.at), zone),
      pdf: one.file && `/requests/${id}/files/${one.file.id}`,
    })),
    estimates: estimates
      .filter(({ answer }) => answer !== 'withdrawn')
      .map((one) => ({
        title: one.answer === null ? 'Смета ждёт ответа жителя' : 'Смета платной работы',
        lines: one.lines.map(lineView),
        total: moneyText(one.total),
        say: one.answer === null ? consentWords(now, zone) : `${answers[one.answer] ?? ''}.`,
        ask: one.answer === null && acts.includes('consent'),
      })),
    used: used.length > 0 ? used.map(lineView) : undefined,
    free: staff ? free : undefined,
    warranty: warrantyUntil
      ? `Если сломается снова до ${instantWords(new Date(warrantyUntil), zone)}, исправят бесплатно.`
      : undefined,
    bill: parts.applicant
      ? { now: violation.length > 0 ? violation : undefined, lines: billLines(faultKind(kind), localOf(now, zone).day) }
      : undefined,
  };
}

/** Whose names a paper of each kind asks for. */
export const seatViews = Object.fromEntries(
  paperKinds.map((kind: PaperKind) => [
    kind,
    paperSeats[kind].map((seat) => ({
      name: seat,
      sign: `${seat}Sign`,
      label: seatTitles[seat],
      signLabel: `Подпись: ${seatTitles[seat].toLowerCase()}`,
    })),
  ]),
);

/** What may be chosen in the forms of papers and sums. */
export const endChoices = ({ choices: { parts } }: RequestShape) => ({
  found: [
    { value: 'violation', title: 'нарушение есть' },
    { value: 'fine', title: 'нарушения нет' },
    { value: 'no-access', title: 'житель не дал доступа' },
  ],
  mended: [
    { value: 'fine', title: 'нарушение устранено' },
    { value: 'violation', title: 'нарушение продолжается' },
  ],
  signs: (['signed', 'refused'] as const).map((value) => ({ value, title: signTitles[value] })),
  sides: examineSides.map((value) => ({ value, title: examineTitles[value] })),
  stages: examineStages.map((value) => ({ value, title: examineStageTitles[value] })),
  parts: parts
    .filter(({ kind }) => kind === 'part')
    .map(({ id, name, unit }) => ({ value: id, title: `${name}, ${unit}` })),
  priced: parts.map(({ id, name, unit, price }) => ({ value: id, title: `${name}, ${unit} — ${moneyText(price)}` })),
  lines: ESTIMATE_LINES.map((place) => ({
    part: `part${place}`,
    count: `count${place}`,
    partLabel: `Работа или запчасть ${place}`,
    countLabel: `Сколько ${place}`,
  })),
});
