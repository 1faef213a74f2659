import { Refusal } from '../../base/refusal';

/** A line of a ready-made agenda: the initiator fills in the brackets. */
export interface AgendaLine {
  readonly kind: string;
  readonly wording: string;
}

export interface AgendaPack {
  readonly code: string;
  readonly title: string;
  readonly hint: string;
  readonly lines: readonly AgendaLine[];
}

/** A meeting cannot sign its protocol without these: приказ 266/пр wants a chair, a secretary and a count. */
const opening: readonly AgendaLine[] = [
  { kind: 'PROC_CHAIR_SECRETARY', wording: 'Избрать председателя и секретаря собрания: [имена]' },
  { kind: 'PROC_COUNTING', wording: 'Избрать счётную комиссию в составе: [имена]' },
];

const closing: readonly AgendaLine[] = [
  { kind: 'PROC_RESULT_PLACE', wording: 'Определить место размещения итогов голосования: [место]' },
  { kind: 'PROC_STORAGE', wording: 'Определить место хранения копий протокола: [адрес]' },
];

function pack(code: string, title: string, hint: string, lines: readonly AgendaLine[]): AgendaPack {
  return { code, title, hint, lines: [...opening, ...lines, ...closing] };
}

/** Powers over repairs and of the chair need all votes of the house, not only those of participants. */
const COUNCIL_HINT = 'Избрать — большинством участников; полномочия — половина и две трети всех голосов дома.';

/** The priority topics of the regional programme and the meetings that every house needs sooner or later. */
export const agendaPacks: readonly AgendaPack[] = [
  pack('managing-company', 'Выбрать управляющую организацию', 'Нужно больше половины всех голосов дома.', [
    { kind: 'MC_REFUSE', wording: 'Отказаться от исполнения договора управления с [организация]' },
    { kind: 'MGMT_METHOD', wording: 'Выбрать способ управления: управление управляющей организацией' },
    { kind: 'MC_CHOICE', wording: 'Выбрать управляющую организацию: [название, ОГРН]' },
    { kind: 'MC_CONTRACT', wording: 'Утвердить условия договора управления (приложение)' },
    { kind: 'FEE_CONTENT', wording: 'Утвердить размер платы за содержание: [сумма] с квадратного метра на [срок]' },
  ]),
  pack('council', 'Избрать совет дома и председателя', COUNCIL_HINT, [
    { kind: 'COUNCIL_ELECT', wording: 'Избрать совет многоквартирного дома в составе: [имена]' },
    { kind: 'COUNCIL_CHAIR', wording: 'Избрать председателем совета: [имя]' },
    { kind: 'COUNCIL_POWER_REPAIR', wording: 'Наделить совет полномочиями решать о текущем ремонте' },
    { kind: 'CHAIR_EXTRA_POWERS', wording: 'Наделить председателя совета полномочиями: [перечень]' },
    { kind: 'CHAIR_PAY', wording: 'Установить вознаграждение председателю совета: [размер, порядок, условия]' },
  ]),
  pack('current-repair', 'Провести текущий ремонт', 'Достаточно большинства участников.', [
    { kind: 'CURRENT_REPAIR', wording: 'Провести текущий ремонт общего имущества: [работы, срок, смета]' },
    { kind: 'COMMISSIONS', wording: 'Избрать комиссию собственников для приёмки работ: [имена]' },
  ]),
  pack(
    'yearly-plan',
    'Годовое собрание и план работ',
    'Проводят во втором квартале, если собрание не выбрало другой срок.',
    [
      { kind: 'MC_REPORT', wording: 'Принять отчёт управляющей организации за [год]' },
      { kind: 'CURRENT_REPAIR', wording: 'Утвердить план работ на [год] (приложение)' },
      { kind: 'FEE_CONTENT', wording: 'Утвердить размер платы за содержание: [сумма] с квадратного метра на [срок]' },
    ],
  ),
  pack('first-electronic', 'Первое электронное собрание', 'Эти вопросы открывают дорогу голосованию в системе.', [
    { kind: 'IS_USE', wording: 'Проводить собрания заочным голосованием с использованием системы: [система]' },
    { kind: 'IS_AUTHORISED', wording: 'Определить администратора общего собрания: [имя, СНИЛС или название, ОГРН]' },
    { kind: 'IS_ORDER', wording: 'Утвердить порядок приёма решений администратором: [место, часы]' },
    { kind: 'IS_ORDER', wording: 'Установить продолжительность голосования: [число дней]' },
    { kind: 'PROC_NOTICE_WAY', wording: 'Определить способ уведомления о собраниях: [способ, место в доме]' },
  ]),
  pack('capital-repair', 'Капитальный ремонт', 'Нужно две трети всех голосов дома.', [
    { kind: 'CAP_REPAIR', wording: 'Провести капитальный ремонт: [работы, срок, смета, источник, кто принимает]' },
    { kind: 'CAP_FUND_USE', wording: 'Разрешить использование фонда на эти работы: [сумма]' },
  ]),
  pack('land', 'Двор: шлагбаум и благоустройство', 'Ограничить въезд труднее, чем озеленить двор.', [
    { kind: 'LAND_LIMITS', wording: 'Установить шлагбаум на въезде во двор: [место, порядок проезда]' },
    { kind: 'LAND_IMPROVE', wording: 'Провести благоустройство двора: [работы, источник денег]' },
  ]),
];

export function agendaPack(code: string): AgendaPack {
  const found = agendaPacks.find((each) => each.code === code);
  if (!found) throw new Refusal('agenda-pack-unknown', 'Такого набора вопросов нет. Выберите набор из списка.', 404);
  return found;
}

/** A blank of a ready-made agenda that is not filled in yet: «[имена]». */
export function blankOf(wording: string): string | null {
  return /\[[^\]]+\]/.exec(wording)?.[0] ?? null;
}
