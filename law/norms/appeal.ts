import type { NormRow } from './row';

const managed = 'УО, ТСЖ';

/** Обращения граждан: ПП РФ 416 раздел VIII, ПП РФ 354 п. 31, Правила 491 п. 40, 59-ФЗ. */
export const appealNorms: readonly NormRow[] = [
  {
    id: 'AP-01', title: 'Ответ на запрос собственника или пользователя', value: 10, unit: 'wd',
    event: 'получение запроса', who: managed, citation: 'ПП РФ 416, раздел VIII, п. 36', confidence: 'V',
    note: 'Номер пункта указан по памяти.',
  },
  {
    id: 'AP-02', title: 'Ответ на обращение иного лица', value: 30, unit: 'cd', event: 'регистрация обращения',
    who: managed, citation: 'ПП РФ 416, раздел VIII, п. 37', confidence: 'V',
    note: 'Момент начала срока и номер пункта указаны по памяти.',
  },
  {
    id: 'AP-03', title: 'Основные сведения об организации', value: 1, unit: 'wd', event: 'получение запроса',
    who: managed, citation: 'ПП РФ 416, раздел VIII, п. 34', confidence: 'V',
    note: 'Источник называет следующий день; что он рабочий, указано по памяти.',
  },
  {
    id: 'AP-04', title: 'Регистрация запроса в день поступления', value: 0, unit: 'cd', event: 'поступление запроса',
    who: managed, citation: 'ПП РФ 416, раздел VIII, п. 35', confidence: 'M',
  },
  {
    id: 'AP-06', title: 'Хранение запроса и ответа', value: 3, unit: 'y', event: 'регистрация запроса',
    who: managed, citation: 'ПП РФ 416, раздел VIII, п. 38', confidence: 'M', moves: false,
  },
  {
    id: 'AP-07', title: 'Сведения об объёме и качестве работ по содержанию', value: 5, unit: 'wd', event: 'запрос',
    who: managed, citation: 'Правила 491, п. 40 «а»', confidence: 'V', note: 'Договор может срок сократить.',
  },
  {
    id: 'AP-08', title: 'Проверка правильности начислений при личном визите', value: 0, unit: 'min', event: 'визит',
    who: 'исполнитель', citation: 'ПП РФ 354, п. 31 «д»', confidence: 'V',
    note: 'Немедленно; исправленный документ выдают на месте.',
  },
  {
    id: 'AP-09', title: 'Проверка прибора учёта по требованию', value: 10, unit: 'cd', event: 'требование',
    who: 'исполнитель', citation: 'ПП РФ 354, п. 31 «е(2)»', confidence: 'V',
  },
  {
    id: 'AP-10', title: 'Показания общедомового прибора учёта', value: 1, unit: 'wd', event: 'запрос',
    who: 'исполнитель', citation: 'ПП РФ 354, п. 31 «е»', confidence: 'M',
  },
  {
    id: 'AP-11', title: 'Ответ на жалобу о качестве коммунальной услуги', value: 3, unit: 'wd',
    event: 'получение жалобы',
    who: 'исполнитель', citation: 'ПП РФ 354, п. 31', confidence: 'M',
  },
  {
    id: 'AP-12', title: 'Сведения о месячных объёмах по дому', value: 3, unit: 'wd', event: 'заявление',
    who: 'исполнитель', citation: 'ПП РФ 354, п. 31', confidence: 'M',
  },
  {
    id: 'AP-13', title: 'Денежное требование потребителя', value: 10, unit: 'cd', event: 'требование',
    who: 'исполнитель', citation: 'Закон о защите прав потребителей, ст. 22, 31', confidence: 'M',
  },
  {
    id: 'AP-14', title: 'Проверка по сообщению о перерыве или плохом качестве', value: 2, unit: 'h',
    event: 'сообщение', who: 'АДС', citation: 'ПП РФ 354, п. 108', confidence: 'V',
    note: 'С заявителем можно согласовать другое время.', usedBy: ['appeal', 'dispatch'],
  },
  {
    id: 'AP-15', title: 'Ответ органа власти на обращение', value: 30, unit: 'cd', event: 'регистрация обращения',
    who: 'орган власти', citation: '59-ФЗ, ст. 12', confidence: 'V',
  },
  {
    id: 'AP-15.register', title: 'Регистрация обращения в органе власти', value: 3, unit: 'cd',
    event: 'получение обращения', who: 'орган власти', citation: '59-ФЗ, ст. 8', confidence: 'V',
  },
  {
    id: 'AP-15.forward', title: 'Пересылка обращения по компетенции', value: 7, unit: 'cd',
    event: 'регистрация обращения', who: 'орган власти', citation: '59-ФЗ, ст. 8', confidence: 'V',
  },
  {
    id: 'AP-15.extend', title: 'Продление срока ответа органа власти', value: 30, unit: 'cd',
    event: 'последний день срока ответа', who: 'орган власти', citation: '59-ФЗ, ст. 12', confidence: 'V',
    note: 'Не более 30 дней; заявителя уведомляют.',
  },
  {
    id: 'AP-17', title: 'Электронное обращение в орган: только портал с идентификацией',
    value: 'ЕПГУ, сайт или система органа с идентификацией', unit: 'text', from: '2025-03-30', who: 'гражданин',
    citation: '547-ФЗ от 28.12.2024', confidence: 'V', note: 'Письмо по e-mail обращением не считается.',
  },
  {
    id: 'AP-P1', title: 'Время оценить ответ, возобновить обращение или пожаловаться', value: 30, unit: 'cd',
    event: 'ответ', who: 'заявитель', citation: 'Правило системы', confidence: 'P',
  },
  {
    id: 'AP-P2', title: 'Оценка ответа, с которой обращение закрывается сразу', value: 4, unit: 'count', operator: '>=',
    citation: 'Правило системы', confidence: 'P', note: 'По пятибалльной шкале.',
  },
  {
    id: 'AP-P3', title: 'Ответ поставщика на общий запрос', value: 10, unit: 'wd', event: 'получение запроса',
    who: 'ресурсоснабжающая организация', citation: 'Правило системы; по аналогии с нормой AP-01', confidence: 'P',
  },
  {
    id: 'AP-P4', title: 'Рассмотрение обращения без подписи', value: 30, unit: 'cd', event: 'регистрация обращения',
    who: 'адресат', citation: 'Правило системы; AP-19, по аналогии с 59-ФЗ, ст. 11', confidence: 'P',
    note: 'Ответ не требуется; обращение принимают к сведению.',
  },
  {
    id: 'AP-P5.half', title: 'Доля срока, после которой напоминают исполнителю', value: 50, unit: '%',
    citation: 'Правило системы', confidence: 'P',
  },
  {
    id: 'AP-P5.soon', title: 'Доля срока, после которой предупреждают руководителя', value: 80, unit: '%',
    citation: 'Правило системы', confidence: 'P',
  },
];
