import type { NormRow } from './row';

const part14 = 'ЖК РФ, ст. 155 ч. 14';
const rules354 = 'ПП РФ 354';
const dueDay = 'последний день оплаты';
const creditor = 'взыскатель';
const fees = 'НК РФ, ст. 333.19';
const cap = 'Предельная ставка для пеней, годовых';

/** Пени и взыскание долга: ЖК РФ ст. 155, ПП РФ 354 раздел XI, ГК РФ, ГПК РФ, 229-ФЗ. */
export const debtNorms: readonly NormRow[] = [
  {
    id: 'PEN-01', title: 'Дни просрочки без пеней', value: 30, unit: 'cd', from: '2016-01-01', event: dueDay,
    moves: false, who: 'плательщик', citation: part14, confidence: 'V',
  },
  {
    id: 'PEN-02', title: 'Пени с 31-го по 90-й день, доля ставки в день', value: '1/300', unit: 'fraction',
    from: '2016-01-01', who: 'плательщик', citation: part14, confidence: 'V',
  },
  {
    id: 'PEN-02.from', title: 'Первый день просрочки с пенями', value: 31, unit: 'cd', from: '2016-01-01',
    event: dueDay, moves: false, who: 'плательщик', citation: part14, confidence: 'V',
    note: 'День k = последний день оплаты плюс k.',
  },
  {
    id: 'PEN-02.to', title: 'Последний день просрочки с пенями 1/300', value: 90, unit: 'cd', from: '2016-01-01',
    event: dueDay, moves: false, who: 'плательщик', citation: part14, confidence: 'V',
  },
  {
    id: 'PEN-03', title: 'Пени с 91-го дня, доля ставки в день', value: '1/130', unit: 'fraction', from: '2016-01-01',
    who: 'плательщик', citation: part14, confidence: 'V', note: 'День оплаты входит.',
  },
  {
    id: 'PEN-03.from', title: 'Первый день просрочки с пенями 1/130', value: 91, unit: 'cd', from: '2016-01-01',
    event: dueDay, moves: false, who: 'плательщик', citation: part14, confidence: 'V',
  },
  {
    id: 'PEN-06', title: 'Пени по взносу на капремонт, доля ставки в день', value: '1/300', unit: 'fraction',
    who: 'собственник', citation: 'ЖК РФ, ст. 155 ч. 14.1', confidence: 'V', note: 'Доля 1/130 не применяется.',
  },
  {
    id: 'PEN-06.from', title: 'Первый день просрочки взноса с пенями', value: 31, unit: 'cd', event: dueDay,
    moves: false, who: 'собственник', citation: 'ЖК РФ, ст. 155 ч. 14.1', confidence: 'V',
    note: 'Часть фондов ссылается на старую редакцию: с первого дня.',
  },
  {
    id: 'PEN-08', title: cap, value: 9.5, unit: '%', from: '2022-02-28', to: '2022-12-31', operator: '<=',
    citation: 'ПП РФ от 26.03.2022 № 474', confidence: 'V', note: 'Ставка 9,5 % без сравнения с ключевой.',
  },
  {
    id: 'PEN-08', title: cap, value: 9.5, unit: '%', from: '2023-01-01', to: '2023-12-31', operator: '<=',
    citation: 'ПП РФ от 28.12.2022 № 2479', confidence: 'V', note: 'Меньшая из двух: 9,5 % и ключевая.',
  },
  {
    id: 'PEN-08', title: cap, value: 9.5, unit: '%', from: '2024-01-01', to: '2024-12-31', operator: '<=',
    citation: 'ПП РФ от 29.12.2023 № 2382', confidence: 'V', note: 'Меньшая из двух: 9,5 % и ключевая.',
  },
  {
    id: 'PEN-08', title: cap, value: 9.5, unit: '%', from: '2025-01-01', to: '2026-12-31', operator: '<=',
    citation: 'ПП РФ от 18.03.2025 № 329', confidence: 'V',
    note: 'Меньшая из двух: 9,5 % и ключевая. Продление на 2027 год не найдено.',
  },
  {
    id: 'PEN-10', title: 'Пени не начисляются (пандемия)', value: 0, unit: '%', from: '2020-04-06', to: '2020-12-31',
    citation: 'ПП РФ от 02.04.2020 № 424', confidence: 'V2',
  },
  {
    id: 'PEN-11', title: 'Пени не начисляются (мораторий на банкротство)', value: 0, unit: '%', from: '2022-04-01',
    to: '2022-10-01', citation: 'ПП РФ от 28.03.2022 № 497', confidence: 'M',
    note: 'По обязательствам, возникшим до моратория.',
  },
  {
    id: 'PEN-13', title: 'Документ доставлен до срока оплаты не менее чем за', value: 10, unit: 'cd',
    direction: 'backward', event: dueDay, who: 'исполнитель', citation: 'ГК РФ, ст. 401, 405–406', confidence: 'P',
    note: 'Иначе пени проверяет человек.',
  },
  {
    id: 'DB-01', title: 'Неполная оплата: долг по одной услуге больше', value: 2, unit: 'normMonths', operator: '>',
    who: 'исполнитель', citation: `${rules354}, п. 118`, confidence: 'V', note: 'И нет действующего соглашения.',
  },
  {
    id: 'DB-02', title: 'Срок оплаты после предупреждения', value: 20, unit: 'cd', event: 'вручение предупреждения',
    who: 'потребитель', citation: `${rules354}, п. 119 «а»`, confidence: 'V',
  },
  {
    id: 'DB-03', title: 'Ограничение услуги: не раньше конца срока', value: 20, unit: 'cd',
    event: 'вручение предупреждения', who: 'исполнитель', citation: `${rules354}, п. 119 «б»`, confidence: 'V',
  },
  {
    id: 'DB-04', title: 'Приостановка после ограничения', value: 10, unit: 'cd', event: 'введение ограничения',
    who: 'исполнитель', citation: `${rules354}, п. 119 «в»`, confidence: 'M',
    note: 'Если ограничить нельзя, приостанавливают сразу после DB-02.',
  },
  {
    id: 'DB-07', title: 'Возобновить услугу', value: 2, unit: 'cd', event: 'полная оплата или соглашение',
    who: 'исполнитель', citation: `${rules354}, п. 120`, confidence: 'V',
  },
  {
    id: 'DB-07g', title: 'Возобновить подачу газа', value: 5, unit: 'wd', event: 'полная оплата или соглашение',
    who: 'исполнитель', citation: `${rules354}, п. 120`, confidence: 'V',
  },
  {
    id: 'DB-08', title: 'Расходы на ограничение и возобновление, не более', value: 300_000, unit: 'kopecks',
    operator: '<=', who: 'потребитель', citation: `${rules354}, п. 121(1)`, confidence: 'M',
  },
  {
    id: 'DB-14', title: 'Ответ на запрос о судебном долге в ГИС ЖКХ', value: 5, unit: 'wd', event: 'запрос',
    who: 'УО, РСО', citation: 'порядок ГИС ЖКХ', confidence: 'V2', note: 'Молчание значит «долга нет».',
  },
  {
    id: 'DB-15', title: 'Наибольшее требование для судебного приказа', value: 50_000_000, unit: 'kopecks',
    operator: '<=', who: creditor, citation: 'ГПК РФ, ст. 121–122', confidence: 'V2',
  },
  {
    id: 'DB-16', title: 'Вынести судебный приказ', value: 5, unit: 'cd', event: 'подача заявления',
    who: 'мировой судья', citation: 'ГПК РФ, ст. 126', confidence: 'V2', note: 'Проверить: 5 или 10 дней.',
  },
  {
    id: 'DB-17', title: 'Выслать копию приказа должнику', value: 5, unit: 'cd', event: 'вынесение приказа', who: 'суд',
    citation: 'ГПК РФ, ст. 128', confidence: 'M',
  },
  {
    id: 'DB-18', title: 'Возражения должника против приказа', value: 10, unit: 'cd', event: 'получение копии',
    who: 'должник', citation: 'ГПК РФ, ст. 128–129', confidence: 'M',
  },
  {
    id: 'DB-19.lawsuit', title: 'Пошлина по иску до 100 000 ₽', value: 400_000, unit: 'kopecks', from: '2024-09-08',
    who: creditor, citation: fees, confidence: 'V2',
  },
  {
    id: 'DB-19.rate100', title: 'Пошлина: доля суммы сверх 100 000 ₽', value: 3, unit: '%', from: '2024-09-08',
    who: creditor, citation: fees, confidence: 'M',
  },
  {
    id: 'DB-19.base300', title: 'Пошлина по иску от 300 000 ₽', value: 1_000_000, unit: 'kopecks', from: '2024-09-08',
    who: creditor, citation: fees, confidence: 'M',
  },
  {
    id: 'DB-19.rate300', title: 'Пошлина: доля суммы сверх 300 000 ₽', value: 2.5, unit: '%', from: '2024-09-08',
    who: creditor, citation: fees, confidence: 'M',
  },
  {
    id: 'DB-19.order', title: 'Пошлина за приказ: доля пошлины по иску', value: 50, unit: '%', from: '2024-09-08',
    who: creditor, citation: fees, confidence: 'M',
  },
  {
    id: 'DB-19.orderLeast', title: 'Пошлина за приказ: не менее', value: 200_000, unit: 'kopecks', operator: '>=',
    from: '2024-09-08', who: creditor, citation: fees, confidence: 'V2',
  },
  {
    id: 'DB-20', title: 'Предъявить исполнительный документ', value: 3, unit: 'y', event: 'вступление в силу',
    who: creditor, citation: '229-ФЗ, ст. 21', confidence: 'M',
  },
  {
    id: 'DB-21', title: 'Добровольное исполнение', value: 5, unit: 'cd', event: 'уведомление ФССП', who: 'должник',
    citation: '229-ФЗ, ст. 30', confidence: 'V2', note: 'Проверить: по 229-ФЗ нерабочие дни могут не считаться.',
  },
  {
    id: 'DB-21.fee', title: 'Исполнительский сбор', value: 7, unit: '%', who: 'должник', citation: '229-ФЗ, ст. 112',
    confidence: 'V2',
  },
  {
    id: 'DB-21.least', title: 'Исполнительский сбор, не менее', value: 100_000, unit: 'kopecks', operator: '>=',
    who: 'должник', citation: '229-ФЗ, ст. 112', confidence: 'V2',
  },
  {
    id: 'DB-22', title: 'Долг, при котором возможен запрет выезда', value: 3_000_000, unit: 'kopecks', operator: '>=',
    who: 'ФССП', citation: '229-ФЗ, ст. 67', confidence: 'M',
  },
  {
    id: 'DB-23', title: 'Исковая давность по месячному платежу', value: 36, unit: 'mo', event: dueDay,
    who: creditor, citation: 'ГК РФ, ст. 196, 200', confidence: 'M',
  },
  {
    id: 'DB-24', title: 'Остаток давности после отмены приказа продлевается до', value: 6, unit: 'mo',
    event: 'отмена приказа', who: creditor, citation: 'ГК РФ, ст. 204', confidence: 'M',
  },
  {
    id: 'DB-25', title: 'Неоплата, при которой возможно выселение нанимателя', value: 6, unit: 'mo', operator: '>',
    direction: 'none', who: 'наймодатель', citation: 'ЖК РФ, ст. 90', confidence: 'M',
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
