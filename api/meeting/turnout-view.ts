import { premisesForms } from '../../law/registry/words';
import { thresholds, type RuleCode } from '../../law/meeting/count/thresholds';
import { counted } from '../../law/base/russian';
import { barOf, thresholdMark } from './vote/words';
import type { CardShape } from './load';
import { HOW, paceWords } from './follow/pace';
import { metresOf, percentOf } from '../../law/base/metres';

const OF_PREMISES = ['помещения', 'помещений', 'помещений'] as const;
const enoughWords = (enough: number): string => `Хватит ${counted(enough, OF_PREMISES)}`;

export function turnoutView({ turnout, law, case: { zone, phase } }: CardShape) {
  if (!turnout) return undefined;
  const { total, participating, met, missing, enough, silent, reach } = turnout;
  const percent = percentOf(participating, total);
  const open = phase === 'voting';
  return {
    say: `${percent} от всех голосов: ${metresOf(participating)} из ${metresOf(total)}`,
    done: barOf(participating, total),
    mark: thresholdMark('QUORUM', law.decided),
    met,
    lacks: met ? undefined : `не хватает ${metresOf(missing)}`,
    enough:
      met || !open
        ? undefined
        : enough === null
          ? 'Голосов всех известных собственников мало: проверьте площадь дома.'
          : `${enoughWords(enough)}, если проголосуют самые большие из оставшихся.`,
    pace: open ? paceWords(reach, zone, { title: 'кворум', comes: 'наберётся' }) : undefined,
    how: open && !met ? HOW : undefined,
    silent: counted(silent, premisesForms),
    title: met
      ? 'Кворум есть'
      : enough === null || !open
        ? 'Кворума ещё нет'
        : `Кворума ещё нет: нужны голоса ${counted(enough, OF_PREMISES)}`,
  };
}

/** Too few votes are left to pass it: said in words, because the initiator may still talk to those who voted. */
const stateOf = ({ passed, missing, enough }: CardShape['live'][number], open: boolean) => {
  if (passed) return { kind: 'ok', word: 'проходит' };
  if (enough === null && open) return { kind: 'late', word: 'уже не набрать' };
  return { kind: 'wait', word: open ? `не хватает ${metresOf(missing)}` : 'не проходит' };
};

export function liveView({ live, turnout, case: { zone, phase } }: CardShape) {
  const open = phase === 'voting';
  return live.map((one) => {
    const { title, base } = thresholds[one.rule as RuleCode];
    const whole = base === 'total' ? turnout?.total : turnout?.participating;
    const ahead = open && !one.passed;
    return {
      number: one.number,
      wording: one.wording,
      rule: title,
      citation: one.citation,
      state: stateOf(one, open),
      enough: ahead && one.enough ? `${enoughWords(one.enough)}, если все «за».` : undefined,
      pace:
        ahead && one.reach && one.enough !== null
          ? paceWords(one.reach, zone, { title: 'порог', comes: 'наберётся' })
          : undefined,
      part: whole && whole !== '0' ? percentOf(one.for, whole) : '—',
    };
  });
}
