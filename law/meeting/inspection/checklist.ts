import { applies, citationOf } from '../../base/timing';
import type { LawDays } from '../stages-of-law';

/** null: the decision is void (ГК 181.5); disputable: a court may annul it; formal; refer: court, police or licence. */
export type Severity = 'null' | 'disputable' | 'formal' | 'refer';
export type Automatic = 'yes' | 'partly' | 'no';

/** An inspector's finding on a point: it holds, it is breached, or the papers do not show it. */
export const findingVerdicts = ['holds', 'breach', 'unseen'] as const;
export type FindingVerdict = (typeof findingVerdicts)[number];

export interface ChecklistPoint {
  /** What the point is about, whatever its number. */
  readonly code: PointCode;
  readonly number: number;
  readonly check: string;
  readonly citation: string;
  readonly severities: readonly Severity[];
  readonly automatic: Automatic;
  /** Norm rows the point relies on; empty when the norm has no number. */
  readonly norms: readonly string[];
}

type Row = readonly [
  code: string,
  check: string,
  citation: string,
  severity: string,
  automatic: Automatic,
  norms?: string,
];

const letters: Readonly<Record<string, Severity>> = { N: 'null', D: 'disputable', F: 'formal', R: 'refer' };

const rows = [
  ['initiator', 'Инициатор был вправе созвать собрание', 'ЖК РФ, ст. 45 ч. 2, 6, 7', 'D', 'yes', 'K-05'],
  ['announced', 'Сообщение размещено в системе в срок и имеет идентификатор', 'ЖК РФ, ст. 45 ч. 4', 'D', 'yes', 'N-01'],
  ['told', 'Второй способ уведомления доказан по каждому собственнику', 'ЖК РФ, ст. 45 ч. 4', 'D', 'partly'],
  ['notice-whole', 'Сообщение содержит все обязательные сведения', 'ЖК РФ, ст. 45 ч. 5; ст. 47.1 ч. 4', 'D', 'yes'],
  ['form', 'Форма собрания допустима, у опросной формы есть основание', 'ЖК РФ, ст. 44.1; ст. 47', 'D', 'partly'],
  ['system', 'Электронное собрание шло в ГИС ЖКХ или региональной системе', '463-ФЗ от 13.12.2024', 'ND', 'yes'],
  [
    'handed-to-administrator',
    'Сообщение передано администратору в срок, он назначен верно',
    'ЖК РФ, ст. 47.1 ч. 3',
    'D',
    'yes',
    'E-04',
  ],
  ['length', 'Голосование длилось законный срок и не прерывалось', 'ЖК РФ, ст. 47.1 ч. 8–9', 'D', 'yes', 'E-06'],
  ['paper-in-time', 'Бумажные решения приняты до предельного часа', 'ЖК РФ, ст. 47.1', 'D', 'yes', 'E-09'],
  ['same-agenda', 'Повестка одинакова в сообщении, бюллетене и протоколе', 'ЖК РФ, ст. 46 ч. 2', 'N', 'yes'],
  ['competence', 'Каждый вопрос входит в компетенцию собрания', 'ЖК РФ, ст. 44; ГК РФ, ст. 181.5', 'N', 'partly'],
  ['total', 'Всего голосов взято по дому, а не по известным собственникам', 'ЖК РФ, ст. 37; ст. 48', 'N', 'yes'],
  ['quorum', 'Кворум пересчитан по подлинникам решений', 'ЖК РФ, ст. 45 ч. 3', 'N', 'yes'],
  ['thresholds', 'Порог и база верны для каждого вопроса', 'ЖК РФ, ст. 46', 'D', 'yes'],
  ['areas', 'Площадь и доля каждого проголосовавшего равны ЕГРН', 'ЖК РФ, ст. 48 ч. 3', 'D', 'yes'],
  ['shares', 'Доли в помещении не больше целого, помещение учтено один раз', 'ЖК РФ, ст. 48', 'D', 'yes'],
  ['owners', 'Голосовавший был собственником в день своего решения', 'ГК РФ, ст. 8.1', 'D', 'yes'],
  [
    'particulars',
    'В решении есть данные лица, документ о праве, СНИЛС, дата, подпись',
    'ЖК РФ, ст. 48 ч. 5.1; 266/пр',
    'D',
    'yes',
  ],
  ['marks', 'По каждому вопросу одна отметка, исправлений нет', 'ЖК РФ, ст. 48 ч. 6', 'D', 'partly'],
  ['powers', 'Доверенность приложена, оформлена и действует', 'ЖК РФ, ст. 48 ч. 2; ГК РФ, ст. 185.1', 'D', 'partly'],
  [
    'representatives',
    'За детей, супругов и город голосовало надлежащее лицо',
    'ГК РФ, ст. 26, 28, 253; ЖК РФ, ст. 48',
    'D',
    'partly',
  ],
  ['dated', 'Решения датированы днями голосования', 'ЖК РФ, ст. 47 ч. 2', 'D', 'yes'],
  ['forged', 'Нет признаков подделки решений', 'УК РФ, ст. 327', 'R', 'partly'],
  ['protocol-in-time', 'Протокол составлен в срок', 'приказ Минстроя 266/пр', 'F', 'yes', 'P-03'],
  ['number', 'Номер протокола равен идентификатору сообщения', 'приказ Минстроя 266/пр, п. 7', 'F', 'yes'],
  ['signatures', 'Все подписи на месте', 'приказ Минстроя 266/пр; ЖК РФ, ст. 136 ч. 1.1', 'DF', 'partly'],
  ['appendices', 'Все приложения есть и пронумерованы', 'приказ Минстроя 266/пр', 'F', 'yes'],
  ['votes-agree', 'Голоса в протоколе, системе и решениях совпадают', 'ЖК РФ, ст. 46', 'D', 'yes'],
  [
    'originals-in-time',
    'Подлинники переданы управляющей организации и в ГЖИ в срок',
    'ЖК РФ, ст. 46 ч. 1',
    'F',
    'yes',
    'P-10 P-11',
  ],
  ['originals', 'Переданы подлинники, а не копии', 'ЖК РФ, ст. 46 ч. 1', 'F', 'no'],
  [
    'result-told',
    'Собственники узнали об итогах в срок, доказательство приложено',
    'ЖК РФ, ст. 46 ч. 3',
    'DF',
    'partly',
    'P-14',
  ],
  ['protocol-placed', 'Протокол размещён в системе', 'ЖК РФ, ст. 46 ч. 1', 'F', 'yes', 'P-13'],
  ['similar-protocol', 'Нет второго протокола по сходному вопросу подряд', 'ЖК РФ, ст. 46 ч. 1.1', 'R', 'yes', 'P-16'],
  ['repeated', 'Повторное собрание созвано не раньше дозволенного', 'ЖК РФ, ст. 45 ч. 2.2', 'D', 'yes', 'K-16'],
  [
    'manager-changed',
    'Смена управляющей организации: договор, порог, реестр лицензий',
    '165-ФЗ; ЖК РФ, ст. 162, 198',
    'D',
    'yes',
  ],
  ['common-property', 'Общее имущество уменьшено с согласия всех собственников', 'ЖК РФ, ст. 36 ч. 3', 'N', 'yes'],
  ['fee', 'Плата: предложение управляющей организации и срок решения', 'ЖК РФ, ст. 156 ч. 7', 'D', 'yes', 'N-10'],
  ['council-powers', 'Совет решал в пределах полномочий, данных нужным большинством', 'ЖК РФ, ст. 161.1', 'D', 'yes'],
  ['personal-data', 'СНИЛС и паспортные данные не опубликованы', '152-ФЗ', 'R', 'yes'],
  ['nothing-added', 'Решения не добавлены после подсчёта', 'ГК РФ, ст. 181.5', 'NR', 'yes'],
] as const satisfies readonly Row[];

export type PointCode = (typeof rows)[number][0];

const ORDER = 'приказ Минстроя 266/пр';

/** The order on protocols is cited as it stood on the day the protocol was drawn up. */
export function citationOn({ citation, norms }: ChecklistPoint, { decided, drawn }: LawDays): string {
  if (applies('N-08', drawn)) return citation;
  if (!citation.includes(ORDER)) return applies('X-11.snils', decided) ? citation : citation.replace('; 266/пр', '');
  const row = norms.find((id) => applies(id, drawn)) ?? 'P-01';
  return citation.replace(/приказ Минстроя 266\/пр(, п\. 7)?/, applies(row, drawn) ? citationOf(row, drawn) : ORDER);
}

/** The inspector's forty points; Domovoy fills in the automatic ones and leaves the rest to a person. */
export const checklist: readonly ChecklistPoint[] = rows.map((row, index) => point(row[0], row, index + 1));

function point(code: PointCode, row: Row, number: number): ChecklistPoint {
  const [, check, citation, severity, automatic, norms] = row;
  return {
    code,
    number,
    check,
    citation,
    severities: [...severity].flatMap((letter) => letters[letter] ?? []),
    automatic,
    norms: norms?.split(' ') ?? [],
  };
}
