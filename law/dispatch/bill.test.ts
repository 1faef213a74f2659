import { billLines } from './bill';
import { faultKind, faultKinds } from './kinds';

const lines = (code: string, on = '2026-11-20') => billLines(faultKind(code), on);

describe('how the bill falls', () => {
  it('is told for every kind by a norm in force', () => {
    for (const kind of faultKinds)
      expect([kind.code, billLines(kind, '2026-11-20').length > 0]).toEqual([kind.code, true]);
  });

  it.each([
    ['Q.heating', ['INT-HEAT.rate', 'INT-HEAT.degreeRate']],
    ['S02.hot-water', ['INT-GVS.rate', 'INT-GVS.temperatureRate']],
    ['E01', ['INT-EL.rate']],
    ['Q.waste', ['INT-TKO.rate']],
    ['L01', ['HS-01']],
  ])('for %s goes by %j', (code, norms) => expect(lines(code).map(({ norm }) => norm)).toEqual(norms));

  it('says the numbers of the rows', () => {
    expect(lines('S02.cold-water')[0]?.says.replaceAll('\u00a0', ' ')).toBe(
      'Нет услуги (холодное водоснабжение): допустимо 4 часа подряд и 8 часов за месяц. ' +
        'За каждый час сверх этого плата за неё за месяц меньше на 0,15 %.',
    );
    expect(lines('Q.heating')[1]?.says.replaceAll('\u00a0', ' ')).toContain(
      'холоднее +18 °C (в угловой +20; ночью на 3 меньше)',
    );
  });

  it('marks what was not read in the act', () => {
    expect(lines('Q.hot-water').map(({ mark }) => mark !== undefined)).toEqual([false, true]);
  });
});
