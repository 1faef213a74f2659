import { applies } from '../base/timing';
import { faultGroupNames, faultKind, faultKinds, isPressing, isUrgent, recogniseFaults } from './kinds';
import { permits, trades } from './trades';

/** What people write, the kind that must stand first, and whether they must be told to call. */
const said: readonly [string, string, 'now' | 'calm'][] = [
  ['прорвало батарею, вода хлещет', 'S02.heating', 'now'],
  ['Прорвало батарею!!! Кипяток по всей комнате', 'S02.heating', 'now'],
  ['течет батарея в зале', 'S02.heating', 'now'],
  ['капает с радиатора на ламинат', 'S02.heating', 'now'],
  ['лопнула труба отопления в подвале', 'S02.heating', 'now'],
  ['сорвало кран на ботарее', 'S02.heating', 'now'],
  ['Батарея не течёт, но холодная', 'Q.heating', 'calm'],
  ['батареи холодные', 'Q.heating', 'calm'],
  ['Батареи чуть тёплые, дома 16 градусов', 'Q.heating', 'calm'],
  ['не топят третий день', 'Q.heating', 'calm'],
  ['нет отопления', 'Q.heating', 'calm'],
  ['В квартире холодно, ребёнок мёрзнет', 'Q.heating', 'calm'],
  ['батарейи не греют', 'Q.heating', 'calm'],
  ['течёт стояк холодной воды в туалете', 'S02.cold-water', 'now'],
  ['Лопнул гибкий шланг, заливаю соседей', 'S02.cold-water', 'now'],
  ['нас топят соседи сверху', 'S02.cold-water', 'now'],
  ['вода льётся с потолка', 'S02.cold-water', 'now'],
  ['ЗАТАПЛИВАЕТ КВАРТИРУ', 'S02.cold-water', 'now'],
  ['в подвале стоит вода', 'S02.cold-water', 'now'],
  ['сорвало вентиль, вода бьет фонтаном', 'S02.cold-water', 'now'],
  ['прорвало трубу с горячей водой', 'S02.hot-water', 'now'],
  ['течет труба горячей воды под раковиной', 'S02.hot-water', 'now'],
  ['из унитаза лезут фекалии', 'S02.sewerage', 'now'],
  ['канализация льётся в подвал', 'S02.sewerage', 'now'],
  ['течёт канализационная труба', 'S02.sewerage', 'now'],
  ['забился унитаз', 'S04', 'calm'],
  ['засор на кухне, вода не уходит', 'S04', 'calm'],
  ['засорилась раковина', 'S04', 'calm'],
  ['вода стоит в ванне', 'S04', 'calm'],
  ['капает кран на кухне', 'S01', 'calm'],
  ['течёт смеситель', 'S01', 'calm'],
  ['бачок унитаза постоянно журчит', 'S01', 'calm'],
  ['нет горячей воды', 'Q.hot-water', 'calm'],
  ['горячая вода еле тёплая', 'Q.hot-water', 'calm'],
  ['Горячей воды нет с утра', 'Q.hot-water', 'calm'],
  ['отключили горячую воду', 'Q.hot-water', 'calm'],
  ['нет холодной воды', 'Q.cold-water', 'calm'],
  ['воды нет совсем', 'Q.cold-water', 'calm'],
  ['не идёт вода из крана', 'Q.cold-water', 'calm'],
  ['слабый напор воды', 'Q.cold-water', 'calm'],
  ['из крана течет ржавая вода', 'Q.cold-water', 'calm'],
  ['пропала вода', 'Q.cold-water', 'calm'],
  ['воняет канализацией в ванной', 'Q.sewerage', 'calm'],
  ['искрит розетка', 'E04', 'now'],
  ['дымится щиток на площадке', 'E04', 'now'],
  ['пахнет горелой проводкой в подъезде', 'E04', 'now'],
  ['бьёт током от стиралки', 'E04', 'now'],
  ['висит оборванный провод', 'E04', 'now'],
  ['заливает электрощиток', 'E04', 'now'],
  ['нет света во всём доме', 'E01', 'now'],
  ['весь дом обесточен', 'E01', 'now'],
  ['во всем подъезде отключили электричество', 'E01', 'now'],
  ['нет света в квартире', 'E03', 'now'],
  ['выбивает автомат на стояке', 'E03', 'now'],
  ['не горит лампочка на лестничной площадке', 'E07', 'calm'],
  ['в подъезде темно', 'E07', 'calm'],
  ['перегорела лампа у входа', 'E07', 'calm'],
  ['мигает свет, скачет напряжение', 'Q.electricity', 'calm'],
  ['не работает электроплита', 'E06', 'calm'],
  ['не греет конфорка', 'E05', 'calm'],
  ['пахнет газом на кухне', 'G01', 'now'],
  ['Сильный запах газа в подъезде', 'G01', 'now'],
  ['утечка газа!', 'G01', 'now'],
  ['нет газа', 'Q.gas', 'calm'],
  ['запаха газа нет, газа тоже нет', 'Q.gas', 'calm'],
  ['отключили газ', 'Q.gas', 'calm'],
  ['застряли в лифте с ребёнком', 'L02', 'now'],
  ['человек застрял в кабине лифта', 'L02', 'now'],
  ['сижу в лифте, двери не открываются', 'L02', 'now'],
  ['лифт не работает', 'L01', 'calm'],
  ['лифт сломался второй день', 'L01', 'calm'],
  ['течёт крыша над кухней', 'R01', 'calm'],
  ['протекает кровля, последний этаж', 'R01', 'calm'],
  ['оторвалась водосточная труба', 'R02', 'calm'],
  ['кирпичи падают с фасада', 'W01', 'now'],
  ['отваливается плитка с фасада', 'F02', 'now'],
  ['сыпется штукатурка с потолка в подъезде', 'F01', 'now'],
  ['разбили стекло на лестнице', 'O01', 'calm'],
  ['летом разбили окно в подъезде', 'O02', 'calm'],
  ['не закрывается дверь подъезда', 'O03', 'calm'],
  ['мокрое пятно на потолке в ванной', 'F03', 'calm'],
  ['трещина в печи, дымит', 'P01', 'now'],
  ['обратная тяга в колонке', 'W02', 'calm'],
  ['забит мусоропровод', 'S05', 'calm'],
  ['сломан клапан мусоропровода', 'S03', 'calm'],
  ['не вывозят мусор неделю', 'Q.waste', 'calm'],
  ['контейнеры переполнены', 'Q.waste', 'calm'],
  ['сосульки над входом', 'OTHER', 'calm'],
  ['не убирают подъезд', 'OTHER', 'calm'],
  ['домофон не работает', 'OTHER', 'calm'],
  ['не работает газовая плита', 'Q.gas', 'calm'],
  ['в лифте кто-то кричит', 'L02', 'now'],
  ['дымит мусоропровод', 'E04', 'now'],
  ['кирпич выпал из стены', 'W01', 'now'],
  ['вода в подвале', 'S02.cold-water', 'now'],
  ['почему не включили отопление', 'Q.heating', 'calm'],
  ['когда дадут горячую воду', 'Q.hot-water', 'calm'],
  ['жарко, батареи не убавить', 'Q.heating', 'calm'],
  ['нет напора на пятом этаже', 'Q.cold-water', 'calm'],
  ['нет освещения на лестнице', 'E07', 'calm'],
  ['провод болтается над подъездом', 'E04', 'now'],
  ['ударило током от батареи', 'E04', 'now'],
  ['вода течёт по стене из розетки', 'E04', 'now'],
  ['плесень на стене', 'F03', 'calm'],
];

describe("a resident's words", () => {
  it.each(said)('%s → %s, %s', (text, code, when) => {
    expect([recogniseFaults(text)[0]?.code, isUrgent(text) ? 'now' : 'calm']).toEqual([code, when]);
  });

  it.each([
    'не течёт',
    'ничего не течет',
    'батарея не течет',
    'запаха газа нет',
    'нет запаха газа',
    'лифт работает, никто не застрял',
    'не искрит',
    'труба не лопнула',
    'трубу починили, больше не течёт',
    'вода перестала течь',
    'газом не пахнет',
  ])('denied, are no alarm: %s', (text) => expect(isUrgent(text)).toBe(false));

  it.each(['авария', 'Помогите!', 'это аварийная ситуация, приезжайте'])('cry for help: %s', (text) =>
    expect(isUrgent(text)).toBe(true),
  );

  it.each(['', '   ', '!!!', '12', 'привет', 'спасибо за работу', '<script>', 'hello', 'а'.repeat(5000)])(
    'that tell of no fault give none: %.20s',
    (text) => expect(recogniseFaults(text)).toEqual([]),
  );

  it('put what presses before what fits better', () => {
    const codes = recogniseFaults('не работает лифт, холодные батареи и пахнет газом').map(({ code }) => code);
    expect(codes[0]).toBe('G01');
    expect(codes).toEqual(expect.arrayContaining(['L01', 'Q.heating']));
  });
});

describe('the table of faults', () => {
  it('names each kind once', () => {
    const codes = faultKinds.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('has every row of the act, and each complaint about a service', () => {
    const codes = faultKinds.map(({ code }) => code.split('.')[0]);
    const rows =
      'R01 R02 W01 W02 O01 O02 O03 F01 F02 F03 P01 S01 S02 S03 S04 S05 E01 E02 E03 E04 E05 E06 E07 L01 L02 G01';
    expect(codes).toEqual(expect.arrayContaining([...rows.split(' '), 'OTHER']));
    expect(faultKinds.filter(({ quality }) => quality).map(({ code }) => code)).toHaveLength(7);
  });

  it.each(faultKinds.map((kind) => [kind.code, kind] as const))('can be acted by: %s', (_, kind) => {
    if (kind.norm) expect(applies(kind.norm, '2026-11-20')).toBe(true);
    expect(trades).toContain(kind.trade);
    for (const permit of kind.permits) expect(permits).toContain(permit);
    expect(Object.keys(faultGroupNames)).toContain(kind.group);
    expect(kind.asks.length).toBeGreaterThan(0);
    for (const line of kind.asks) expect(line).toMatch(/^[А-ЯЁ«].*[?.]$/);
    expect(kind.advice.length).toBeGreaterThan(0);
    for (const line of kind.advice) expect(line).toMatch(/^[А-ЯЁ«].*\.$/);
    expect(kind.words.length).toBeGreaterThan(0);
    if (kind.emergency) expect(kind.service).not.toBeNull();
  });

  it('tells the town and the supplier of every emergency, and hands gas over', () => {
    for (const { emergency, notify } of faultKinds) expect(notify.length > 0).toBe(emergency);
    expect(faultKinds.filter(({ handOff }) => handOff).map(({ code }) => code)).toEqual(['G01']);
    expect(isPressing(faultKind('G01'))).toBe(true);
  });

  it('finds a kind by its code in any case, and names near ones for another', () => {
    expect(faultKind('s02.HEATING').code).toBe('S02.heating');
    expect(() => faultKind('S02')).toThrow(/S02\.heating .*S02\.cold-water/);
    expect(() => faultKind('лифт')).toThrow(/L02|L01/);
    expect(() => faultKind('')).toThrow('Выберите код из списка');
  });
});
