import { agendaPack, agendaPacks } from './agenda';
import { kind } from './kinds';
import { kindsOf, wordingWarnings } from './wording';

const codes = (code: string, wording: string): string[] => wordingWarnings(code, wording).map((each) => each.code);

describe('a wording against its kind', () => {
  it.each([
    ['MC_CHOICE', 'Выбрать управляющую организацию ООО «Уют», ОГРН 1027700000000'],
    ['COUNCIL_CHAIR', 'Избрать председателем совета дома собственника квартиры 12'],
    ['CURRENT_REPAIR', 'Утвердить перечень работ по ремонту подъездов'],
    ['PROC_CHAIR_SECRETARY', 'Избрать председателя и секретаря собрания'],
    ['CAP_REPAIR', 'Провести капитальный ремонт крыши в 2027 году'],
    ['LAND_LIMITS', 'Установить шлагбаум на въезде во двор'],
    ['ODN_METHOD', 'Распределять ОДН по показаниям общедомовых счётчиков'],
    ['OTHER', 'Посадить ёлку'],
  ])('finds nothing to say about %s: «%s»', (code, wording) => {
    expect(wordingWarnings(code, wording)).toEqual([]);
  });

  it('warns and names the better kind, because the threshold follows from the kind', () => {
    const [warning] = wordingWarnings('CURRENT_REPAIR', 'Установить шлагбаум на въезде во двор');
    expect(warning).toMatchObject({ code: 'wording-misfit' });
    expect(warning?.better).toContain('LAND_LIMITS');
    expect(codes('OTHER', 'Выбрать управляющую организацию')).toEqual(['wording-misfit']);
    expect(codes('MC_CHOICE', 'Посадить ёлку')).toEqual(['wording-misfit']);
  });

  it('does not take «одного» for ОДН', () => {
    expect(kindsOf('Выбрать одного представителя').map((each) => each.code)).not.toContain('ODN_METHOD');
  });

  it('asks for words where there are none', () => {
    expect(codes('OTHER', '  — ')).toEqual(['wording-empty']);
  });
});

describe('two subjects in one question', () => {
  it.each([
    ['MC_CHOICE', 'Выбрать управляющую организацию и утвердить условия договора управления'],
    ['COUNCIL_ELECT', 'Избрать совет дома и председателя совета'],
    ['CAP_REPAIR', 'Провести капитальный ремонт крыши, утвердить размер платы за содержание'],
    ['MC_REFUSE', 'Отказаться от договора управления, а также выбрать управляющую организацию'],
  ])('are seen in %s: «%s»', (code, wording) => {
    expect(codes(code, wording)).toContain('wording-two-subjects');
  });

  it.each([
    ['COMMISSIONS', 'Избрать комиссию собственников для приёмки работ: Иванов и Петрова'],
    ['PROC_STORAGE', 'Определить место хранения копий протокола и решений'],
    ['LAND_IMPROVE', 'Провести благоустройство и озеленение двора'],
  ])('are not seen in one subject with an «и»: %s', (code, wording) => {
    expect(codes(code, wording)).not.toContain('wording-two-subjects');
  });
});

describe('matters of the members of an association (K-18)', () => {
  it.each([
    'Принять в члены товарищества собственников квартир 1–40',
    'Правление ТСЖ избрать в составе пяти человек',
    'Избрать председателя правления',
    'Избрать ревизора товарищества',
    'Утвердить смету доходов и расходов ТСЖ на 2027 год',
    'Установить размер обязательных платежей и взносов членов',
    'Утвердить устав товарищества в новой редакции',
    'Исключить Иванова из членов ЖСК',
  ])('are seen in «%s»', (wording) => {
    expect(codes('OTHER', wording)).toContain('wording-members');
  });

  it.each([
    'Создать товарищество собственников жилья и утвердить его устав',
    'Избрать членов совета дома',
    'Избрать председателя совета дома',
    'Выбрать способ управления: управление товариществом собственников жилья',
    'Утвердить взнос на капитальный ремонт выше минимального',
    'Заключить договор управления с управляющей организацией',
    'Утвердить смету текущего ремонта подъездов',
  ])('are not seen in «%s»', (wording) => {
    expect(codes('OTHER', wording)).not.toContain('wording-members');
  });
});

describe('ready agendas', () => {
  it('cover the priority themes and carry a chair, a count, a place for the result and a store', () => {
    expect(agendaPacks.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['managing-company', 'council', 'current-repair', 'yearly-plan', 'first-electronic']),
    );
    for (const { lines } of agendaPacks) {
      expect(lines.map((line) => line.kind)).toEqual(
        expect.arrayContaining(['PROC_CHAIR_SECRETARY', 'PROC_COUNTING', 'PROC_RESULT_PLACE', 'PROC_STORAGE']),
      );
    }
  });

  it.each(agendaPacks.flatMap(({ code, lines }) => lines.map((line) => [code, line.kind, line.wording])))(
    'word %s / %s so that nothing is warned about',
    (_, code, wording) => {
      expect(kind(code).code).toBe(code);
      expect(wordingWarnings(code, wording)).toEqual([]);
    },
  );

  it('refuse a pack that is not there', () => {
    expect(() => agendaPack('parade')).toThrow(expect.objectContaining({ code: 'agenda-pack-unknown' }));
  });
});
