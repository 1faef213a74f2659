import writeXlsx from 'write-excel-file/node';
import { decimal, parseFraction, percentText } from '../../../law/base/fraction';
import { type Cell, dayCell, xlsxCell } from '../../http/sheet';

/** Headings of the sample sheet letter by letter, so that whoever reads those sheets by program reads ours too. */
export const COLUMNS = [
  '№ помещения',
  'Площадь помещения по данным Росреестра, кв.м',
  'Итого площадь помещений по данным Росреестра (с учетом заведенных в систему бюллетеней при заполнении площади помещения вручную), кв. м',
  'Вид собственности',
  'Доля в праве собственности на помещение',
  'Номер собственности и по данным Росреестра',
  'Дата собственности по данным Росреестра',
  'Номер собственности из бюллетени',
  'Дата собственности из бюллетени',
  'Кадастровый номер помещения',
  'Проголосовали онлайн, голоса',
  'Проголосовали через бюллетень, голоса (из системы)',
  'Проголосовали через бюллетень, голоса (для ручного ввода)',
  'Комментарий',
] as const;

/** The reservation of the sample, word for word. */
export const CAVEAT =
  'данные по помещениям выгружаются из БД Росреестра, но в связи с тем, что выгрузка носит ручной характер и не ' +
  'учитывает отдельные условия, контроли и алгоритмы, заложенные в программе расчета финального кворума в ГИС ЖКХ, ' +
  'существует вероятность наличия отклонений при расчете текущего кворума через простую выгрузку и финального кворума ' +
  'в соответствии с программными алгоритмами';

/** As in the sample. */
const PLACES = 4;
const percentCell = (part: string, whole: string): string =>
  percentText(parseFraction(part), parseFraction(whole), PLACES);

export interface SheetLine {
  premises: string;
  areaEgrn: string | null;
  area: string;
  kind: string;
  share: string;
  registryNumber: string | null;
  registryDay: string | null;
  ballotNumber: string | null;
  ballotDay: string | null;
  cadastral: string | null;
  online: string | null;
  paper: string | null;
  hand: string | null;
  comment: string | null;
}

export interface SheetFacts {
  address: string;
  manager: string | null;
  inn: string | null;
  fias: string;
  totalEgrn: string;
  total: string;
  online: string;
  paper: string;
  hand: string;
  participating: string;
  quorum: boolean;
  lines: readonly SheetLine[];
}

/** A sheet is summed and sorted, so votes stand in it as numbers; the exact fraction of a third is in the ballot log. */
const VOTE_PLACES = 4;
const asNumber = (cell: string | null): Cell =>
  cell === null ? null : Number(decimal(parseFraction(cell), VOTE_PLACES));

export const rowsOf = (lines: readonly SheetLine[]): Cell[][] =>
  lines.map((one) => [
    one.premises,
    asNumber(one.areaEgrn),
    asNumber(one.area),
    one.kind,
    asNumber(one.share),
    one.registryNumber,
    dayCell(one.registryDay),
    one.ballotNumber,
    dayCell(one.ballotDay),
    one.cadastral,
    asNumber(one.online),
    asNumber(one.paper),
    asNumber(one.hand),
    one.comment,
  ]);

const TOTAL = 'Итого площадь жилых и нежилых помещений по данным Росреестра';

/** Rows 1–11 of the sample: what is known of the house, the totals, the quorum of the day. */
export function headOf(data: SheetFacts, day: string): Cell[][] {
  const { participating, total, totalEgrn } = data;
  const hand = `${TOTAL} (с учетом заведенных в систему бюллетеней при заполнении площади помещения вручную), кв. м`;
  return [
    ['СТАТИСТИКА ГОЛОСОВАНИЯ ПО АДРЕСУ:', null, data.address],
    ['1. ОБЩАЯ ИНФОРМАЦИЯ', null, '2. ИТОГОВЫЙ РАСЧЁТ НА ДАТУ ВЫГРУЗКИ'],
    ['1.1. Дата выгрузки', day, `2.1. ${TOTAL}, кв. м`, asNumber(totalEgrn)],
    ['1.2. Управляющая организация (УО)', data.manager, `2.2. ${hand}`, asNumber(total)],
    ['1.3. ИНН', data.inn, '2.3. Итого проголосовали онлайн, голосов', asNumber(data.online)],
    ['1.4. Код дома ФИАС', data.fias, '2.4. Итого проголосовали на бюллетенях(из системы),', asNumber(data.paper)],
    [null, null, '2.5. Итого проголосовали на бюллетенях(для ручного ввода),', asNumber(data.hand)],
    ['3. РАСЧЕТ КВОРУМА НА ДАТУ'],
    ['3.1. % кворума', null, '3.2. Количество голосов', null, '% от площади по данным Росреестра (2.1)'],
    [
      percentCell(participating, total),
      data.quorum ? 'кворум есть' : 'кворума нет',
      asNumber(participating),
      null,
      percentCell(participating, totalEgrn),
    ],
    ['4. ПРОГОЛОСОВАВШИЕ ОНЛАЙН И ЗАОЧНО (ЧЕРЕЗ БЮЛЛЕТЕНЬ)'],
  ];
}

const WIDTHS = [24, 26, 34, 30, 12, 24, 14, 24, 14, 24, 16, 18, 18, 40];

/** The sample sheet: its head, then the columns and one line a right, then the reservation. */
export async function rollSheet(data: SheetFacts, day: string): Promise<Buffer> {
  const columns = COLUMNS.map((value) => ({ value, type: String, fontWeight: 'bold' as const, wrap: true }));
  return writeXlsx(
    [
      ...headOf(data, day).map((row) => row.map(xlsxCell)),
      columns,
      ...rowsOf(data.lines).map((row) => row.map(xlsxCell)),
      [null],
      [{ value: `* ${CAVEAT}`, type: String }],
    ],
    { columns: WIDTHS.map((width) => ({ width })) },
  ).toBuffer();
}
