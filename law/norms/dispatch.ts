import type { NormRow } from './row';

const ads = 'ПП РФ 416, п. 13';
const rules354 = 'ПП РФ 354';
const interruptions = 'ПП РФ 354, приложение 1';
const since2019 = '2019-03-01';
const registered = 'регистрация заявки';
const builder = 'исполнитель';

/** Аварийно-диспетчерская служба, качество услуг, перерывы и плановые работы. Неисправности — в faults.ts. */
export const dispatchNorms: readonly NormRow[] = [
  {
    id: 'ADS-02', title: 'Регистрация заявок круглосуточно', value: '24/7', unit: 'text', who: 'АДС',
    citation: 'ПП РФ 416, пп. 10, 12', confidence: 'V', source: 'ads-416', from: since2019,
  },
  {
    id: 'ADS-04', title: 'Ответ на телефонный звонок', value: 5, unit: 'min', event: 'поступление звонка', who: 'АДС',
    citation: ads, confidence: 'V', source: 'ads-416', from: since2019,
  },
  {
    id: 'ADS-05', title: 'Обратный звонок, если не ответили', value: 10, unit: 'min', event: 'поступление звонка',
    who: 'АДС', citation: ads, confidence: 'V', source: 'ads-416', from: since2019,
  },
  {
    id: 'ADS-06', title: 'Рассмотреть оставленное сообщение', value: 10, unit: 'min', event: 'поступление сообщения',
    who: 'АДС', citation: ads, confidence: 'V', source: 'ads-416', from: since2019,
  },
  {
    id: 'ADS-07', title: 'Сообщить заявителю планируемые сроки', value: 30, unit: 'min', event: registered, who: 'АДС',
    citation: ads, confidence: 'M', from: since2019,
  },
  {
    id: 'ADS-08', title: 'Локализовать аварийное повреждение', value: 30, unit: 'min', event: registered, who: 'АДС',
    citation: ads, confidence: 'V', source: 'tyumen-gzhi', from: since2019, note: 'Вода, канализация, отопление, электроснабжение дома.',
  },
  {
    id: 'ADS-09', title: 'Устранить засор канализации', value: 2, unit: 'h', event: registered, who: 'АДС',
    citation: ads, confidence: 'V', source: 'tyumen-gzhi', from: since2019,
  },
  {
    id: 'ADS-10', title: 'Устранить засор мусоропровода', value: 2, unit: 'h', event: registered, who: 'АДС',
    window: ['08:00', '23:00'], citation: ads, confidence: 'V', source: 'tyumen-gzhi', from: since2019,
    note: 'Работы только с 8 до 23 часов; заявки принимают круглосуточно.',
  },
  {
    id: 'ADS-12', title: 'Устранить аварийное повреждение', value: 72, unit: 'h', event: 'повреждение', who: 'АДС, УО',
    citation: ads, confidence: 'V', source: 'tyumen-gzhi', from: since2019,
    note: 'В норме трое суток с даты повреждения, а не заявки; считаем часами. Действует более короткий из сроков.',
  },
  {
    id: 'ADS-13', title: 'Сообщить об аварии диспетчеру поставщика', value: 5, unit: 'min',
    event: 'определение вида аварии', who: 'АДС', citation: 'ПП РФ 416, п. 14', confidence: 'P', from: since2019,
    note: 'Обязанность установлена, число выбрано нами.',
  },
  {
    id: 'ADS-14', title: 'Сообщить об аварии в ОМСУ', value: 30, unit: 'min', event: 'признание аварией', who: 'АДС',
    citation: 'ПП РФ 416, пп. 14–15', confidence: 'P', from: since2019,
    note: 'Обязанность установлена, число выбрано нами.',
  },
  {
    id: 'ADS-21', title: 'Хранение записей разговоров', value: 3, unit: 'y', event: 'конец разговора', who: 'УО',
    citation: 'ГК РФ, ст. 196', confidence: 'P', moves: false, note: 'Закон молчит; взят срок исковой давности.',
  },
  {
    id: 'ADS-22', title: 'Контакты АДС и сообщения в MAX', value: 'обязанность УО, ТСЖ, ЖСК, РСО', unit: 'text',
    from: '2026-02-17', citation: 'ЖК РФ, ст. 165 ч. 6', confidence: 'V2', source: 'max-press',
    note: 'С 01.09.2026 обязанность повторена в Правилах 416.',
  },
  {
    id: 'QV-02', title: 'Сообщить причины и длительность нарушения', value: 24, unit: 'h',
    event: 'обнаружение нарушения',
    who: builder, citation: `${rules354}, п. 104`, confidence: 'V', source: 'rpn-quality',
  },
  {
    id: 'QV-06', title: 'Проверить факт нарушения качества', value: 2, unit: 'h', event: 'сообщение потребителя',
    who: 'АДС', citation: `${rules354}, п. 108`, confidence: 'V', source: '354-108', note: 'Если не согласовано другое время.',
  },
  {
    id: 'QV-10', title: 'Потребителей для акта без исполнителя', value: 2, unit: 'count', operator: '>=',
    who: 'потребитель', citation: `${rules354}, п. 110(1)`, confidence: 'V2', source: 'survey',
    note: 'И председатель совета дома или ТСЖ.',
  },
  {
    id: 'QV-13', title: 'Акт о причинении вреда', value: 12, unit: 'h', event: 'обращение в АДС', who: builder,
    citation: `${rules354}, п. 152`, confidence: 'V2', source: '354-152', note: 'Акт составляют в двух экземплярах.',
  },
  {
    id: 'QV-14', title: 'Ответ на претензию о качестве', value: 3, unit: 'wd', event: 'получение претензии',
    who: builder, citation: `${rules354}, п. 31`, confidence: 'V', source: 'dek-complaints', usedBy: ['dispatch', 'appeal'],
  },
  {
    id: 'INT-HVS.sum', title: 'Холодная вода: перерывов за месяц', value: 8, unit: 'h', operator: '<=',
    citation: interruptions, confidence: 'V', source: '354-app-1', usedBy: ['dispatch', 'billing'],
  },
  {
    id: 'INT-HVS.once', title: 'Холодная вода: один перерыв', value: 4, unit: 'h', event: 'начало перерыва',
    who: builder,
    citation: interruptions, confidence: 'V', source: '354-app-1', usedBy: ['dispatch', 'billing'],
  },
  {
    id: 'INT-HVS.rate', title: 'Холодная вода: снижение платы за час сверх нормы', value: 0.15, unit: '%',
    citation: interruptions, confidence: 'V', source: '354-app-1', usedBy: ['dispatch', 'billing'],
  },
  {
    id: 'INT-HVS.pressure', title: 'Холодная вода: снижение за час при отклонении давления', value: 0.1, unit: '%',
    citation: interruptions, confidence: 'M', usedBy: ['billing'],
    note: 'Отклонение до 25 %; при большем день не оплачивают.',
  },
  {
    id: 'INT-HVS.pressureLimit', title: 'Холодная вода: отклонение давления, после которого платы за день нет',
    value: 25,
    unit: '%', operator: '>', citation: interruptions, confidence: 'M', usedBy: ['billing'],
  },
  {
    id: 'INT-GVS.sum', title: 'Горячая вода: перерывов за месяц', value: 8, unit: 'h', operator: '<=',
    citation: interruptions, confidence: 'V', source: '354-app-1', usedBy: ['dispatch', 'billing'],
  },
  {
    id: 'INT-GVS.once', title: 'Горячая вода: один перерыв', value: 4, unit: 'h', event: 'начало перерыва',
    who: builder,
    citation: interruptions, confidence: 'V', source: '354-app-1', usedBy: ['dispatch', 'billing'],
  },
  {
    id: 'INT-GVS.deadEnd', title: 'Горячая вода: перерыв при аварии на тупиковой магистрали', value: 24, unit: 'h',
    event: 'начало перерыва', who: builder, citation: interruptions, confidence: 'V', source: '354-app-1', usedBy: ['dispatch', 'billing'],
  },
  {
    id: 'INT-GVS.prophylaxis', title: 'Горячая вода: ежегодная профилактика', value: 14, unit: 'cd', moves: false,
    event: 'начало профилактики', who: builder, citation: interruptions, confidence: 'V', source: '354-app-1',
    usedBy: ['dispatch', 'billing'],
  },
  {
    id: 'INT-GVS.rate', title: 'Горячая вода: снижение платы за час сверх нормы', value: 0.15, unit: '%',
    citation: interruptions, confidence: 'V', source: '354-app-1', usedBy: ['dispatch', 'billing'],
  },
  {
    id: 'INT-GVS.temperatureRate', title: 'Горячая вода: снижение за час на каждые 3 °C', value: 0.1, unit: '%',
    citation: interruptions, confidence: 'V2', source: '354-hot-water', usedBy: ['billing'],
  },
  {
    id: 'INT-GVS.coldBelow', title: 'Горячая вода: ниже этой температуры платят как за холодную, °C', value: 40,
    unit: 'count', operator: '<', citation: interruptions, confidence: 'V2', source: '354-hot-water', usedBy: ['billing'],
  },
  {
    id: 'INT-GVS.temperature', title: 'Горячая вода: температура, °C', value: '60–75', unit: 'count',
    citation: interruptions, confidence: 'V2', source: '354-hot-water', usedBy: ['dispatch', 'billing'],
    note: 'Допуск ночью (0–5 часов) 5 °C, днём 3 °C.',
  },
  {
    id: 'INT-VO.sum', title: 'Водоотведение: перерывов за месяц', value: 8, unit: 'h', operator: '<=',
    citation: interruptions, confidence: 'V', source: '354-app-1', usedBy: ['dispatch', 'billing'],
  },
  {
    id: 'INT-VO.once', title: 'Водоотведение: один перерыв', value: 4, unit: 'h', event: 'начало перерыва',
    who: builder,
    citation: interruptions, confidence: 'V', source: '354-app-1', usedBy: ['dispatch', 'billing'],
  },
  {
    id: 'INT-VO.rate', title: 'Водоотведение: снижение платы за час сверх нормы', value: 0.15, unit: '%',
    citation: interruptions, confidence: 'V', source: '354-app-1', usedBy: ['dispatch', 'billing'],
  },
  {
    id: 'INT-EL.twoSources', title: 'Электричество: перерыв при двух источниках', value: 2, unit: 'h',
    event: 'начало перерыва', who: builder, citation: interruptions, confidence: 'V', source: 'navashino', usedBy: ['dispatch', 'billing'],
  },
  {
    id: 'INT-EL.oneSource', title: 'Электричество: перерыв при одном источнике', value: 24, unit: 'h',
    event: 'начало перерыва', who: builder, citation: interruptions, confidence: 'V', source: 'navashino', usedBy: ['dispatch', 'billing'],
  },
  {
    id: 'INT-EL.rate', title: 'Электричество: снижение платы за час сверх нормы', value: 0.15, unit: '%',
    citation: interruptions, confidence: 'V', source: 'navashino', usedBy: ['dispatch', 'billing'],
  },
  {
    id: 'INT-GAS.sum', title: 'Газ: перерывов за месяц', value: 4, unit: 'h', operator: '<=', citation: interruptions,
    confidence: 'V', source: '354-app-1', usedBy: ['dispatch', 'billing'],
  },
  {
    id: 'INT-GAS.rate', title: 'Газ: снижение платы за час сверх нормы', value: 0.15, unit: '%',
    citation: interruptions,
    confidence: 'V', source: '354-app-1', usedBy: ['dispatch', 'billing'],
  },
  {
    id: 'INT-HEAT.sum', title: 'Отопление: перерывов за месяц', value: 24, unit: 'h', operator: '<=',
    citation: interruptions, confidence: 'V', source: 'navashino', usedBy: ['dispatch', 'billing'],
  },
  {
    id: 'INT-HEAT.from12', title: 'Отопление: перерыв, когда в комнате от +12 °C', value: 16, unit: 'h',
    event: 'начало перерыва', who: builder, citation: interruptions, confidence: 'V', source: 'navashino', usedBy: ['dispatch', 'billing'],
  },
  {
    id: 'INT-HEAT.from10', title: 'Отопление: перерыв, когда в комнате от +10 до +12 °C', value: 8, unit: 'h',
    event: 'начало перерыва', who: builder, citation: interruptions, confidence: 'V', source: 'navashino', usedBy: ['dispatch', 'billing'],
  },
  {
    id: 'INT-HEAT.from8', title: 'Отопление: перерыв, когда в комнате от +8 до +10 °C', value: 4, unit: 'h',
    event: 'начало перерыва', who: builder, citation: interruptions, confidence: 'V', source: 'navashino', usedBy: ['dispatch', 'billing'],
  },
  {
    id: 'INT-HEAT.rate', title: 'Отопление: снижение платы за час сверх нормы', value: 0.15, unit: '%',
    citation: interruptions, confidence: 'V', source: 'navashino', usedBy: ['dispatch', 'billing'],
  },
  {
    id: 'INT-HEAT.degreeRate', title: 'Отопление: снижение за час на каждый градус', value: 0.15, unit: '%',
    citation: interruptions, confidence: 'V2', source: 'heat-degree', usedBy: ['dispatch', 'billing'],
  },
  {
    id: 'INT-HEAT.room', title: 'Отопление: температура в комнате, °C', value: 18, unit: 'count', operator: '>=',
    citation: interruptions, confidence: 'V', source: 'navashino', usedBy: ['dispatch', 'billing'],
    note: 'Угловая +20; холодные регионы +20 и +22; ночью допуск 3 °C.',
  },
  {
    id: 'INT-HEAT.corner', title: 'Отопление: температура в угловой комнате, °C', value: 20, unit: 'count',
    operator: '>=', citation: interruptions, confidence: 'V', source: 'navashino', usedBy: ['dispatch', 'billing'],
  },
  {
    id: 'INT-HEAT.over', title: 'Отопление: допустимое превышение, °C', value: 4, unit: 'count', operator: '<=',
    citation: interruptions, confidence: 'V', source: '354-app-1', usedBy: ['dispatch', 'billing'],
  },
  {
    id: 'INT-TKO.sum', title: 'Вывоз ТКО: перерывов за месяц', value: 72, unit: 'h', operator: '<=',
    citation: interruptions, confidence: 'V', source: 'dek-waste', usedBy: ['dispatch', 'billing'],
  },
  {
    id: 'INT-TKO.cold', title: 'Вывоз ТКО: один перерыв при +5 °C и ниже', value: 48, unit: 'h',
    event: 'начало перерыва', citation: interruptions, confidence: 'V', source: 'dek-waste', usedBy: ['dispatch', 'billing'],
  },
  {
    id: 'INT-TKO.warm', title: 'Вывоз ТКО: один перерыв выше +5 °C', value: 24, unit: 'h', event: 'начало перерыва',
    citation: interruptions, confidence: 'V', source: 'dek-waste', usedBy: ['dispatch', 'billing'],
  },
  {
    id: 'INT-TKO.rate', title: 'Вывоз ТКО: снижение платы за каждые 24 часа', value: 3.3, unit: '%',
    citation: interruptions, confidence: 'V', source: 'dek-waste', usedBy: ['dispatch', 'billing'],
  },
  {
    id: 'PL-06.notice', title: 'Известить о проверке прибора в квартире', value: 14, unit: 'cd', direction: 'backward',
    event: 'назначенная проверка', who: builder, citation: `${rules354}, п. 85 «а»`, confidence: 'V2', source: 'meters-notice',
  },
  {
    id: 'PL-06', title: 'Предложить другой день проверки прибора', value: 2, unit: 'cd', direction: 'backward',
    event: 'назначенная проверка', who: 'потребитель', citation: `${rules354}, п. 85 «б»`, confidence: 'V', source: 'oke-access',
    note: 'Новый день — не раньше чем через 2 дня после сообщения; самый поздний — PL-06.access.',
  },
  {
    id: 'PL-06.access', title: 'Самый поздний день проверки, который может предложить потребитель', value: 3, unit: 'cd',
    event: 'назначенная проверка', moves: false, who: 'потребитель', citation: `${rules354}, п. 85 «б»`, confidence: 'V', source: 'oke-access',
  },
];
