import type { NormRow } from './row';

const gosstroy = 'Правила Госстроя № 170, приложение 2';
const ads = 'ПП РФ 416, п. 13';
/** Signed on 27.09.2003, registered on 15.10.2003, published on 23.10.2003 by memory: in force ten days later. */
const since2003 = '2003-11-03';
const found = 'обнаружение или заявка';

/** Предельные сроки устранения неисправностей: правила и нормы эксплуатации 170 от 27.09.2003. */
export const faultNorms: readonly NormRow[] = [
  {
    id: 'R01', title: 'Протечки в отдельных местах кровли', value: 24, unit: 'h', event: found, citation: gosstroy,
    confidence: 'V', source: 'moskv-170', from: since2003,
  },
  {
    id: 'R02', title: 'Повреждение организованного водоотвода', value: 120, unit: 'h', event: found, citation: gosstroy,
    confidence: 'V', source: 'moskv-170', from: since2003,
  },
  {
    id: 'W01', title: 'Кирпичи стены грозят выпадением', value: 24, unit: 'h', event: found, citation: gosstroy,
    confidence: 'V', source: 'moskv-170', from: since2003, note: 'Ограждение — немедленно.',
  },
  {
    id: 'W02', title: 'Неплотность дымоходов и газоходов', value: 24, unit: 'h', event: found, citation: gosstroy,
    confidence: 'V', source: 'moskv-170', from: since2003,
  },
  {
    id: 'O01', title: 'Разбитые стёкла, сорванные створки — зимой', value: 24, unit: 'h', event: found,
    citation: gosstroy, confidence: 'V', source: 'moskv-170', from: since2003,
  },
  {
    id: 'O02', title: 'Разбитые стёкла, сорванные створки — летом', value: 72, unit: 'h', event: found,
    citation: gosstroy, confidence: 'V', source: 'moskv-170', from: since2003,
  },
  {
    id: 'O03', title: 'Входные двери подъезда', value: 24, unit: 'h', event: found, citation: gosstroy,
    confidence: 'V', source: 'moskv-170', from: since2003,
  },
  {
    id: 'F01', title: 'Отслоение штукатурки с угрозой обрушения', value: 120, unit: 'h', event: found,
    citation: gosstroy, confidence: 'V', source: 'moskv-170', from: since2003, note: 'Меры безопасности — немедленно.',
  },
  {
    id: 'F02', title: 'Облицовка и лепнина фасада держатся непрочно', value: 0, unit: 'h', event: found,
    citation: gosstroy, confidence: 'V', source: 'moskv-170', from: since2003, note: 'Меры безопасности — немедленно.',
  },
  {
    id: 'F03', title: 'Протечки перекрытий из-за гидроизоляции санузла', value: 72, unit: 'h', event: found,
    citation: gosstroy, confidence: 'V', source: 'moskv-170', from: since2003,
  },
  {
    id: 'P01', title: 'Трещины печей и дымоходов: угарный газ, пожар', value: 24, unit: 'h', event: found,
    citation: gosstroy, confidence: 'V', source: 'moskv-170', from: since2003, note: 'Пользование прекратить немедленно.',
  },
  {
    id: 'S01', title: 'Течь крана или сливного бачка', value: 24, unit: 'h', event: found, citation: gosstroy,
    confidence: 'V', source: 'moskv-170', from: since2003,
  },
  {
    id: 'S02', title: 'Аварийные неисправности труб', value: 0, unit: 'h', event: found, citation: gosstroy,
    confidence: 'V', source: 'moskv-170', from: since2003, note: 'Вода, канализация, отопление, газ — немедленно; устранение по ADS-12.',
  },
  {
    id: 'S03', title: 'Неисправности мусоропровода, кроме засора', value: 24, unit: 'h', event: found,
    citation: gosstroy, confidence: 'M', from: since2003,
  },
  {
    id: 'S04', title: 'Засор канализации', value: 2, unit: 'h', event: 'регистрация заявки', citation: ads,
    confidence: 'V', source: 'tyumen-gzhi', from: '2019-03-01', note: 'См. ADS-09.',
  },
  {
    id: 'S05', title: 'Засор мусоропровода', value: 2, unit: 'h', event: 'регистрация заявки', citation: ads,
    confidence: 'V', source: 'tyumen-gzhi', from: '2019-03-01', window: ['08:00', '23:00'], note: 'См. ADS-10.',
  },
  {
    id: 'E01', title: 'Отключение питания дома: переключить ввод', value: 2, unit: 'h', event: found,
    citation: gosstroy, confidence: 'M', from: since2003, note: 'Время прибытия персонала входит в срок.',
  },
  {
    id: 'E02', title: 'Вводное устройство: предохранители, автоматы', value: 3, unit: 'h', event: found,
    citation: gosstroy, confidence: 'M', from: since2003,
  },
  {
    id: 'E03', title: 'Автоматы защиты стояков и питающих линий', value: 3, unit: 'h', event: found,
    citation: gosstroy, confidence: 'M', from: since2003,
  },
  {
    id: 'E04', title: 'Аварийные неисправности электросети', value: 0, unit: 'h', event: found, citation: gosstroy,
    confidence: 'M', from: since2003, note: 'Немедленно.',
  },
  {
    id: 'E05', title: 'Электроплита: конфорка или жарочный шкаф', value: 72, unit: 'h', event: found,
    citation: gosstroy, confidence: 'M', from: since2003,
  },
  {
    id: 'E06', title: 'Электроплита отключена целиком', value: 3, unit: 'h', event: found, citation: gosstroy,
    confidence: 'M', from: since2003,
  },
  {
    id: 'E07', title: 'Освещение общедомовых помещений', value: 168, unit: 'h', event: found, citation: gosstroy,
    confidence: 'V2', source: 'terms-program', from: since2003,
  },
  {
    id: 'L01', title: 'Лифт неисправен', value: 24, unit: 'h', event: found, citation: gosstroy, confidence: 'V', source: 'moskv-170',
    from: since2003,
  },
  {
    id: 'L02', title: 'Эвакуация людей из лифта', value: 30, unit: 'min', event: 'регистрация диспетчером',
    citation: 'ПП РФ от 24.06.2017 № 743', confidence: 'V2', source: 'lift-gost', from: '2017-08-30', to: '2024-08-31',
  },
  {
    id: 'L02', title: 'Эвакуация людей из лифта', value: 30, unit: 'min', event: 'регистрация диспетчером',
    citation: 'ПП РФ от 20.10.2023 № 1744', confidence: 'V2', source: 'tula-lift', from: '2024-09-01',
  },
  {
    id: 'G01', title: 'Запах газа: передать в 104 или 112', value: 0, unit: 'min', event: 'сообщение',
    citation: 'правила безопасности сетей газораспределения', confidence: 'V2', source: 'mosoblgaz', note: 'Немедленно.',
  },
  {
    id: 'G01.crew', title: 'Запах газа: выезд аварийной бригады', value: 5, unit: 'min', event: 'сообщение',
    who: 'газовая служба', citation: 'правила безопасности сетей газораспределения', confidence: 'M',
  },
  {
    id: 'FAULT-2.2.6', title: 'Обычная заявка: устранение организуют на следующий день', value: 1, unit: 'cd',
    event: 'поступление заявки', moves: false, citation: 'Правила Госстроя № 170, п. 2.2.6', confidence: 'M?',
    note: 'Если нужны детали или время, заявителю сообщают решение.',
  },
  {
    id: 'FAULT-OTHER', title: 'Обычная неисправность вне перечня', value: 5, unit: 'wd', event: 'поступление заявки',
    citation: 'правило системы', confidence: 'P', note: 'Плановую дату называют при приёме заявки.',
  },
  {
    id: 'FAULT-NOW.dispatch', title: 'Немедленная неисправность: направить мастера', value: 5, unit: 'min',
    event: 'регистрация заявки', citation: 'правило системы', confidence: 'P',
  },
  {
    id: 'FAULT-NOW.localise', title: 'Немедленная неисправность: локализовать', value: 30, unit: 'min',
    event: 'регистрация заявки', citation: 'правило системы по ПП РФ 416, п. 13', confidence: 'P',
  },
];
