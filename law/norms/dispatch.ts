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
    id: 'ADS-03', title: 'За чем служба следит всегда',
    value: 'качество ресурса на границе сетей, газ в подвалах, связь с лифтом', unit: 'text', who: 'АДС',
    citation: 'ПП РФ 416, пп. 10–11', confidence: 'V', source: 'ads-416', from: since2019,
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
    id: 'ADS-11', title: 'Возобновить услугу после аварии', value: 'в пределах допустимого перерыва', unit: 'text',
    who: 'АДС, УО', citation: ads, confidence: 'V', source: 'kontakt73', from: since2019,
    note: 'Допустимые перерывы — строки INT.',
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
    id: 'ADS-15', title: 'Журнал заявок',
    value: 'бумажный прошит, пронумерован, с печатью; или система учёта; с записью разговора', unit: 'text',
    who: 'АДС', citation: 'ПП РФ 416, п. 17', confidence: 'V', source: 'journal-416', from: since2019,
  },
  {
    id: 'ADS-16', title: 'Что сообщают заявителю при приёме', value: 'номер заявки, сроки и меры', unit: 'text',
    who: 'АДС', citation: 'ПП РФ 416, п. 17', confidence: 'V2', source: 'bondar-number', from: since2019,
    note: 'Причину выясняют и решение записывают тогда же.',
  },
  {
    id: 'ADS-17', title: 'Перед приходом в квартиру', value: 'назвать день и время, причину и работника',
    unit: 'text', who: 'АДС', citation: 'ПП РФ 416, п. 17', confidence: 'U', from: since2019,
    note: 'Слова пункта не сверены.',
  },
  {
    id: 'ADS-18', title: 'Работник у двери', value: 'удостоверение, знак с именем и специальностью, бахилы',
    unit: 'text', who: 'АДС', citation: 'ПП РФ 416, п. 17', confidence: 'U', from: since2019,
    note: 'Слова пункта не сверены.',
  },
  {
    id: 'ADS-19', title: 'Контроль качества работ', value: 'фото и видео, опросы заявителей', unit: 'text',
    who: 'АДС', citation: 'ПП РФ 416, п. 17', confidence: 'U', from: since2019,
    note: 'Слова пункта не сверены.',
  },
  {
    id: 'ADS-20', title: 'Журнал хранят и показывают', value: 'хранит служба; заявителю показывают его запись',
    unit: 'text', who: 'АДС', citation: 'ПП РФ 416, п. 17', confidence: 'V', source: 'journal-416', from: since2019,
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
    id: 'QV-01', title: 'Записать массовое нарушение', value: 'день, время начала и причину — сразу', unit: 'text',
    who: 'исполнитель', citation: `${rules354}, п. 104`, confidence: 'V', source: 'mednogorsk',
  },
  {
    id: 'QV-02', title: 'Сообщить причины и длительность нарушения', value: 24, unit: 'h',
    event: 'обнаружение нарушения',
    who: builder, citation: `${rules354}, п. 104`, confidence: 'V', source: 'rpn-quality',
  },
  {
    id: 'QV-03', title: 'Записать возобновление услуги', value: 'день и время — сразу', unit: 'text',
    who: 'исполнитель', citation: `${rules354}, п. 104`, confidence: 'V', source: 'mednogorsk',
  },
  {
    id: 'QV-04', title: 'Сообщение потребителя регистрируют',
    value: 'письменное или устное; диспетчер называет себя, номер и время', unit: 'text', who: 'АДС',
    citation: `${rules354}, пп. 105–106`, confidence: 'V', source: 'rpn-quality',
  },
  {
    id: 'QV-05', title: 'Причину, которую знают, называют сразу',
    value: 'при приёме сообщения, с отметкой в журнале', unit: 'text', who: 'АДС', citation: `${rules354}, п. 107`,
    confidence: 'U',
  },
  {
    id: 'QV-06', title: 'Проверить факт нарушения качества', value: 2, unit: 'h', event: 'сообщение потребителя',
    who: 'АДС', citation: `${rules354}, п. 108`, confidence: 'V', source: '354-108', note: 'Если не согласовано другое время.',
  },
  {
    id: 'QV-07', title: 'Проверку переносят только из-за непреодолимой силы',
    value: 'сообщить сразу и согласовать новое время', unit: 'text', who: 'АДС', citation: `${rules354}, п. 108`,
    confidence: 'V', source: '354-108',
  },
  {
    id: 'QV-08', title: 'Акт проверки составляют в её конце',
    value: 'день и время, нарушения, чем измеряли, выводы; копии всем', unit: 'text', who: 'исполнитель',
    citation: `${rules354}, п. 109`, confidence: 'V', source: '354-108',
  },
  {
    id: 'QV-09', title: 'При споре — экспертиза и новая проверка', value: 'по требованию любого участника',
    unit: 'text', citation: `${rules354}, п. 109`, confidence: 'U', note: 'Слова пункта не сверены.',
  },
  {
    id: 'QV-10', title: 'Потребителей для акта без исполнителя', value: 2, unit: 'count', operator: '>=',
    who: 'потребитель', citation: `${rules354}, п. 110(1)`, confidence: 'V2', source: 'survey',
    note: 'И председатель совета дома или ТСЖ.',
  },
  {
    id: 'QV-11', title: 'С какого времени считают нарушение',
    value: 'время из журнала, прибора учёта, сообщения потребителя или акта', unit: 'text',
    citation: `${rules354}, п. 111`, confidence: 'V2', source: 'erickgl',
    note: 'Порядок этих моментов в пункте не сверен; берём самый ранний доказанный.',
  },
  {
    id: 'QV-12', title: 'До какого времени считают нарушение', value: 'до полного устранения, по записи или акту',
    unit: 'text', citation: `${rules354}, пп. 112–113`, confidence: 'V2', source: 'razvorotneva',
  },
  {
    id: 'QV-13', title: 'Акт о причинении вреда', value: 12, unit: 'h', event: 'обращение в АДС', who: builder,
    citation: `${rules354}, п. 152`, confidence: 'V2', source: '354-152', note: 'Акт составляют в двух экземплярах.',
  },
  {
    id: 'QV-13.copies', title: 'Экземпляров акта о вреде', value: 2, unit: 'count', citation: `${rules354}, п. 152`,
    confidence: 'V2', source: '354-152', operator: '>=',
  },
  {
    id: 'QV-13.witnesses', title: 'Кто подписывает акт о вреде вместо потребителя', value: 2, unit: 'count',
    citation: `${rules354}, п. 152`, confidence: 'U', operator: '>=',
    note: 'Двое, не заинтересованных в деле.',
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
    id: 'INT-GVS.min', title: 'Горячая вода: не холоднее, °C', value: 60, unit: 'count', operator: '>=',
    citation: interruptions, confidence: 'V2', source: '354-hot-water', usedBy: ['dispatch', 'billing'],
  },
  {
    id: 'INT-GVS.max', title: 'Горячая вода: не горячее, °C', value: 75, unit: 'count', operator: '<=',
    citation: interruptions, confidence: 'V2', source: '354-hot-water', usedBy: ['dispatch', 'billing'],
  },
  {
    id: 'INT-GVS.day', title: 'Горячая вода: допуск днём, °C', value: 3, unit: 'count', operator: '<=',
    citation: interruptions, confidence: 'V2', source: '354-hot-water', usedBy: ['dispatch', 'billing'],
  },
  {
    id: 'INT-GVS.night', title: 'Горячая вода: допуск ночью, °C', value: 5, unit: 'count', operator: '<=',
    window: ['00:00', '05:00'], citation: interruptions, confidence: 'V2', source: '354-hot-water',
    usedBy: ['dispatch', 'billing'], note: 'Ночь — с 0 до 5 часов.',
  },
  {
    id: 'INT-GVS.step', title: 'Горячая вода: плату снижают за каждые столько °C', value: 3, unit: 'count',
    citation: interruptions, confidence: 'V2', source: '354-hot-water', usedBy: ['dispatch', 'billing'],
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
    id: 'INT-HEAT.edge12', title: 'Отопление: комната, в которой перерыв самый долгий, °C', value: 12,
    unit: 'count', citation: interruptions, confidence: 'V', source: 'navashino', operator: '>=',
  },
  {
    id: 'INT-HEAT.edge10', title: 'Отопление: средняя граница температуры комнаты, °C', value: 10, unit: 'count',
    citation: interruptions, confidence: 'V', source: 'navashino', operator: '>=',
  },
  {
    id: 'INT-HEAT.edge8', title: 'Отопление: холоднее этого перерыв не допустим, °C', value: 8, unit: 'count',
    citation: interruptions, confidence: 'V', source: 'navashino', operator: '>=',
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
    id: 'INT-HEAT.cold', title: 'Отопление: температура в комнате в холодных районах, °C', value: 20, unit: 'count',
    operator: '>=', citation: interruptions, confidence: 'V', source: 'navashino', usedBy: ['dispatch', 'billing'],
    note: 'Там, где самая холодная пятидневка −31 °C и ниже.',
  },
  {
    id: 'INT-HEAT.coldCorner', title: 'Отопление: угловая комната в холодных районах, °C', value: 22, unit: 'count',
    operator: '>=', citation: interruptions, confidence: 'V', source: 'navashino', usedBy: ['dispatch', 'billing'],
  },
  {
    id: 'INT-HEAT.night', title: 'Отопление: допустимое снижение ночью, °C', value: 3, unit: 'count', operator: '<=',
    window: ['00:00', '05:00'], citation: interruptions, confidence: 'V', source: 'navashino',
    usedBy: ['dispatch', 'billing'], note: 'Ночь — с 0 до 5 часов.',
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
    id: 'INT-TKO.edge', title: 'Вывоз ТКО: теплее этого мусор вывозят чаще, °C', value: 5, unit: 'count',
    citation: interruptions, confidence: 'V', source: 'dek-waste', operator: '>',
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
  {
    id: 'HS-01', title: 'Плату за содержание снижают за плохие услуги',
    value: 'если услуга плохая или с перерывом дольше нормы', unit: 'text',
    citation: 'Правила изменения платы, ПП РФ 491', confidence: 'V', source: '491-title',
    usedBy: ['dispatch', 'billing'],
    note: 'Цену каждой услуги берут из перечня работ договора.',
  },
  {
    id: 'HS-02', title: 'Просить о снижении платы за содержание', value: 6, unit: 'mo', event: 'нарушение',
    citation: 'Правила изменения платы, ПП РФ 491, п. 8', confidence: 'U', moves: false,
    usedBy: ['dispatch', 'billing'],
    note: 'Слова пункта не сверены.',
  },
  {
    id: 'HS-03', title: 'Сообщить, что заявление о снижении платы получено', value: 2, unit: 'wd',
    event: 'получение заявления', who: 'УО, ТСЖ', citation: 'Правила изменения платы, ПП РФ 491, п. 9',
    confidence: 'U', usedBy: ['dispatch', 'billing'],
    note: 'Слова пункта не сверены.',
  },
  {
    id: 'HS-04', title: 'Ответить, снизят ли плату', value: 10, unit: 'wd', event: 'получение заявления',
    who: 'УО, ТСЖ', citation: 'Правила изменения платы, ПП РФ 491, п. 9', confidence: 'U',
    usedBy: ['dispatch', 'billing'],
    note: 'Слова пункта не сверены.',
  },
  {
    id: 'INS-01', title: 'Осмотров общего имущества за год', value: 2, unit: 'count',
    citation: 'Правила 491, п. 13(1); ПП РФ 331', confidence: 'V2', source: '331-survey', operator: '>=',
    note: 'Весной и осенью; текущие — по технической документации.',
  },
  {
    id: 'INS-02', title: 'Внеочередной осмотр после аварии, пожара, бедствия', value: 24, unit: 'h',
    event: 'авария', who: 'УО, ТСЖ', citation: 'Правила 491, п. 13(1); ПП РФ 331', confidence: 'V2',
    source: '331-survey',
    note: 'В норме одни сутки.',
  },
  {
    id: 'MIN-290', title: 'Как часто делать обязательные работы', value: 'по минимальному перечню и договору',
    unit: 'text', who: 'УО, ТСЖ', citation: 'ПП РФ 290', confidence: 'U',
    note: 'Периодичности перечня не сверены; их берут из договора управления.',
  },
  {
    id: 'VDGO-01', title: 'Обслужить газовое оборудование дома и квартиры', value: 3, unit: 'y',
    event: 'прежнее обслуживание', citation: 'Правила 410', confidence: 'V2', source: 'vdgo-survey',
    to: '2017-09-19', moves: false,
  },
  {
    id: 'VDGO-01', title: 'Обслужить газовое оборудование дома и квартиры', value: 1, unit: 'y',
    event: 'прежнее обслуживание', citation: 'Правила 410 в ред. ПП РФ 1091', confidence: 'V',
    source: 'vdgo-office', from: '2017-09-20', moves: false,
  },
  {
    id: 'VDGO-02', title: 'Проверок вентиляции и дымоходов за год', value: 3, unit: 'count',
    citation: 'Правила 410, п. 12', confidence: 'V2', source: 'vent-forum', operator: '>=',
  },
];
