import { fractionText } from '../../base/fraction';
import { rateOf } from './rate';

const read = (text: string): string | null => {
  const rate = rateOf(text);
  return rate && `${fractionText(rate.perMetre)} ${rate.period}`;
};

describe('the rate a question names', () => {
  it.each([
    ['Установить вознаграждение: 3 рубля с квадратного метра в месяц, вместе с платой за содержание', '3 month'],
    ['Утвердить размер платы за содержание: 32 рубля с квадратного метра на один год', '32 null'],
    ['Плата 28,50 руб. за 1 кв. м ежемесячно', '57/2 month'],
    ['Взнос 3 ₽/м² в год', '3 year'],
    ['По 1 200 рублей 50 копеек с каждого кв. м', '2401/2 null'],
    ['28 рублей за квадратный метр в доме, те же 28 руб. за м² в гараже', '28 null'],
  ])('%s', (text, rate) => expect(read(text)).toBe(rate));

  it.each([
    'Избрать совет дома из 5 человек',
    'Собрать 500 рублей с квартиры',
    '28 рублей за квадратный метр в доме и 14 рублей за квадратный метр в гараже',
    'Отремонтировать 120 м² фасада за 90 000 рублей',
  ])('is none here: %s', (text) => expect(read(text)).toBeNull());
});
