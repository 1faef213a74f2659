import type { Day } from '../base/day';
import { confidenceMark } from '../base/mark';
import { norm } from '../base/norm';
import { counted } from '../base/russian';
import { applies } from '../base/timing';
import { valueWords } from '../base/term-words';
import type { BillLine } from './bill';
import type { FaultKind } from './kinds';

/** How soon the dispatcher answers; before the dispatch service there was no such duty. */
export function answerLine(on: Day): string | null {
  if (!applies('ADS-04', on)) return null;
  const value = (id: string): string => valueWords(norm(id, on));
  return `На звонок отвечают не позже чем через ${value('ADS-04')}; не ответили — перезванивают через ${value('ADS-05')}.`;
}

/** What a resident may do when nobody comes in time, each with its norm. */
export function lateLines({ quality }: FaultKind, on: Day): BillLine[] {
  const value = (id: string): string => valueWords(norm(id, on));
  const consumers = counted(Number(norm('QV-10', on).value), ['потребитель', 'потребителя', 'потребителей']);
  const lines = quality
    ? [
        {
          norm: 'QV-10',
          says:
            `Проверить не пришли (срок — ${value('QV-06')} или согласованное время): составьте акт сами. Его подписывают ` +
            `${consumers} и председатель совета дома или товарищества.`,
        },
        { norm: 'QV-08', says: 'Пришли — акт подписывают в конце проверки, один экземпляр остаётся у вас.' },
      ]
    : [
        {
          norm: 'QV-13',
          says:
            `Испорчены вещи или ремонт: попросите акт о вреде. На него дают ${value('QV-13')}, ` +
            `экземпляров — ${norm('QV-13.copies', on).value}: один ваш.`,
        },
      ];
  return lines.map((line) => ({ ...line, mark: confidenceMark(norm(line.norm, on).confidence) }));
}
