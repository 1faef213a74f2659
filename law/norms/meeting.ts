import type { NormRow } from './row';

const initiator = 'инициатор';
const order266 = 'приказ Минстроя от 30.04.2025 № 266/пр';
const order44 = 'приказ Минстроя от 28.01.2019 № 44/пр';
const order937 = 'приказ Минстроя от 25.12.2015 № 937/пр';
/** 44/пр was signed on 28.01.2019; the sources name the day of force as written in its rows. */
const FORCE_OF_44 = 'Подписан 28.01.2019, действует с 05.03.2019; один муниципальный источник называет 15.03.2019.';
/** 263-ФЗ added ст. 47.1; before it there was no electronic meeting at all. */
const E_BORN = '2014-07-21';
/** 485-ФЗ put originals in the place of copies from 11.01.2018. */
const COPIES = 'До 485-ФЗ передавали копии, а не подлинники.';

/** Общие собрания собственников: ЖК РФ ст. 44–48, ГК РФ ст. 181.4, приказы 44/пр и 266/пр. */
export const meetingNorms: readonly NormRow[] = [
  {
    id: 'K-01', title: 'Годовое собрание: крайний день', value: '06-30', unit: 'yearDate', to: '2019-12-31',
    event: 'день отчётного года', direction: 'forward', who: 'собственники', citation: 'ЖК РФ, ст. 45 ч. 1',
    confidence: 'V', source: 'zhk-45', moves: false, note: 'Второй квартал, если собрание не выбрало другой срок.',
  },
  {
    id: 'K-01', title: 'Годовое собрание: крайний день', value: '12-31', unit: 'yearDate', from: '2020-01-01',
    to: '2020-12-31', event: 'день отчётного года', direction: 'forward', who: 'собственники',
    citation: 'ЖК РФ, ст. 45 ч. 1; исключение 2020 года', confidence: 'V2', source: 'avantgroup', moves: false,
    note: 'В 2020 году собрание можно было провести до 01.01.2021.',
  },
  {
    id: 'K-01', title: 'Годовое собрание: крайний день', value: '06-30', unit: 'yearDate', from: '2021-01-01',
    event: 'день отчётного года', direction: 'forward', who: 'собственники', citation: 'ЖК РФ, ст. 45 ч. 1',
    confidence: 'V', source: 'zhk-45', moves: false, note: 'Второй квартал, если собрание не выбрало другой срок.',
  },
  {
    id: 'K-01.opens', title: 'Годовое собрание: первый день', value: '04-01', unit: 'yearDate', direction: 'none',
    citation: 'ЖК РФ, ст. 45 ч. 1', confidence: 'V', source: 'zhk-45', moves: false,
  },
  {
    id: 'K-02', title: 'Внеочередное собрание может созвать один собственник', value: 1, unit: 'count', operator: '>=',
    who: 'собственник', citation: 'ЖК РФ, ст. 45 ч. 2', confidence: 'V', source: 'zhk-45',
  },
  {
    id: 'K-05', title: 'Собрание по требованию собственников: созвать и провести', value: 45, unit: 'cd',
    event: 'получение требования', who: 'УО, правление ТСЖ', citation: 'ЖК РФ, ст. 45 ч. 6', confidence: 'M',
    note: 'Порог голосов в K-05.share; с 01.03.2025 требование можно подать через систему.',
  },
  {
    id: 'K-05.share', title: 'Доля голосов для требования о собрании', value: 10, unit: '%', operator: '>=',
    who: 'собственники', citation: 'ЖК РФ, ст. 45 ч. 6', confidence: 'V', source: 'orenburg-gzhi',
  },
  {
    id: 'K-06', title: 'Собрание об избрании совета дома созывает ОМСУ', value: 3, unit: 'mo',
    event: 'конец года без совета', who: 'ОМСУ', citation: 'ЖК РФ, ст. 161.1 ч. 2', confidence: 'V2', source: '76ru-council',
  },
  {
    id: 'K-07', title: 'Собрание при нарушении договора управления', value: 15, unit: 'cd',
    event: 'обращение собственников', who: 'ОМСУ', citation: 'ЖК РФ, ст. 165 ч. 1.1', confidence: 'M',
  },
  {
    id: 'K-08', title: 'Собрание после прекращения лицензии УО', value: 15, unit: 'cd', event: 'уведомление ГЖИ',
    who: 'ОМСУ', citation: 'ЖК РФ, ст. 200 ч. 4', confidence: 'M',
  },
  {
    id: 'K-09', title: 'Собрание о способе формирования фонда капремонта', value: 1, unit: 'mo', direction: 'backward',
    event: 'конец срока выбора способа', who: 'ОМСУ', citation: 'ЖК РФ, ст. 170 ч. 6', confidence: 'M',
  },
  {
    id: 'K-11', title: 'Голос принявшего помещение от застройщика', value: 1, unit: 'y',
    event: 'разрешение на ввод дома', who: 'принявший помещение', citation: 'ЖК РФ, ст. 44 ч. 1.1 (485-ФЗ)', confidence: 'V', source: 'zhk-44',
    moves: false, from: '2018-01-11', note: 'Правило подтверждено; первый день указан по памяти.',
  },
  {
    id: 'K-15', title: 'Кворум повторного годового собрания', value: '1/2', unit: 'fraction', operator: '>',
    who: initiator, citation: 'ЖК РФ, ст. 45 ч. 3', confidence: 'V', source: 'zhk-45', note: 'Правило кворума не меняется.',
  },
  {
    id: 'K-16', title: 'Повторное собрание по решённым вопросам: не раньше', value: 10, unit: 'cd',
    event: 'окончание прежнего собрания', who: initiator, citation: 'ЖК РФ, ст. 45 ч. 2.2', confidence: 'U',
    note: 'Ч. 2.2 отсылает к сроку размещения по ст. 46 ч. 1; что это 10 дней, не подтверждено, как и первый день.',
  },
  {
    id: 'K-20', title: 'Отказ собственника от электронной формы первого собрания', value: 5, unit: 'wd',
    direction: 'backward', event: 'дата первого электронного собрания', from: '2020-05-25', who: 'собственник',
    citation: 'ЖК РФ, ст. 47.1 в ред. 156-ФЗ', confidence: 'U', note: 'Сохранилось ли после 463-ФЗ, не ясно.',
  },
  {
    id: 'K-21', title: 'Доля отказов, при которой первого электронного собрания нет', value: 50, unit: '%',
    operator: '>', from: '2020-05-25', who: 'АОСС', citation: 'ЖК РФ, ст. 47.1 в ред. 156-ФЗ', confidence: 'U',
    note: 'Сохранилось ли после 463-ФЗ, не подтверждено.',
  },
  {
    id: 'K-22', title: 'Обязательных вопросов в повестке первого электронного собрания', value: '4–5', unit: 'count',
    from: '2020-05-25', who: initiator, citation: 'ЖК РФ, ст. 44 ч. 2 п. 3.2–3.4, ст. 47.1', confidence: 'V', source: 'bashkiria-gzhi',
  },
  {
    id: 'N-01', title: 'Сообщение о проведении собрания', value: 10, unit: 'cd', direction: 'backward',
    event: 'дата собрания', who: initiator, citation: 'ЖК РФ, ст. 45 ч. 4', confidence: 'V', source: 'genproc',
    note: 'Строгое чтение: 10 полных дней между сообщением и собранием. Для электронного собрания см. E-05.',
  },
  {
    id: 'N-02', title: 'Сообщение размещают в системе при любой форме собрания', value: 1, unit: 'count',
    from: '2025-03-01', who: initiator, citation: 'ЖК РФ, ст. 45 ч. 4 в ред. 463-ФЗ', confidence: 'V', source: 'abakan-2025',
  },
  {
    id: 'N-03', title: 'Дополнительных способов уведомления', value: 1, unit: 'count', operator: '>=',
    from: '2025-03-01', who: initiator, citation: 'ЖК РФ, ст. 45 ч. 4', confidence: 'V', source: 'abakan-2025',
    note: 'Заказное письмо, вручение под подпись или размещение в помещении дома — вдобавок к системе.',
  },
  {
    id: 'N-03', title: 'Способов уведомления на выбор', value: 1, unit: 'count', operator: '>=', to: '2025-02-28',
    who: initiator, citation: 'ЖК РФ, ст. 45 ч. 4', confidence: 'V', source: 'genproc',
  },
  {
    id: 'N-06', title: 'Сообщений собственнику через Госуслуги', value: 3, unit: 'count', who: 'система',
    citation: 'практика ГИС ЖКХ', confidence: 'V', source: 'gis-slides', note: 'За 10 дней, в начале и в конце голосования.',
  },
  {
    id: 'N-07', title: 'Система не принимает сообщение позже', value: 240, unit: 'h', direction: 'backward',
    event: 'начало голосования', from: '2025-08-25', who: 'система', citation: 'обновление ГИС ЖКХ', confidence: 'V', source: 'gis-release',
    note: 'Год выведен по смыслу источника.',
  },
  {
    id: 'N-08', title: 'Номер протокола — идентификатор сообщения', value: 1, unit: 'count', from: '2025-09-01',
    who: 'система', citation: `${order266}, п. 7`, confidence: 'V', source: 'karelia-gzhi',
  },
  {
    id: 'N-09', title: 'Реестр собственников по запросу инициатора', value: 5, unit: 'cd', event: 'получение запроса',
    who: 'УО, ТСЖ', citation: 'ЖК РФ, ст. 45 ч. 3.1', confidence: 'M', from: '2018-01-11',
  },
  {
    id: 'N-10', title: 'Предложение УО о плате за содержание', value: 30, unit: 'cd', direction: 'backward',
    event: 'дата собрания', who: 'УО', citation: 'Правила 416 и 491 в ред. ПП РФ от 27.03.2018 № 331',
    confidence: 'V2', source: 'vangoghlife', from: '2018-04-11',
    note: 'Источник вторичный. Постановление подписано 27.03.2018; день вступления в силу указан по памяти.',
  },
  {
    id: 'N-11', title: 'Изменений повестки после сообщения', value: 0, unit: 'count', operator: '=', who: initiator,
    citation: 'ЖК РФ, ст. 46 ч. 2', confidence: 'V2', source: 'refreshmsk',
  },
  {
    id: 'E-01', title: 'Где идёт электронное голосование', value: 'ГИС ЖКХ или РИС', unit: 'text', from: '2025-03-01',
    who: initiator, citation: 'ЖК РФ, ст. 44.1, 47.1; 463-ФЗ', confidence: 'V', source: 'orenburg-gzhi',
  },
  {
    id: 'E-01', title: 'Где идёт электронное голосование', value: 'ГИС ЖКХ, РИС или иная система по решению собрания',
    unit: 'text', from: E_BORN, to: '2025-02-28', who: initiator, citation: 'ЖК РФ, ст. 44 ч. 2 п. 3.2 в прежней ред.',
    confidence: 'V', source: 'orenburg-gzhi', note: 'Что ст. 47.1 появилась 21.07.2014, указано по памяти.',
  },
  {
    id: 'E-02', title: 'Иные информационные системы для голосования', value: 'допускались', unit: 'text',
    from: E_BORN, to: '2025-02-28', citation: 'ЖК РФ, ст. 44 ч. 2 п. 3.2 в прежней ред.', confidence: 'V', source: 'orenburg-gzhi',
  },
  {
    id: 'E-04', title: 'Сообщение передают администратору собрания', value: 14, unit: 'cd', direction: 'backward',
    event: 'дата начала голосования', who: initiator, from: E_BORN, citation: 'ЖК РФ, ст. 47.1 ч. 3', confidence: 'V', source: 'razdolnoe',
    note: 'Строгое чтение: 14 полных дней между передачей и началом.',
  },
  {
    id: 'E-05', title: 'Администратор размещает и рассылает сообщение', value: 240, unit: 'h', direction: 'backward',
    event: 'дата и время начала голосования', who: 'АОСС', from: E_BORN, citation: 'ЖК РФ, ст. 47.1 ч. 5',
    confidence: 'V', source: 'razdolnoe',
    note: 'В норме 10 дней до даты и времени начала; считаем часами.',
  },
  {
    id: 'E-06', title: 'Продолжительность электронного голосования', value: '3–5', unit: 'cd', from: E_BORN, to: '2020-05-24',
    direction: 'none', who: 'собрание', citation: 'ЖК РФ, ст. 47.1 ч. 8 в прежней ред.', confidence: 'M', moves: false,
  },
  {
    id: 'E-06', title: 'Продолжительность электронного голосования', value: '7–60', unit: 'cd', from: '2020-05-25',
    direction: 'none', who: 'собрание', citation: 'ЖК РФ, ст. 47.1 ч. 8', confidence: 'V2', source: 'neurum-47.1', moves: false,
    note: 'Границы по отдельности: E-06.min и E-06.max.',
  },
  {
    id: 'E-06.min', title: 'Голосование не короче', value: 72, unit: 'h', from: E_BORN, to: '2020-05-24',
    event: 'дата и время начала голосования', citation: 'ЖК РФ, ст. 47.1 ч. 8 в прежней ред.', confidence: 'M',
  },
  {
    id: 'E-06.min', title: 'Голосование не короче', value: 168, unit: 'h', from: '2020-05-25',
    event: 'дата и время начала голосования', citation: 'ЖК РФ, ст. 47.1 ч. 8', confidence: 'V2', source: 'neurum-47.1',
  },
  {
    id: 'E-06.max', title: 'Голосование не длиннее', value: 120, unit: 'h', from: E_BORN, to: '2020-05-24',
    event: 'дата и время начала голосования', citation: 'ЖК РФ, ст. 47.1 ч. 8 в прежней ред.', confidence: 'M',
  },
  {
    id: 'E-06.max', title: 'Голосование не длиннее', value: 1440, unit: 'h', from: '2020-05-25',
    event: 'дата и время начала голосования', citation: 'ЖК РФ, ст. 47.1 ч. 8', confidence: 'V2', source: 'neurum-47.1',
  },
  {
    id: 'E-07', title: 'Перерывов в электронном голосовании', value: 0, unit: 'count', operator: '=', who: 'система',
    from: E_BORN,
    citation: 'ЖК РФ, ст. 47.1 ч. 9', confidence: 'V2', source: 'neurum-47.1', note: 'Исключение для технического перерыва не найдено.',
  },
  {
    id: 'E-09', title: 'Приём письменных решений до конца голосования', value: 0, unit: 'h', direction: 'backward',
    from: E_BORN, to: '2025-02-28', event: 'окончание голосования', who: 'собственник',
    citation: 'ЖК РФ, ст. 47.1 в прежней ред.',
    confidence: 'I',
  },
  {
    id: 'E-09', title: 'Письменные решения сдают администратору', value: 48, unit: 'h', direction: 'backward',
    from: '2025-03-01', event: 'окончание голосования', who: 'собственник', citation: 'ЖК РФ, ст. 47.1',
    confidence: 'V2', source: '76ru-2025', note: 'Дата начала действия выведена.',
  },
  {
    id: 'E-10', title: 'Администратор вносит письменное решение', value: 1, unit: 'h', from: E_BORN,
    to: '2025-02-28', event: 'получение решения', who: 'АОСС', citation: 'ЖК РФ, ст. 47.1 в прежней ред.',
    confidence: 'M?', note: 'Один час — текст до 2025 года; последний день редакции взят по 463-ФЗ.',
  },
  {
    id: 'E-10', title: 'Администратор вносит письменное решение', value: 'до конца голосования', unit: 'text',
    from: '2025-03-01', who: 'АОСС', citation: 'ЖК РФ, ст. 47.1', confidence: 'U',
    note: 'Новый срок не найден; в любом случае решение вносят, пока голосование не кончилось.',
  },
  {
    id: 'E-13', title: 'Решений одного лица по одному праву', value: 1, unit: 'count', operator: '<=',
    citation: 'ЖК РФ, ст. 47.1', confidence: 'U', note: 'Считаем первое принятое, второе помечаем как повтор.',
  },
  {
    id: 'E-14', title: 'Система сама составляет и размещает протокол', value: 1, unit: 'h', from: E_BORN,
    event: 'окончание голосования', who: 'система', citation: 'ЖК РФ, ст. 47.1 ч. 11–13', confidence: 'V', source: 'bashkiria-gzhi',
    note: 'Номер части не подтверждён; встречается и срок 24 часа (E-14.alarm).',
  },
  {
    id: 'E-14.alarm', title: 'Тревога, если протокола системы нет', value: 24, unit: 'h',
    event: 'окончание голосования', who: 'система', citation: 'ЖК РФ, ст. 47.1', confidence: 'U',
  },
  {
    id: 'E-17', title: 'Хранение бумажных решений электронного собрания', value: 3, unit: 'y', moves: false,
    event: 'получение решений', who: 'АОСС', from: '2025-09-01', citation: order266, confidence: 'U',
  },
  {
    id: 'V-11', title: 'Срок доверенности, в которой он не указан', value: 1, unit: 'y', moves: false,
    event: 'день выдачи доверенности', citation: 'ГК РФ, ст. 186 п. 1', confidence: 'V', source: 'gk-1',
    note: 'Доверенность без дня выдачи ничтожна.',
  },
  {
    id: 'V-13', title: 'Возраст, с которого ребёнок подписывает решение с согласия', value: 14, unit: 'age',
    operator: '>=', citation: 'ГК РФ, ст. 26, 28', confidence: 'V', source: 'gk-1',
  },
  {
    id: 'V-13.full', title: 'Возраст, с которого подписывают решение без согласия', value: 18, unit: 'age',
    operator: '>=', citation: 'ГК РФ, ст. 21', confidence: 'V', source: 'gk-1',
  },
  {
    id: 'V-18', title: 'Отметок по одному вопросу', value: 1, unit: 'count', operator: '=',
    citation: 'ЖК РФ, ст. 48 ч. 5.1, ч. 6', confidence: 'V2', source: 'ballot-form',
  },
  {
    id: 'QUORUM', title: 'Кворум собрания: доля всех голосов', value: '1/2', unit: 'fraction', operator: '>',
    citation: 'ЖК РФ, ст. 45 ч. 3', confidence: 'V', source: 'zhk-45',
  },
  {
    id: 'QUORUM_4_5_MULTI', title: 'Кворум о переводе в нежилое: дом с подъездами', value: '1/2', unit: 'fraction',
    operator: '>', from: '2019-06-09', citation: 'ЖК РФ, ст. 45 ч. 3', confidence: 'V', source: 'zhk-45',
  },
  {
    id: 'QUORUM_4_5_MULTI.entrance', title: 'Кворум о переводе в нежилое: подъезд помещения', value: '2/3',
    unit: 'fraction', operator: '>', from: '2019-06-09', citation: 'ЖК РФ, ст. 45 ч. 3', confidence: 'V2', source: 'press-116',
  },
  {
    id: 'QUORUM_4_5_SINGLE', title: 'Кворум о переводе в нежилое: один подъезд', value: '2/3', unit: 'fraction',
    operator: '>', from: '2019-06-09', citation: 'ЖК РФ, ст. 45 ч. 3', confidence: 'M',
  },
  {
    id: 'MAJ_PART', title: 'Большинство голосов участников', value: '1/2', unit: 'fraction', operator: '>',
    citation: 'ЖК РФ, ст. 46 ч. 1', confidence: 'V', source: 'zhk-46',
  },
  {
    id: 'ABS_MAJ', title: 'Большинство всех голосов дома', value: '1/2', unit: 'fraction', operator: '>',
    citation: 'ЖК РФ, ст. 46 ч. 1', confidence: 'V', source: 'zhk-46',
  },
  {
    id: 'TWO_THIRDS_ALL', title: 'Две трети всех голосов дома', value: '2/3', unit: 'fraction', operator: '>=',
    citation: 'ЖК РФ, ст. 46 ч. 1', confidence: 'V', source: 'zhk-46',
  },
  {
    id: 'TSN_CREATE', title: 'Создание ТСЖ: доля всех голосов', value: '1/2', unit: 'fraction', operator: '>',
    citation: 'ЖК РФ, ст. 136 ч. 1', confidence: 'V', source: 'zhk-136',
  },
  {
    id: 'UNANIMOUS_ALL', title: 'Согласие всех собственников', value: '1', unit: 'fraction', operator: '=',
    citation: 'ЖК РФ, ст. 36 ч. 3, ст. 40 ч. 2', confidence: 'V2', source: 'unanimous',
  },
  {
    id: 'MGMT_METHOD', title: 'Выбор способа управления: чьё большинство', value: 'MAJ_PART', unit: 'text',
    to: '2022-08-31', citation: 'ЖК РФ, ст. 46 ч. 1 в прежней ред.', confidence: 'V', source: 'zhk-46.changes',
  },
  {
    id: 'MGMT_METHOD', title: 'Выбор способа управления: чьё большинство', value: 'ABS_MAJ', unit: 'text',
    from: '2022-09-01', citation: 'ЖК РФ, ст. 46 ч. 1 в ред. 165-ФЗ', confidence: 'V', source: 'zhk-46.changes',
    note: 'Смотрят на день решения: и для собраний, объявленных раньше. Вывод о дне — не из текста закона.',
  },
  {
    id: 'MC_CHOICE', title: 'Выбор управляющей организации: чьё большинство', value: 'MAJ_PART', unit: 'text',
    to: '2022-08-31', citation: 'ЖК РФ, ст. 46 ч. 1 в прежней ред.', confidence: 'V', source: 'chuvashia-gzhi',
  },
  {
    id: 'MC_CHOICE', title: 'Выбор управляющей организации: чьё большинство', value: 'ABS_MAJ', unit: 'text',
    from: '2022-09-01', citation: 'ЖК РФ, ст. 44 ч. 2 п. 4.7; 165-ФЗ', confidence: 'V', source: 'chuvashia-gzhi',
    note: 'Смотрят на день решения: и для собраний, объявленных раньше. Вывод о дне и номер пункта — не из источника.',
  },
  {
    id: 'COUNCIL_ELECT.term', title: 'Срок полномочий совета дома', value: 2, unit: 'y', moves: false,
    event: 'избрание совета', citation: 'ЖК РФ, ст. 161.1', confidence: 'V2', source: '76ru-council',
    note: 'Если собрание не выбрало другой; без переизбрания продлевается.',
  },
  {
    id: 'FEE_CONTENT.term', title: 'Размер платы за содержание принимают не менее чем на', value: 1, unit: 'y',
    moves: false, event: 'начало действия размера платы', citation: 'ЖК РФ, ст. 156 ч. 7', confidence: 'V2', source: 'draft-331',
  },
  {
    id: 'P-01', title: 'Требования к протоколу собрания', value: order937, unit: 'text', from: '2016-04-29',
    to: '2019-03-04', citation: order937, confidence: 'V2', source: 'fingram-937',
  },
  {
    id: 'P-01', title: 'Требования к протоколу собрания', value: order44, unit: 'text', from: '2019-03-05',
    to: '2025-08-31', citation: order44, confidence: 'V', source: 'order-44', note: FORCE_OF_44,
  },
  {
    id: 'P-01', title: 'Требования к протоколу собрания', value: order266, unit: 'text', from: '2025-09-01',
    citation: order266, confidence: 'V', source: 'karelia-gzhi',
  },
  {
    id: 'P-02', title: 'Прежние требования к протоколу', value: order937, unit: 'text', from: '2016-04-29',
    to: '2019-03-04', citation: order937, confidence: 'V2', source: 'fingram-937', note: 'Отменён приказом 44/пр.',
  },
  {
    id: 'P-02', title: 'Прежние требования к протоколу', value: order44, unit: 'text', from: '2019-03-05',
    to: '2025-08-31', citation: order44, confidence: 'V', source: 'order-44', note: `Отменён приказом 266/пр. ${FORCE_OF_44}`,
  },
  {
    id: 'P-03', title: 'Составить и подписать протокол', value: 10, unit: 'cd', from: '2016-04-29', to: '2019-03-04',
    event: 'окончание собрания', who: 'председатель, секретарь', citation: order937, confidence: 'V2', source: 'fingram-937',
  },
  {
    id: 'P-03', title: 'Составить и подписать протокол', value: 10, unit: 'cd', from: '2019-03-05', to: '2025-08-31',
    event: 'окончание собрания', who: 'председатель, секретарь', citation: order44, confidence: 'V', source: 'karelia-gzhi',
    note: FORCE_OF_44,
  },
  {
    id: 'P-03', title: 'Составить и подписать протокол', value: 10, unit: 'cd', from: '2025-09-01',
    event: 'окончание собрания', who: 'председатель, секретарь', citation: order266, confidence: 'V', source: 'karelia-gzhi',
  },
  {
    id: 'P-04', title: 'Протокол электронного собрания', value: 1, unit: 'h', event: 'окончание голосования',
    who: 'система', citation: 'ЖК РФ, ст. 47.1', confidence: 'V', source: 'bashkiria-gzhi', note: 'См. E-14.',
  },
  {
    id: 'P-05', title: 'Номер протокола', value: 'порядковый номер в течение года', unit: 'text', from: '2016-04-29',
    to: '2019-03-04', who: 'секретарь', citation: order937, confidence: 'V2', source: 'garant-937',
  },
  {
    id: 'P-05', title: 'Номер протокола', value: 'порядковый номер в течение года', unit: 'text', from: '2019-03-05',
    to: '2025-08-31', who: 'секретарь', citation: order44, confidence: 'M', note: FORCE_OF_44,
  },
  {
    id: 'P-05', title: 'Номер протокола', value: 'идентификатор сообщения в ГИС ЖКХ', unit: 'text', from: '2025-09-01',
    who: 'система', citation: `${order266}, п. 7`, confidence: 'V', source: 'karelia-gzhi',
  },
  {
    id: 'P-10', title: 'Копии решений и протокола — в УО или правление', value: 10, unit: 'cd', from: '2015-06-30',
    to: '2018-01-10', event: 'окончание собрания', who: initiator, citation: 'ЖК РФ, ст. 46 ч. 1 в ред. 176-ФЗ',
    confidence: 'M', note: COPIES,
  },
  {
    id: 'P-10', title: 'Подлинники решений и протокола — в УО или правление', value: 10, unit: 'cd',
    from: '2018-01-11', event: 'окончание собрания', who: initiator, citation: 'ЖК РФ, ст. 46 ч. 1', confidence: 'M',
  },
  {
    id: 'P-11', title: 'Копии из УО — в ГЖИ', value: 5, unit: 'cd', from: '2015-06-30', to: '2018-01-10',
    event: 'получение копий', who: 'УО, правление', citation: 'ЖК РФ, ст. 46 ч. 1 в ред. 176-ФЗ', confidence: 'M',
    note: COPIES,
  },
  {
    id: 'P-11', title: 'Подлинники из УО — в ГЖИ', value: 5, unit: 'cd', from: '2018-01-11',
    event: 'получение подлинников', who: 'УО, правление', citation: 'ЖК РФ, ст. 46 ч. 1', confidence: 'V', source: 'karelia-gzhi',
    note: 'Передают по акту; для электронного собрания ветвь не подтверждена.',
  },
  {
    id: 'P-12', title: 'Копии в ГЖИ при непосредственном управлении', value: 10, unit: 'cd', from: '2015-06-30',
    to: '2018-01-10', event: 'окончание собрания', who: initiator, citation: 'ЖК РФ, ст. 46 ч. 1 в ред. 176-ФЗ',
    confidence: 'M', note: COPIES,
  },
  {
    id: 'P-12', title: 'Подлинники в ГЖИ при непосредственном управлении', value: 10, unit: 'cd', from: '2018-01-11',
    event: 'окончание собрания', who: initiator, citation: 'ЖК РФ, ст. 46 ч. 1', confidence: 'M',
  },
  {
    id: 'P-13', title: 'Протокол и решения размещают в системе', value: 10, unit: 'cd', from: '2018-01-11',
    event: 'окончание собрания', who: initiator, citation: 'ЖК РФ, ст. 46 ч. 1', confidence: 'M',
  },
  {
    id: 'P-14', title: 'Собственникам сообщают решения и итоги', value: 10, unit: 'cd', event: 'принятие решений',
    who: initiator, citation: 'ЖК РФ, ст. 46 ч. 3', confidence: 'V2', source: 'roskvartal-results',
    note: 'Один источник считает от протокола; берём более раннюю дату.',
  },
  {
    id: 'P-15', title: 'ГЖИ хранит копии', value: 3, unit: 'y', from: '2015-06-30', to: '2018-01-10', moves: false,
    event: 'получение копий', who: 'ГЖИ', citation: 'ЖК РФ, ст. 46 ч. 1 в ред. 176-ФЗ', confidence: 'V2', source: 'rutlib', note: COPIES,
  },
  {
    id: 'P-15', title: 'ГЖИ хранит подлинники', value: 3, unit: 'y', from: '2018-01-11', moves: false,
    event: 'получение подлинников', who: 'ГЖИ', citation: 'ЖК РФ, ст. 46 ч. 1', confidence: 'V2', source: 'rutlib',
  },
  {
    id: 'P-16', title: 'Окно для протоколов по схожим вопросам', value: 3, unit: 'mo', moves: false,
    event: 'получение первого протокола', who: 'ГЖИ', citation: 'ЖК РФ, ст. 46 ч. 1.1', confidence: 'M',
    note: 'Два протокола в окне — внеплановая проверка (P-16.count).',
  },
  {
    id: 'P-16.count', title: 'Протоколов по схожим вопросам для внеплановой проверки', value: 2, unit: 'count',
    operator: '>=', who: 'ГЖИ', citation: 'ЖК РФ, ст. 46 ч. 1.1', confidence: 'V2', source: 'gkhnews',
  },
  {
    id: 'P-17', title: 'Обжалование решения собрания в суде', value: 6, unit: 'mo',
    event: 'день, когда узнал о решении', who: 'собственник', citation: 'ЖК РФ, ст. 46 ч. 6', confidence: 'V', source: 'zhk-46.5',
  },
  {
    id: 'P-18', title: 'Предельный срок обжалования', value: 2, unit: 'y', event: 'решение стало общедоступным',
    who: 'собственник', citation: 'ГК РФ, ст. 181.4 п. 5', confidence: 'V', source: 'gk-1',
  },
  {
    id: 'P-22', title: 'Решение о фонде капремонта — владельцу счёта', value: 5, unit: 'wd',
    event: 'принятие решения', who: initiator, citation: 'ЖК РФ, ст. 173 ч. 4', confidence: 'V', source: 'zhk-173',
  },
  {
    id: 'P-24', title: 'Копии решения о прямых договорах — поставщику и оператору по отходам', value: 10, unit: 'cd',
    from: '2018-04-03', event: 'окончание собрания', who: initiator, citation: 'ЖК РФ, ст. 46 ч. 1; ст. 157.2',
    confidence: 'V', source: 'dek-direct', note: 'Обязанность и её срок указаны по памяти: срок тот же, что для подлинников.',
  },
  {
    id: 'P-25', title: 'Поставщик может отложить начало прямых договоров не более чем на', value: 3, unit: 'mo',
    from: '2018-04-03', moves: false, event: 'день, названный в решении', who: 'РСО, оператор по отходам',
    citation: 'ЖК РФ, ст. 157.2 ч. 7', confidence: 'V', source: 'dek-direct',
  },
  {
    id: 'P-25.tell', title: 'Поставщик сообщает инициатору, что откладывает прямые договоры', value: 5, unit: 'wd',
    from: '2018-04-03', event: 'получение копий решения', who: 'РСО, оператор по отходам',
    citation: 'ЖК РФ, ст. 157.2 ч. 7', confidence: 'V', source: 'dek-direct',
  },
  {
    id: 'P-26', title: 'Сведения о доме — в систему и ГЖИ после договора управления', value: 3, unit: 'wd',
    from: '2018-01-11', event: 'заключение или прекращение договора управления', who: 'УО',
    citation: 'ЖК РФ, ст. 198 ч. 2', confidence: 'V', source: 'zhk-198', note: 'Первый день редакции указан по памяти.',
  },
  {
    id: 'P-26.decide', title: 'ГЖИ решает о записи дома в реестре лицензий', value: 10, unit: 'wd',
    event: 'получение заявления', who: 'ГЖИ', citation: 'ЖК РФ, ст. 198 ч. 3; приказ Минстроя 938/пр',
    confidence: 'V2', source: 'zhkh40', note: 'Срок и порядок указаны по памяти; при двух протоколах рассмотрение приостанавливают.',
  },
  {
    id: 'K-25', title: 'Временная управляющая организация: не дольше', value: 1, unit: 'y', from: '2018-01-11',
    moves: false, event: 'договор с временной организацией', who: 'ОМСУ', citation: 'ЖК РФ, ст. 161 ч. 17',
    confidence: 'V', source: 'minstroy-temporary', note: 'Пока собственники не выбрали способ управления или он не исполнен. Первый день — по памяти.',
  },
  {
    id: 'K-25.tell', title: 'О временной управляющей организации сообщают собственникам', value: 5, unit: 'wd',
    from: '2018-01-11', event: 'решение органа местного самоуправления', who: 'ОМСУ',
    citation: 'ЖК РФ, ст. 161 ч. 17', confidence: 'M', note: 'Срок и первый день указаны по памяти.',
  },
  {
    id: 'N-06.remind', title: 'Напоминание тем, кто ещё не голосовал', value: 72, unit: 'h', direction: 'backward',
    event: 'окончание голосования', who: 'система', citation: 'правило системы', confidence: 'P',
  },
  {
    id: 'N-06.limit', title: 'Напоминаний инициатора за одно голосование', value: 3, unit: 'count', operator: '<=',
    who: 'инициатор', citation: 'правило системы', confidence: 'P',
  },
  {
    id: 'P-03.soon', title: 'Доля срока, после которой напоминают о сроке собрания', value: 80, unit: '%',
    who: 'система', citation: 'правило системы', confidence: 'P',
  },
  {
    id: 'N-03.hand', title: 'Собственников, которых за день уведомляют под подпись', value: 50, unit: 'count',
    who: 'инициатор', citation: 'правило системы', confidence: 'P',
  },
  {
    id: 'N-03.letters', title: 'Заказных писем, которые за день готовят и сдают на почту', value: 100, unit: 'count',
    who: 'инициатор', citation: 'правило системы', confidence: 'P',
  },
  {
    id: 'N-03.post', title: 'Запас на почту: вернувшееся «нет такого адреса» успевают заменить', value: 7, unit: 'cd',
    moves: false, event: 'заказное письмо о собрании', who: 'инициатор', citation: 'правило системы', confidence: 'P',
  },
  {
    id: 'N-03.posting', title: 'Повесить объявление в доме и снять его на фото', value: 1, unit: 'cd', moves: false,
    event: 'сообщение о собрании', who: 'инициатор', citation: 'правило системы', confidence: 'P',
  },
  {
    id: 'N-03.most', title: 'Больше на доказательство уведомления план не закладывает', value: 21, unit: 'cd',
    moves: false, event: 'сообщение о собрании', who: 'инициатор', citation: 'правило системы', confidence: 'P',
  },
];
