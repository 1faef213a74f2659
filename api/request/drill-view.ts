import { instantDigits } from '../../law/base/russian';
import { drillSizes, DRILL_STARTS, type DrillPace, type DrillSize } from '../../law/request/drill';
import { drillClockTitles } from '../../law/request/drill-score';
import type { Cell } from '../http/sheet';
import { momentCell } from '../http/sheet';
import type { DrillLine, DrillShown } from './drill-shape';

export const DRILLS = '/drill';

const sizeTitles: Readonly<Record<DrillSize, string>> = { small: 'Малая', usual: 'Обычная', large: 'Большая' };
const paceTitles: Readonly<Record<DrillPace, string>> = { step: 'По шагам', '1': '×1', '10': '×10', '60': '×60' };
const paceHints: Readonly<Record<DrillPace, string>> = {
  step: 'Новые звонки приходят, только когда вы нажмёте «До следующего события».',
  '1': 'Как в жизни.',
  '10': 'Ночь примерно за десять минут.',
  '60': 'Ночь примерно за две минуты: для показа.',
};
export const sizeOptions = Object.entries(drillSizes).map(([value, calls]) => ({
  value,
  title: `${sizeTitles[value as DrillSize]}: ${calls} звонков`,
}));
export const paceOptions = Object.entries(paceTitles).map(([value, title]) => ({
  ...{ value, title },
  hint: paceHints[value as DrillPace],
}));

/** Whole percents for reading; nights are compared without them (isBetter). */
const share = ({ points, most }: { points: number; most: number }): string =>
  most === 0 ? '—' : `${Math.round((points * 100) / most)} %`;
const ofMost = (one: { points: number; most: number }): string => `${one.points} из ${one.most} (${share(one)})`;
const nobody = 'никто';

export const drillsView = (drills: readonly DrillLine[]) => ({
  starts: DRILL_STARTS,
  sizes: sizeOptions,
  paces: paceOptions,
  running: drills.find(({ endedAt }) => endedAt === null)?.id,
  drills: drills.map((one) => ({
    href: `${DRILLS}/${one.id}`,
    when: instantDigits(new Date(one.beginsAt), one.zone),
    size: sizeTitles[one.size],
    calls: `${one.come} из ${one.calls}`,
    score: one.points === null || one.most === null ? 'идёт' : ofMost({ points: one.points, most: one.most }),
  })),
});

export function drillView(drill: DrillShown, now: Date) {
  const { sheet, zone } = drill;
  const at = (instant: string): string => instantDigits(new Date(instant), zone);
  return {
    id: drill.id,
    over: drill.endedAt !== null,
    begun: new Date(drill.beginsAt) <= now,
    begins: at(drill.beginsAt),
    facts: [
      { title: 'Сейчас', text: instantDigits(now, zone) },
      { title: 'Размер', text: `${sizeTitles[drill.size]}, поступило звонков ${drill.come} из ${drill.calls}` },
      { title: 'Темп', text: paceTitles[drill.pace] },
      { title: 'Начало', text: `${at(drill.beginsAt)}, ${drill.startedBy}` },
      ...(drill.endedAt ? [{ title: 'Конец', text: at(drill.endedAt) }] : []),
    ],
    ahead: drill.nextAt && (drill.come < drill.calls ? `Следующий звонок в ${at(drill.nextAt)}.` : undefined),
    term:
      drill.nextAt && drill.come === drill.calls ? `Все позвонили. Ближайший срок — ${at(drill.nextAt)}.` : undefined,
    paces: paceOptions.map((one) => ({ ...one, current: one.value === drill.pace })),
    points: sheet.most === 0 ? undefined : ofMost(sheet),
    best: drill.best && {
      href: `${DRILLS}/${drill.best.id}`,
      points: ofMost(drill.best),
      say: drill.best.beaten ? 'рекорд побит' : 'рекорд не побит',
      kind: drill.best.beaten ? 'ok' : 'plain',
    },
    riddles: [
      { title: 'Повторные звонки присоединены', text: `${sheet.joined.solved} из ${sheet.joined.all}` },
      { title: 'Ложные вызовы распознаны', text: `${sheet.alarms.solved} из ${sheet.alarms.all}` },
      { title: 'Сроки, которые ещё идут', text: `${sheet.running}, в счёт не входят` },
    ],
    clocks: sheet.clocks.map((one) => ({ ...one, title: drillClockTitles[one.clock], href: `/law/${one.norm}` })),
    people: sheet.people.map((one) => ({ ...one, person: one.person ?? nobody })),
    misses: missesOf(drill),
  };
}

/** What was missed, a line a request: an idle night has a thousand of them. */
function missesOf({ sheet: { misses }, zone }: DrillShown) {
  const at = (instant: string): string => instantDigits(new Date(instant), zone);
  return [...new Set(misses.map(({ caseId }) => caseId))].map((caseId) => {
    const own = misses.filter((one) => one.caseId === caseId);
    const by = [...new Set(own.flatMap(({ person }) => person ?? []))];
    return {
      href: `/requests/${caseId}`,
      number: own[0]?.number,
      people: by.length > 0 ? by.join(', ') : nobody,
      undone: own
        .filter(({ metAt }) => metAt === null)
        .map(({ clock, dueAt }) => `${drillClockTitles[clock]} (до ${at(dueAt)})`)
        .join('; '),
      late: own
        .flatMap(({ clock, dueAt, metAt }) =>
          metAt ? [`${drillClockTitles[clock]} (до ${at(dueAt)}, сделано ${at(metAt)})`] : [],
        )
        .join('; '),
    };
  });
}

/** The same sheet as one table: by clock, by person, then what was missed. */
export const drillSheet = {
  columns: ['Раздел', 'Что', 'Кто', 'Норма', 'В срок', 'Позже', 'Не сделано', 'Баллы', 'Заявка', 'Срок', 'Сделано'],
  rows: ({ sheet, zone }: DrillShown): Cell[][] => [
    ['Итог', 'Все баллы', null, null, null, null, null, sheet.points, null, null, null],
    ['Итог', 'Можно было набрать', null, null, null, null, null, sheet.most, null, null, null],
    ...sheet.clocks.map((one): Cell[] => [
      ...['По срокам', drillClockTitles[one.clock], null, one.norm, one.inTime, one.late, one.missed],
      ...[null, null, null, null],
    ]),
    ...sheet.people.map((one): Cell[] => [
      ...['По людям', 'Все сроки', one.person ?? nobody, null, one.inTime, one.late, one.missed, one.points],
      ...[null, null, null],
    ]),
    ...sheet.misses.map((one): Cell[] => [
      ...['Пропущено', drillClockTitles[one.clock], one.person ?? nobody, one.norm, null, null, null, null, one.number],
      ...[momentCell(one.dueAt, zone), momentCell(one.metAt, zone)],
    ]),
  ],
};
