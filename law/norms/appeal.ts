import type { NormRow } from './row';

const managed = 'УО, ТСЖ';

/** Section VIII of Правила 416 came with ПП РФ 331 of 27.03.2018. */
const SECTION_VIII = '2018-04-11';
const FORCE = 'Раздел VIII внесён ПП РФ 331 от 27.03.2018; день вступления в силу указан по памяти.';

/** Обращения граждан: ПП РФ 416 раздел VIII, ПП РФ 354 п. 31, Правила 491 п. 40, 59-ФЗ. */
export const appealNorms: readonly NormRow[] = [
  {
    id: 'AP-01', title: 'Ответ на запрос собственника или пользователя', value: 10, unit: 'wd',
    event: 'получение запроса', who: managed, from: SECTION_VIII, citation: 'ПП РФ 416, раздел VIII, п. 36', confidence: 'V2', source: 'terms-program',
    note: `Номер пункта указан по памяти. ${FORCE}`,
  },
  {
    id: 'AP-02', title: 'Ответ на обращение иного лица', value: 30, unit: 'cd', event: 'регистрация обращения',
    who: managed, from: SECTION_VIII, citation: 'ПП РФ 416, раздел VIII, п. 37', confidence: 'V2', source: 'survey',
    note: `Момент начала срока и номер пункта указаны по памяти. ${FORCE}`,
  },
  {
    id: 'AP-03', title: 'Основные сведения об организации', value: 1, unit: 'wd', event: 'получение запроса',
    who: managed, from: SECTION_VIII, citation: 'ПП РФ 416, раздел VIII, п. 34', confidence: 'V2', source: 'survey',
    note: `Источник называет следующий день; что он рабочий, указано по памяти. ${FORCE}`,
  },
  {
    id: 'AP-04', title: 'Регистрация запроса в день поступления', value: 0, unit: 'cd', event: 'поступление запроса',
    who: managed, from: SECTION_VIII, citation: 'ПП РФ 416, раздел VIII, п. 35', confidence: 'M', note: FORCE,
  },
  {
    id: 'AP-05', title: 'Каким путём отвечать', value: 'тем, каким пришёл запрос', unit: 'text', who: managed, from: SECTION_VIII,
    citation: 'ПП РФ 416, раздел VIII', confidence: 'M', note: FORCE,
  },
  {
    id: 'AP-06', title: 'Хранение запроса и ответа', value: 3, unit: 'y', event: 'регистрация запроса',
    who: managed, from: SECTION_VIII, citation: 'ПП РФ 416, раздел VIII, п. 38', confidence: 'M', moves: false, note: FORCE,
  },
  {
    id: 'AP-07', title: 'Сведения об объёме и качестве работ по содержанию', value: 5, unit: 'wd', event: 'запрос',
    who: managed, citation: 'Правила 491, п. 40 «а»', confidence: 'V2', source: 'answer-terms', note: 'Договор может срок сократить.',
  },
  {
    id: 'AP-08', title: 'Проверка правильности начислений при личном визите', value: 0, unit: 'min', event: 'визит',
    who: 'исполнитель', citation: 'ПП РФ 354, п. 31 «д»', confidence: 'V2', source: 'answer-terms',
    note: 'Немедленно; исправленный документ выдают на месте.',
  },
  {
    id: 'AP-09', title: 'Проверка прибора учёта по требованию', value: 10, unit: 'cd', event: 'требование',
    who: 'исполнитель', citation: 'ПП РФ 354, п. 31 «е(2)»', confidence: 'V2', source: 'answer-terms',
  },
  {
    id: 'AP-10', title: 'Показания общедомового прибора учёта', value: 1, unit: 'wd', event: 'запрос',
    who: 'исполнитель', citation: 'ПП РФ 354, п. 31 «е»', confidence: 'M',
  },
  {
    id: 'AP-11', title: 'Ответ на жалобу о качестве коммунальной услуги', value: 3, unit: 'wd',
    event: 'получение жалобы',
    who: 'исполнитель', citation: 'ПП РФ 354, п. 31', confidence: 'V', source: 'dek-complaints',
  },
  {
    id: 'AP-12', title: 'Сведения о месячных объёмах по дому', value: 3, unit: 'wd', event: 'заявление',
    who: 'исполнитель', citation: 'ПП РФ 354, п. 31', confidence: 'M',
  },
  {
    id: 'AP-13', title: 'Денежное требование потребителя', value: 10, unit: 'cd', event: 'требование',
    who: 'исполнитель', citation: 'Закон о защите прав потребителей, ст. 22, 31', confidence: 'V', source: 'zpp',
  },
  {
    id: 'AP-14', title: 'Проверка по сообщению о перерыве или плохом качестве', value: 2, unit: 'h',
    event: 'сообщение', who: 'АДС', citation: 'ПП РФ 354, п. 108', confidence: 'V', source: '354-108',
    note: 'С заявителем можно согласовать другое время.', usedBy: ['appeal', 'dispatch'],
  },
  {
    id: 'AP-15', title: 'Ответ органа власти на обращение', value: 30, unit: 'cd', event: 'регистрация обращения',
    who: 'орган власти', citation: '59-ФЗ, ст. 12', confidence: 'V', source: 'prosecutor-59',
  },
  {
    id: 'AP-15.register', title: 'Регистрация обращения в органе власти', value: 3, unit: 'cd',
    event: 'получение обращения', who: 'орган власти', citation: '59-ФЗ, ст. 8', confidence: 'V', source: '59-8',
  },
  {
    id: 'AP-15.forward', title: 'Пересылка обращения по компетенции', value: 7, unit: 'cd',
    event: 'регистрация обращения', who: 'орган власти', citation: '59-ФЗ, ст. 8', confidence: 'V', source: '59-8',
  },
  {
    id: 'AP-15.copies', title: 'Копии обращения — в другие органы, если вопросы решают несколько', value: 7, unit: 'cd',
    event: 'регистрация обращения', who: 'орган власти', citation: '59-ФЗ, ст. 8 ч. 4', confidence: 'M',
  },
  {
    id: 'AP-15.extend', title: 'Продление срока ответа органа власти', value: 30, unit: 'cd',
    event: 'последний день срока ответа', who: 'орган власти', citation: '59-ФЗ, ст. 12', confidence: 'V', source: 'prosecutor-59',
    note: 'Не более 30 дней; заявителя уведомляют.',
  },
  {
    id: 'AP-16', title: 'Кого связывает закон об обращениях', value: 'органы власти, не частные организации',
    unit: 'text', who: 'орган власти', citation: '59-ФЗ; позиция Верховного Суда РФ, 2019', confidence: 'V2', source: 'survey',
  },
  {
    id: 'AP-17', title: 'Электронное обращение в орган: только портал с идентификацией',
    value: 'ЕПГУ, сайт или система органа с идентификацией', unit: 'text', from: '2025-03-30', who: 'гражданин',
    citation: '547-ФЗ от 28.12.2024', confidence: 'V2', source: 'survey', note: 'Письмо по e-mail обращением не считается.',
  },
  {
    id: 'AP-18', title: 'Сообщение через ГИС ЖКХ или «Госуслуги Дом»', value: 'официальное, срок — по его теме',
    unit: 'text', to: '2025-12-27', who: 'УО, ТСЖ, РСО', citation: 'ЖК РФ, ст. 165; ПП РФ 416', confidence: 'V2', source: 'max-press',
  },
  {
    id: 'AP-18', title: 'Сообщение через ГИС ЖКХ, «Госуслуги Дом» или МАКС', value: 'официальное, срок — по его теме',
    unit: 'text', from: '2025-12-28', who: 'УО, ТСЖ, РСО', citation: 'ЖК РФ, ст. 165 ч. 6; ПП РФ 416',
    confidence: 'V2', source: 'max-press', note: 'МАКС — не раньше подписания закона, 28.12.2025; день вступления в силу не подтверждён.',
  },
  {
    id: 'AP-19', title: 'Обращение без имени и адреса', value: 'регистрируют, отвечать не обязаны', unit: 'text',
    who: 'адресат', citation: 'Правило системы; по аналогии с 59-ФЗ, ст. 11', confidence: 'P',
  },
  {
    id: 'AP-20', title: 'Сообщить, что обращение не поддаётся прочтению', value: 7, unit: 'cd',
    event: 'регистрация обращения', who: 'орган власти', citation: '59-ФЗ, ст. 11 ч. 4', confidence: 'V2', source: 'culture-124',
    note: 'Если читаются фамилия и адрес. На само обращение не отвечают.',
  },
  {
    id: 'AP-20.sense', title: 'Сообщить, что суть обращения не определить', value: 7, unit: 'cd',
    event: 'регистрация обращения', who: 'орган власти', from: '2017-12-08', citation: '59-ФЗ, ст. 11 ч. 4.1',
    confidence: 'V', source: 'reception-59', note: 'Часть внесена 355-ФЗ от 27.11.2017; первый день указан по памяти.',
  },
  {
    id: 'AP-20.court', title: 'Вернуть обращение, в котором обжалуют решение суда', value: 7, unit: 'cd',
    event: 'регистрация обращения', who: 'орган власти', citation: '59-ФЗ, ст. 11 ч. 2', confidence: 'V2', source: 'ministry-28',
    note: 'С разъяснением, как обжаловать решение суда.',
  },
  {
    id: 'AP-20.site', title: 'Сообщить, где на сайте уже есть ответ', value: 7, unit: 'cd',
    event: 'регистрация обращения', who: 'орган власти', from: '2017-12-08', citation: '59-ФЗ, ст. 11 ч. 5.1',
    confidence: 'M', note: 'Часть внесена 355-ФЗ от 27.11.2017; первый день указан по памяти.',
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
