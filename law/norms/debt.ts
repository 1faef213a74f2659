import type { NormRow } from './row';

const part14 = 'ЖК РФ, ст. 155 ч. 14';
const rules354 = 'ПП РФ 354';
const dueDay = 'последний день оплаты';
const creditor = 'взыскатель';
const fees = 'НК РФ, ст. 333.19';
/** 451-ФЗ left non-working days out of the terms of ГПК РФ that are counted in days. */
const calendarDays = '2019-09-30';
const workingDays = '2019-10-01';
/** ПП РФ № 112 was published on 21.02.2014; the day of force is counted from it, not seen. */
const twenty = 'День вступления в силу посчитан: семь дней после опубликования.';
const cap = 'Предельная ставка для пеней, годовых';

/** Пени и взыскание долга: ЖК РФ ст. 155, ПП РФ 354 раздел XI, ГК РФ, ГПК РФ, 229-ФЗ. */
export const debtNorms: readonly NormRow[] = [
  {
    id: 'PEN-01', title: 'Дни просрочки без пеней', value: 30, unit: 'cd', from: '2016-01-01', event: dueDay,
    moves: false, who: 'плательщик', citation: part14, confidence: 'V', source: 'zhk-155.14',
  },
  {
    id: 'PEN-02', title: 'Пени с 31-го по 90-й день, доля ставки в день', value: '1/300', unit: 'fraction',
    from: '2016-01-01', who: 'плательщик', citation: part14, confidence: 'V', source: 'zhk-155.14',
  },
  {
    id: 'PEN-02.from', title: 'Первый день просрочки с пенями', value: 31, unit: 'cd', from: '2016-01-01',
    event: dueDay, moves: false, who: 'плательщик', citation: part14, confidence: 'V', source: 'zhk-155.14',
    note: 'День k = последний день оплаты плюс k.',
  },
  {
    id: 'PEN-02.to', title: 'Последний день просрочки с пенями 1/300', value: 90, unit: 'cd', from: '2016-01-01',
    event: dueDay, moves: false, who: 'плательщик', citation: part14, confidence: 'V', source: 'zhk-155.14',
  },
  {
    id: 'PEN-03', title: 'Пени с 91-го дня, доля ставки в день', value: '1/130', unit: 'fraction', from: '2016-01-01',
    who: 'плательщик', citation: part14, confidence: 'V', source: 'zhk-155.14', note: 'День оплаты входит.',
  },
  {
    id: 'PEN-03.from', title: 'Первый день просрочки с пенями 1/130', value: 91, unit: 'cd', from: '2016-01-01',
    event: dueDay, moves: false, who: 'плательщик', citation: part14, confidence: 'V', source: 'zhk-155.14',
  },
  {
    id: 'PEN-06', title: 'Пени по взносу на капремонт, доля ставки в день', value: '1/300', unit: 'fraction',
    who: 'собственник', citation: 'ЖК РФ, ст. 155 ч. 14.1', confidence: 'V2', source: 'repair-penalty', note: 'Доля 1/130 не применяется.',
  },
  {
    id: 'PEN-06.from', title: 'Первый день просрочки взноса с пенями', value: 1, unit: 'cd', event: dueDay, to: '2017-07-29',
    moves: false, who: 'собственник', citation: 'ЖК РФ, ст. 155 ч. 14.1 в прежней ред.', confidence: 'V2', source: 'repair-2016',
  },
  {
    id: 'PEN-06.from', title: 'Первый день просрочки взноса с пенями', value: 31, unit: 'cd', event: dueDay, from: '2017-07-30',
    moves: false, who: 'собственник', citation: 'ЖК РФ, ст. 155 ч. 14.1', confidence: 'V2', source: 'repair-penalty',
    note: 'Правило сменилось между 2016 и 2021 годами; день (257-ФЗ) — по памяти.',
  },
  {
    id: 'PEN-07', title: 'Какая ставка берётся для пеней', unit: 'text',
    value: 'ставка дня, когда платят эту часть долга; для неоплаченного — ставка дня расчёта', citation: part14, confidence: 'I',
    note: 'Так прочитана часть 14; практика расходится. Округляют один раз за отрезок с одним остатком и одной долей.',
  },
  {
    id: 'PEN-08', title: cap, value: 9.5, unit: '%', from: '2022-02-28', to: '2022-09-22', operator: '<=',
    citation: 'ПП РФ от 26.03.2022 № 474', confidence: 'V2', source: 'roskvartal-penalty', note: 'Ставка 9,5 % без сравнения с ключевой.',
  },
  {
    id: 'PEN-08', title: cap, value: 9.5, unit: '%', from: '2022-09-23', to: '2022-12-31', operator: '<=',
    citation: 'ПП РФ 474 в ред. ПП РФ от 23.09.2022 № 1681', confidence: 'V2', source: 'roskvartal-penalty',
    note: 'Меньшая из двух: 9,5 % и ключевая. Взят день подписания: день вступления в силу не подтверждён.',
  },
  {
    id: 'PEN-08', title: cap, value: 9.5, unit: '%', from: '2023-01-01', to: '2023-12-31', operator: '<=',
    citation: 'ПП РФ от 28.12.2022 № 2479', confidence: 'V', source: 'nnov-2479', note: 'Меньшая из двух: 9,5 % и ключевая.',
  },
  {
    id: 'PEN-08', title: cap, value: 9.5, unit: '%', from: '2024-01-01', to: '2024-12-31', operator: '<=',
    citation: 'ПП РФ от 29.12.2023 № 2382', confidence: 'V', source: 'rpn-2382', note: 'Меньшая из двух: 9,5 % и ключевая.',
  },
  {
    id: 'PEN-08', title: cap, value: 9.5, unit: '%', from: '2025-01-01', to: '2026-12-31', operator: '<=',
    citation: 'ПП РФ от 18.03.2025 № 329', confidence: 'V', source: 'elcode-329',
    note: 'Меньшая из двух: 9,5 % и ключевая. Продление на 2027 год не найдено.',
  },
  {
    id: 'PEN-10', title: 'Пени не начисляются (пандемия)', value: 0, unit: '%', from: '2020-04-06', to: '2020-12-31',
    citation: 'ПП РФ от 02.04.2020 № 424', confidence: 'V', source: 'court-424',
  },
  {
    id: 'PEN-11', title: 'Пени не начисляются (мораторий на банкротство)', value: 0, unit: '%', from: '2022-04-01',
    to: '2022-10-01', citation: 'ПП РФ от 28.03.2022 № 497', confidence: 'V2', source: 'garant-497',
    note: 'По обязательствам, возникшим до моратория.',
  },
  {
    id: 'PEN-13', title: 'Документ доставлен до срока оплаты не менее чем за', value: 10, unit: 'cd',
    direction: 'backward', event: dueDay, who: 'исполнитель', citation: 'ГК РФ, ст. 401, 405–406', confidence: 'P',
    note: 'Иначе пени проверяет человек.',
  },
  {
    id: 'DB-01', title: 'Неполная оплата: долг по одной услуге больше', value: 2, unit: 'normMonths', operator: '>',
    who: 'исполнитель', citation: `${rules354}, п. 118`, confidence: 'V', source: 'dek-restrictions', note: 'И нет действующего соглашения.',
  },
  {
    id: 'DB-PAUSE', title: 'Ограничение услуг за долги (пандемия)', value: 'не ограничивают и не приостанавливают',
    unit: 'text', from: '2020-04-06', to: '2020-12-31', who: 'исполнитель', citation: 'ПП РФ от 02.04.2020 № 424', confidence: 'V2', source: 'press-424',
    note: 'Приостанавливает DB-01…DB-04; сами долги остаются.',
  },
  {
    id: 'DB-02', title: 'Срок оплаты после предупреждения', value: 30, unit: 'cd', event: 'вручение предупреждения',
    to: '2014-02-28', who: 'потребитель', citation: `${rules354}, п. 119 «а» до ПП РФ от 17.02.2014 № 112`, confidence: 'V2', source: 'consultant-112',
  },
  {
    id: 'DB-02', title: 'Срок оплаты после предупреждения', value: 20, unit: 'cd', event: 'вручение предупреждения',
    from: '2014-03-01', who: 'потребитель', citation: `${rules354}, п. 119 «а»`, confidence: 'V', source: 'rpn-119',
    note: twenty,
  },
  {
    id: 'DB-03', title: 'Ограничение услуги: не раньше конца срока', value: 30, unit: 'cd',
    event: 'вручение предупреждения', to: '2014-02-28', who: 'исполнитель',
    citation: `${rules354}, п. 119 «б» до ПП РФ от 17.02.2014 № 112`, confidence: 'V2', source: 'consultant-112',
  },
  {
    id: 'DB-03', title: 'Ограничение услуги: не раньше конца срока', value: 20, unit: 'cd',
    event: 'вручение предупреждения', from: '2014-03-01', who: 'исполнитель', citation: `${rules354}, п. 119 «б»`, confidence: 'V', source: 'rpn-119',
    note: twenty,
  },
  {
    id: 'DB-04', title: 'Приостановка после ограничения', value: 10, unit: 'cd', event: 'введение ограничения',
    who: 'исполнитель', citation: `${rules354}, п. 119 «в»`, confidence: 'V2', source: 'dek-limits',
    note: 'Если ограничить нельзя, приостанавливают сразу после DB-02.',
  },
  {
    id: 'DB-07', title: 'Возобновить услугу', value: 2, unit: 'cd', event: 'полная оплата или соглашение', moves: false,
    who: 'исполнитель', citation: `${rules354}, п. 120`, confidence: 'V', source: 'chuvashia-120',
    note: 'Что выходные срок не отодвигают — прочтение слова «календарных», не подтверждено.',
  },
  {
    id: 'DB-07g', title: 'Возобновить подачу газа', value: 5, unit: 'wd', event: 'полная оплата или соглашение',
    who: 'исполнитель', citation: `${rules354}, п. 120`, confidence: 'V', source: 'chuvashia-120',
  },
  {
    id: 'DB-08', title: 'Расходы на ограничение и возобновление, не более', value: 300_000, unit: 'kopecks',
    operator: '<=', who: 'потребитель', citation: `${rules354}, п. 121(1)`, confidence: 'M',
  },
  {
    id: 'DB-08.electricity', title: 'Расходы на отключение и возобновление электричества, не более', value: 500_000,
    unit: 'kopecks', from: '2025-12-27', operator: '<=', who: 'потребитель',
    citation: `${rules354}, п. 121(1) в ред. ПП РФ от 19.12.2025 № 2075`, confidence: 'V2', source: 'press-2075', note: 'С налогом на добавленную стоимость.',
  },
  {
    id: 'DB-14', title: 'Ответ на запрос о судебном долге в ГИС ЖКХ', value: 5, unit: 'wd', event: 'запрос',
    who: 'УО, РСО', citation: 'порядок ГИС ЖКХ', confidence: 'V2', source: 'gis-debts', note: 'Молчание значит «долга нет».',
  },
  {
    id: 'DB-15', title: 'Наибольшее требование для судебного приказа', value: 50_000_000, unit: 'kopecks',
    operator: '<=', who: creditor, citation: 'ГПК РФ, ст. 121–122', confidence: 'V', source: 'gpk',
  },
  {
    id: 'DB-16', title: 'Вынести судебный приказ', value: 5, unit: 'cd', event: 'подача заявления', to: calendarDays,
    who: 'мировой судья', citation: 'ГПК РФ, ст. 126 в прежней ред.', confidence: 'V2', source: 'survey',
  },
  {
    id: 'DB-16', title: 'Вынести судебный приказ', value: 5, unit: 'wd', event: 'подача заявления', from: workingDays,
    to: '2024-06-22', who: 'мировой судья', citation: 'ГПК РФ, ст. 107 ч. 3, ст. 126 в прежней ред.', confidence: 'V2', source: 'survey',
  },
  {
    id: 'DB-16', title: 'Вынести судебный приказ', value: 10, unit: 'wd', event: 'подача заявления', from: '2024-06-23',
    who: 'мировой судья', citation: 'ГПК РФ, ст. 107 ч. 3, ст. 126 ч. 1 в ред. 135-ФЗ от 12.06.2024', confidence: 'V', source: 'gpk',
    note: 'Первый день посчитан: десять дней после опубликования 12.06.2024.',
  },
  {
    id: 'DB-17', title: 'Выслать копию приказа должнику', value: 5, unit: 'cd', event: 'вынесение приказа', to: calendarDays,
    who: 'суд', citation: 'ГПК РФ, ст. 128 в прежней ред.', confidence: 'M',
  },
  {
    id: 'DB-17', title: 'Выслать копию приказа должнику', value: 5, unit: 'wd', event: 'вынесение приказа', from: workingDays,
    who: 'суд', citation: 'ГПК РФ, ст. 107 ч. 3, ст. 128', confidence: 'V', source: 'gpk',
  },
  {
    id: 'DB-18', title: 'Возражения должника против приказа', value: 10, unit: 'cd', event: 'получение копии', to: calendarDays,
    who: 'должник', citation: 'ГПК РФ, ст. 128–129 в прежней ред.', confidence: 'V2', source: 'order-days',
  },
  {
    id: 'DB-18', title: 'Возражения должника против приказа', value: 10, unit: 'wd', event: 'получение копии', from: workingDays,
    who: 'должник', citation: 'ГПК РФ, ст. 107 ч. 3, ст. 128–129', confidence: 'V', source: 'gpk',
  },
  {
    id: 'DB-19.lawsuit', title: 'Пошлина по иску до 100 000 ₽', value: 400_000, unit: 'kopecks', from: '2024-09-09',
    who: creditor, citation: fees, confidence: 'V', source: 'court-fees',
  },
  {
    id: 'DB-19.rate100', title: 'Пошлина: доля суммы сверх 100 000 ₽', value: 3, unit: '%', from: '2024-09-09',
    who: creditor, citation: fees, confidence: 'V', source: 'court-fees',
  },
  {
    id: 'DB-19.base300', title: 'Пошлина по иску от 300 000 ₽', value: 1_000_000, unit: 'kopecks', from: '2024-09-09',
    who: creditor, citation: fees, confidence: 'V', source: 'court-fees',
  },
  {
    id: 'DB-19.rate300', title: 'Пошлина: доля суммы сверх 300 000 ₽', value: 2.5, unit: '%', from: '2024-09-09',
    who: creditor, citation: fees, confidence: 'V', source: 'court-fees',
  },
  {
    id: 'DB-19.order', title: 'Пошлина за приказ: доля пошлины по иску', value: 50, unit: '%', from: '2024-09-09',
    who: creditor, citation: fees, confidence: 'V2', source: 'court-fees.order',
  },
  {
    id: 'DB-19.orderLeast', title: 'Пошлина за приказ: не менее', value: 200_000, unit: 'kopecks', operator: '>=',
    from: '2024-09-09', who: creditor, citation: fees, confidence: 'V2', source: 'court-fees.order',
  },
  {
    id: 'DB-20', title: 'Предъявить судебный приказ', value: 3, unit: 'y', event: 'выдача приказа',
    who: creditor, citation: '229-ФЗ, ст. 21 ч. 3', confidence: 'V', source: '229-21',
  },
  {
    id: 'DB-20.writ', title: 'Предъявить исполнительный лист', value: 3, unit: 'y', event: 'вступление решения в силу',
    who: creditor, citation: '229-ФЗ, ст. 21 ч. 1', confidence: 'V', source: '229-21',
  },
  {
    id: 'DB-21', title: 'Добровольное исполнение', value: 5, unit: 'wd', event: 'уведомление ФССП', who: 'должник',
    citation: '229-ФЗ, ст. 15 ч. 2, ст. 30', confidence: 'V2', source: 'bailiff-5', note: 'Нерабочие дни в срок не входят.',
  },
  {
    id: 'DB-21.fee', title: 'Исполнительский сбор', value: 7, unit: '%', who: 'должник', citation: '229-ФЗ, ст. 112',
    confidence: 'V2', source: 'dek-debts',
  },
  {
    id: 'DB-21.least', title: 'Исполнительский сбор, не менее', value: 100_000, unit: 'kopecks', operator: '>=',
    who: 'должник', citation: '229-ФЗ, ст. 112', confidence: 'V2', source: 'survey',
  },
  {
    id: 'DB-22', title: 'Долг, при котором возможен запрет выезда', value: 3_000_000, unit: 'kopecks', operator: '>=',
    who: 'ФССП', citation: '229-ФЗ, ст. 67', confidence: 'V2', source: 'exit-ban',
  },
  {
    id: 'DB-23', title: 'Исковая давность по месячному платежу', value: 36, unit: 'mo', event: dueDay,
    who: creditor, citation: 'ГК РФ, ст. 196, 200', confidence: 'V', source: 'gk-1',
  },
  {
    id: 'DB-24', title: 'Остаток давности после отмены приказа продлевается до', value: 6, unit: 'mo',
    event: 'отмена приказа', who: creditor, citation: 'ГК РФ, ст. 204 п. 3; Пленум Верховного Суда РФ от 29.09.2015 № 43, п. 18',
    confidence: 'M', note: 'Статья говорит об иске без рассмотрения; что то же верно для приказа, указано по памяти.',
  },
  {
    id: 'DB-25', title: 'Неоплата, при которой возможно выселение нанимателя', value: 6, unit: 'mo', operator: '>',
    direction: 'none', who: 'наймодатель', citation: 'ЖК РФ, ст. 90', confidence: 'V', source: 'zhk-90',
  },
  {
    id: 'DB-R1', title: 'Первое мягкое напоминание', value: 1, unit: 'cd', event: dueDay, moves: false,
    who: 'исполнитель', citation: 'правило системы', confidence: 'P',
  },
  {
    id: 'DB-R2', title: 'Второе мягкое напоминание', value: 10, unit: 'cd', event: dueDay, moves: false,
    who: 'исполнитель', citation: 'правило системы', confidence: 'P',
  },
  {
    id: 'DB-CLAIM.age', title: 'Возраст долга для передачи в суд', value: 3, unit: 'mo', event: dueDay, moves: false,
    who: creditor, citation: 'правило системы', confidence: 'P',
  },
  {
    id: 'DB-CLAIM.sum', title: 'Сумма долга для передачи в суд', value: 1_500_000, unit: 'kopecks', operator: '>=',
    who: creditor, citation: 'правило системы', confidence: 'P',
  },
  {
    id: 'DB-CLAIM.letter', title: 'Ответ на досудебное письмо', value: 10, unit: 'cd', event: 'вручение письма',
    who: 'должник', citation: 'правило системы', confidence: 'P', note: 'От 10 до 30 дней.',
  },
];
