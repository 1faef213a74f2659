import type { NormRow } from './row';

const rules354 = 'ПП РФ 354';
const before2026 = '2026-02-28';
const since2026 = '2026-03-01';
const month = 'день расчётного месяца';
const reform = '177-ФЗ от 24.06.2025';
/** ПП РФ 1871 doubled the factor for cold water only. */
const cold = '2025-12-06';
const coldAct = 'в ред. ПП РФ от 25.11.2025 № 1871';
/** Until 01.07.2016 the factors stood in the norms of consumption, not in Правила 354. */
const norms306 = 'Правила 306 в ред. ПП РФ от 17.12.2014 № 1380';

/** Ежемесячные начисления: показания, объёмы, временное отсутствие, сроки оплаты. */
export const billingNorms: readonly NormRow[] = [
  {
    id: 'MR-01', title: 'Расчётный период', value: 1, unit: 'mo', direction: 'none', who: 'исполнитель',
    citation: `${rules354}, п. 37`, confidence: 'V', source: '354-vi', note: 'Календарный месяц с 00:00 первого числа.',
  },
  {
    id: 'MR-02', title: 'Снять показания общедомовых приборов', value: 25, unit: 'dom', event: month,
    who: 'исполнитель', citation: `${rules354}, п. 31 «е»`, confidence: 'V2', source: 'dek-meters', moves: false,
    note: 'Окно с 23-го по 25-е число; начало — MR-02.opens.',
  },
  {
    id: 'MR-02.opens', title: 'Показания общедомовых приборов: с какого числа', value: 23, unit: 'dom',
    direction: 'none', who: 'исполнитель', citation: `${rules354}, п. 31 «е»`, confidence: 'V2', source: 'dek-meters', moves: false,
  },
  {
    id: 'MR-03', title: 'Передать показания своих приборов', value: 25, unit: 'dom', event: month, who: 'потребитель',
    citation: `${rules354}, пп. 33–34`, confidence: 'V', source: 'rgmek-readings', moves: false, note: 'Договор может назвать другой день.',
  },
  {
    id: 'MR-04', title: 'Показания позже идут в следующий период', value: 25, unit: 'dom', event: month,
    who: 'исполнитель', citation: `${rules354}, п. 31 «ж»`, confidence: 'V', source: 'rgmek-readings', moves: false,
  },
  {
    id: 'MR-05', title: 'Показать данные общедомового прибора', value: 1, unit: 'wd', event: 'запрос',
    who: 'исполнитель', citation: `${rules354}, п. 31 «е»`, confidence: 'M',
  },
  {
    id: 'MR-06', title: 'Хранить показания приборов', value: 3, unit: 'y', event: 'снятие показаний', moves: false,
    who: 'исполнитель', citation: `${rules354}, п. 31 «е»`, confidence: 'M',
  },
  {
    id: 'MR-07', title: 'Проверить приборы и показания', value: 1, unit: 'y', event: 'прошлая проверка',
    who: 'исполнитель', citation: `${rules354}, пп. 82–83`, confidence: 'V2', source: 'meters-yearly',
  },
  {
    id: 'MR-07.access', title: 'Проверка внутри квартиры: не чаще', value: 3, unit: 'mo', event: 'прошлая проверка',
    moves: false, who: 'исполнитель', citation: `${rules354}, пп. 82–83`, confidence: 'V', source: 'dek-consumer',
  },
  {
    id: 'MR-08', title: 'Среднее при неисправном приборе: периодов подряд', value: 3, unit: 'periods', operator: '<=',
    who: 'исполнитель', citation: `${rules354}, п. 59 «а»`, confidence: 'V', source: 'dek-charges',
  },
  {
    id: 'MR-08.nonresidential', title: 'То же для нежилого помещения', value: 2, unit: 'periods', operator: '<=',
    who: 'исполнитель', citation: `${rules354}, п. 59 «а»`, confidence: 'V2', source: '354-nonresidential',
  },
  {
    id: 'MR-08.base', title: 'Среднее берут за период', value: 6, unit: 'mo', direction: 'none', who: 'исполнитель',
    citation: `${rules354}, п. 59 «а»`, confidence: 'V', source: 'dek-charges',
  },
  {
    id: 'MR-08.least', title: 'Среднее: прибор работал не меньше', value: 3, unit: 'mo', direction: 'none',
    operator: '>=', who: 'исполнитель', citation: `${rules354}, п. 59 «а»`, confidence: 'V', source: 'dek-charges',
  },
  {
    id: 'MR-09', title: 'Среднее, когда показания не переданы: периодов', value: 3, unit: 'periods', operator: '<=',
    who: 'исполнитель', citation: `${rules354}, п. 59 «б»`, confidence: 'V', source: 'dek-charges',
  },
  {
    id: 'MR-09.nonresidential', title: 'То же для нежилого помещения', value: 2, unit: 'periods', operator: '<=',
    who: 'исполнитель', citation: `${rules354}, п. 59 «б»`, confidence: 'V2', source: 'survey',
  },
  {
    id: 'MR-10', title: 'После среднего при неисправном приборе: норматив ×', value: 1.5, unit: 'factor',
    who: 'исполнитель', citation: `${rules354}, п. 60`, confidence: 'V', source: 'dek-charges', note: 'Холодная вода с 06.12.2025 — MR-10.cold.',
  },
  {
    id: 'MR-10.cold', title: 'После среднего при неисправном приборе холодной воды: норматив ×', value: 3, unit: 'factor',
    from: cold, who: 'исполнитель', citation: `${rules354}, п. 60 ${coldAct}`, confidence: 'V', source: 'factor-1871', note: 'В том числе когда вышел срок поверки.',
  },
  {
    id: 'MR-11', title: 'После среднего без показаний: норматив ×', value: 1, unit: 'factor', who: 'исполнитель',
    citation: `${rules354}, п. 60`, confidence: 'V', source: 'dek-charges',
  },
  {
    id: 'MR-12', title: 'Недопуск к прибору: норматив ×', value: 1.5, unit: 'factor', who: 'исполнитель',
    citation: `${rules354}, п. 60(3), 85`, confidence: 'V', source: 'oke-access', note: 'С даты акта до проверки. Холодная вода с 06.12.2025 — MR-12.cold.',
  },
  {
    id: 'MR-12.cold', title: 'Недопуск к прибору холодной воды: норматив ×', value: 3, unit: 'factor', from: cold,
    who: 'исполнитель', citation: `${rules354}, п. 60(3), 85 ${coldAct}`, confidence: 'V', source: 'factor-1871', note: 'С даты акта до проверки.',
  },
  {
    id: 'MR-12.refusals', title: 'Отказов в допуске для акта', value: 2, unit: 'count', operator: '>=',
    who: 'исполнитель', citation: `${rules354}, п. 60(3), 85`, confidence: 'V', source: 'oke-access',
  },
  {
    id: 'MR-13', title: 'Прибора нет, хотя он обязателен: норматив ×', value: 1.1, unit: 'factor', from: '2015-01-01',
    to: '2015-06-30', citation: norms306, confidence: 'V2', source: 'factor-2015',
  },
  {
    id: 'MR-13', title: 'Прибора нет, хотя он обязателен: норматив ×', value: 1.2, unit: 'factor', from: '2015-07-01',
    to: '2015-12-31', citation: norms306, confidence: 'V', source: 'factor-2015.norms',
  },
  {
    id: 'MR-13', title: 'Прибора нет, хотя он обязателен: норматив ×', value: 1.4, unit: 'factor', from: '2016-01-01',
    to: '2016-06-30', citation: norms306, confidence: 'V', source: 'factor-2015.norms',
  },
  {
    id: 'MR-13', title: 'Прибора нет, хотя он обязателен: норматив ×', value: 1.4, unit: 'factor', from: '2016-07-01',
    to: '2016-12-31', citation: `${rules354}, п. 42 в ред. ПП РФ от 29.06.2016 № 603`, confidence: 'V2', source: 'factor-603',
  },
  {
    id: 'MR-13', title: 'Прибора нет, хотя он обязателен: норматив ×', value: 1.5, unit: 'factor', from: '2017-01-01',
    citation: `${rules354}, п. 42, приложение 2 п. 4(1)`, confidence: 'V', source: 'dek-charges',
    note: 'Горячая вода, а до 06.12.2025 и холодная (дальше MR-13.cold); электричество — только по вине потребителя.',
  },
  {
    id: 'MR-13.cold', title: 'Прибора холодной воды нет, хотя он обязателен: норматив ×', value: 3, unit: 'factor', from: cold,
    citation: `${rules354}, п. 42 ${coldAct}`, confidence: 'V', source: 'factor-1871',
  },
  {
    id: 'MR-14', title: 'Вмешательство в прибор: норматив ×', value: 10, unit: 'factor', who: 'исполнитель',
    citation: `${rules354}, п. 62, 81(11)`, confidence: 'V', source: 'tampering',
  },
  {
    id: 'MR-14.back', title: 'Вмешательство в прибор: не более чем за', value: 3, unit: 'mo', direction: 'none',
    operator: '<=', citation: `${rules354}, п. 62`, confidence: 'M?',
  },
  {
    id: 'MR-16', title: 'Сообщить об изменении числа проживающих', value: 5, unit: 'wd', event: 'изменение',
    who: 'потребитель', citation: `${rules354}, п. 34`, confidence: 'V', source: 'dek-consumer',
  },
  {
    id: 'MR-16.stay', title: 'Временный жилец учитывается, если живёт подряд', value: 5, unit: 'cd', operator: '>',
    direction: 'none', moves: false, citation: `${rules354}, п. 56`, confidence: 'V2', source: 'gazeta-2013',
  },
  {
    id: 'F-3.months', title: 'Средний объём: месяцев', value: 6, unit: 'count', citation: `${rules354}, п. 59`,
    confidence: 'V', source: 'dek-charges',
  },
  {
    id: 'F-9', title: 'Корректировка отопления при равномерной оплате', value: '03-31', unit: 'yearDate',
    event: 'день расчётного года', direction: 'forward', who: 'исполнитель', citation: `${rules354}, приложение 2`,
    confidence: 'V2', source: 'heating-year', moves: false, note: 'Первый квартал следующего года.',
  },
  {
    id: 'F-11', title: 'Годовая корректировка ресурсов на общее имущество', value: '03-31', unit: 'yearDate',
    event: 'день расчётного года', direction: 'forward', from: '2022-09-01', to: '2023-03-26', who: 'исполнитель',
    citation: 'Правила 491, пп. 29–29(3) в ред. ПП РФ от 03.02.2022 № 92', confidence: 'V2', source: 'survey', moves: false,
    note: 'Отражают в первом квартале следующего года.',
  },
  {
    id: 'F-11', title: 'Годовая корректировка ресурсов на общее имущество', value: 'равными долями весь следующий год',
    unit: 'text', from: '2023-03-27', who: 'исполнитель', citation: 'Правила 491, п. 29(3) в ред. ПП РФ от 27.03.2023 № 480',
    confidence: 'V', source: 'soi-480', note: 'Взят день подписания: день вступления в силу не подтверждён. При смене управляющего — в последнем документе.',
  },
  {
    id: 'ROUND', title: 'Знаков после запятой в объёмах', value: 6, unit: 'count', operator: '>=',
    citation: 'правило системы', confidence: 'P',
    note: 'Деньги округляют по строке услуги до копейки, половина вверх.',
  },
  {
    id: 'ABS-01', title: 'Временное отсутствие: полных дней подряд', value: 5, unit: 'cd', operator: '>',
    direction: 'none', moves: false, citation: `${rules354}, п. 86`, confidence: 'V2', source: 'dek-heat',
    note: 'Дни отъезда и возвращения не считаются.',
  },
  {
    id: 'ABS-02', title: 'Заявление о перерасчёте за отсутствие', value: 30, unit: 'cd', event: 'конец отсутствия',
    who: 'потребитель', citation: `${rules354}, п. 91`, confidence: 'V', source: 'dek-absence',
  },
  {
    id: 'ABS-03', title: 'Перерасчёт за отсутствие', value: 5, unit: 'wd', event: 'заявление', who: 'исполнитель',
    citation: `${rules354}, п. 91`, confidence: 'V', source: 'dek-absence',
  },
  {
    id: 'ABS-04', title: 'Наибольший период по одному заявлению', value: 6, unit: 'mo', event: 'начало отсутствия',
    moves: false, who: 'потребитель', citation: `${rules354}, пп. 95–96`, confidence: 'M', note: 'Номера пунктов указаны по памяти.',
  },
  {
    id: 'DUE-01', title: 'Платёжный документ доставлен и размещён', value: 1, unit: 'dom', month: 'next', event: month,
    to: before2026, who: 'исполнитель', citation: 'ЖК РФ, ст. 155 ч. 2 п. 1 в прежней ред.', confidence: 'V2', source: 'company-terms',
  },
  {
    id: 'DUE-01', title: 'Платёжный документ доставлен и размещён', value: 5, unit: 'dom', month: 'next', event: month,
    from: since2026, who: 'исполнитель', citation: `ЖК РФ, ст. 155 ч. 2 п. 1 (${reform})`, confidence: 'V', source: 'terms-177.spb',
  },
  {
    id: 'DUE-02', title: 'Внести плату за жильё и услуги', value: 10, unit: 'dom', month: 'next', event: month,
    to: before2026, who: 'плательщик', citation: 'ЖК РФ, ст. 155 ч. 1 в прежней ред.', confidence: 'V', source: 'zhk-155.1',
  },
  {
    id: 'DUE-02', title: 'Внести плату за жильё и услуги', value: 15, unit: 'dom', month: 'next', event: month,
    from: since2026, who: 'плательщик', citation: `ЖК РФ, ст. 155 ч. 1 (${reform})`, confidence: 'V', source: 'terms-177.spb',
    note: 'За февраль 2026 года берём более поздний день: так безопаснее для плательщика.',
    usedBy: ['billing', 'debt'],
  },
  {
    id: 'DUE-03', title: 'Другой срок оплаты по договору или решению', value: 'можно', unit: 'text', to: before2026,
    citation: 'ЖК РФ, ст. 155 ч. 1 в прежней ред.', confidence: 'V', source: 'zhk-155.1',
  },
  {
    id: 'DUE-03', title: 'Другой срок оплаты по договору или решению', value: 'нельзя', unit: 'text', from: since2026,
    citation: `ЖК РФ, ст. 155 ч. 1 (${reform})`, confidence: 'V', source: 'terms-177', note: 'Один региональный источник говорит обратное.',
  },
  {
    id: 'DUE-04', title: 'Внести взнос на капитальный ремонт', value: 10, unit: 'dom', month: 'next', event: month,
    to: before2026, who: 'собственник', citation: 'ЖК РФ, ст. 171 ч. 2, 155 в прежней ред.', confidence: 'V2', source: 'survey',
  },
  {
    id: 'DUE-04', title: 'Внести взнос на капитальный ремонт', value: 15, unit: 'dom', month: 'next', event: month,
    from: since2026, who: 'собственник', citation: `ЖК РФ, ст. 171 ч. 2, 155 (${reform})`, confidence: 'V', source: 'terms-177',
    note: 'Закон региона может назвать другой срок.', usedBy: ['billing', 'debt'],
  },
  {
    id: 'DUE-07', title: 'Сообщить об изменении платы за жильё', value: 30, unit: 'cd', direction: 'backward',
    event: 'документ с новой платой', who: 'исполнитель', citation: 'ЖК РФ, ст. 155 ч. 13', confidence: 'M',
  },
  {
    id: 'DUE-08', title: 'Рост платы за услугу, с которого обязательна рассрочка', value: 25, unit: '%',
    operator: '>', who: 'исполнитель', citation: `${rules354}, п. 72`, confidence: 'V', source: 'mail-instalment',
    note: 'К тому же периоду прошлого года.',
  },
  {
    id: 'DUE-08.parts', title: 'Рассрочка: равных месячных частей', value: 12, unit: 'count', who: 'исполнитель',
    citation: `${rules354}, п. 72`, confidence: 'V', source: 'instalment-12',
  },
  {
    id: 'DUE-08.over', title: 'Рассрочка: сверх ключевой ставки не более', value: 3, unit: 'pp', operator: '<=',
    who: 'исполнитель', citation: `${rules354}, п. 72`, confidence: 'V2', source: 'instalment-over',
  },
  {
    id: 'BILL-70', title: 'Отдельный документ о пенях и штрафах', value: 5, unit: 'wd', event: 'начисление',
    who: 'исполнитель', citation: `${rules354}, п. 70`, confidence: 'M?',
  },
  {
    id: 'CAL-20', title: 'Напомнить о показаниях', value: 20, unit: 'dom', event: month, moves: false,
    who: 'исполнитель', citation: 'правило системы', confidence: 'P',
  },
  {
    id: 'CAL-26', title: 'Ежемесячная рассылка сведений по дому', value: 26, unit: 'dom', event: month, moves: false,
    who: 'исполнитель', citation: 'пилот ГИС ЖКХ', confidence: 'P',
  },
];
