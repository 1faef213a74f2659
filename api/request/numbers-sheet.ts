import type { Cell, Sheet } from '../http/sheet';
import { onTimeShare, type Numbers } from './numbers-shape';
import { ageTitles, byHour, kindTitle } from './numbers-words';

type Row = readonly Cell[];

const line = (part: string, name: string, figures: Readonly<Record<string, number | null>>): Row[] =>
  Object.entries(figures).map(([figure, value]) => [part, name, figure, value]);

/** All figures of the page in one long table: part, line, figure, value; any program can turn it as it needs. */
export const numbersSheet: { columns: Sheet['columns']; rows: (data: Numbers) => Row[] } = {
  columns: ['Раздел', 'Строка', 'Показатель', 'Значение'],
  rows: (data) => [
    ...line('Всего', `${data.from} — ${data.to}`, {
      'получено, шт.': data.totals.all,
      'закончено, шт.': data.totals.finished,
      'закончено в срок, шт.': data.totals.onTime,
      'открыто и просрочено, шт.': data.totals.openLate,
      'в срок, %': onTimeShare(data.totals)?.percent ?? null,
      'отменено и присоединено, шт.': data.totals.dropped,
      'возвращено, шт.': data.totals.reopened,
      'средняя оценка': data.totals.rating,
    }),
    ...data.offices.flatMap((one) =>
      line('Организации', one.name, {
        'получено, шт.': one.all,
        'закончено, шт.': one.finished,
        'закончено в срок, шт.': one.onTime,
        'открыто и просрочено, шт.': one.openLate,
        'в срок, %': onTimeShare(one)?.percent ?? null,
      }),
    ),
    ...data.kinds.flatMap(({ kind, count, answer, localise, fix }) =>
      line('Виды', kindTitle(kind), {
        'получено, шт.': count,
        'ответ мастера: половина, мин': answer.p50,
        'ответ мастера: девять из десяти, мин': answer.p90,
        'ответ мастера: дольше всех, мин': answer.max,
        'локализация: половина, мин': localise.p50,
        'локализация: девять из десяти, мин': localise.p90,
        'локализация: дольше всех, мин': localise.max,
        'устранение: половина, мин': fix.p50,
        'устранение: девять из десяти, мин': fix.p90,
        'устранение: дольше всех, мин': fix.max,
      }),
    ),
    ...byHour(data).flatMap((count, hour) => line('По часам', `${hour}:00`, { 'получено, шт.': count })),
    ...data.ageing.flatMap((count, at) => line('Незаконченные', ageTitles[at] ?? '', { 'заявок, шт.': count })),
    ...data.workers.flatMap((one) =>
      line('Кто', one.name, {
        'заявок, шт.': one.count,
        'закончено, шт.': one.finished,
        'в срок, шт.': one.onTime,
        'отказов, шт.': one.declined,
        'не ответил, раз': one.silent,
        'возвращено, шт.': one.returned,
        'средняя оценка': one.rating,
      }),
    ),
    ...data.repeats.flatMap(({ address, kind, count }) =>
      line('Повторы', `${address}: ${kindTitle(kind)}`, { 'заявок, шт.': count }),
    ),
  ],
};
