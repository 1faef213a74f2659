import type { NormRow } from './row';

const section8 = 'ПП РФ 416, раздел VIII';

/** Раскрытие информации: ГИС ЖКХ, доски и стенды, отчёт, паспорт дома. */
export const disclosureNorms: readonly NormRow[] = [
  {
    id: 'DI-03', title: 'Объявление о работах на досках', value: 3, unit: 'wd', direction: 'backward',
    event: 'начало работ', who: 'УО, ТСЖ', citation: section8, confidence: 'M',
  },
  {
    id: 'DI-03.fee', title: 'Объявление об изменении платы на досках', value: 30, unit: 'cd', direction: 'backward',
    event: 'документ с новой платой', who: 'УО, ТСЖ', citation: section8, confidence: 'V2', source: 'draft-331',
  },
  {
    id: 'DI-03.stand', title: 'Обновить стенд в офисе', value: 3, unit: 'wd', event: 'изменение сведений',
    who: 'УО, ТСЖ', citation: section8, confidence: 'M',
  },
  {
    id: 'DI-04', title: 'Сведения и сообщения в MAX', value: 'обязанность УО, ТСЖ, ЖСК, РСО, оператора ТКО',
    unit: 'text', from: '2026-02-17', citation: 'ЖК РФ, ст. 165 ч. 6', confidence: 'V2', source: 'max-press',
    note: 'С 01.09.2026 обязанность повторена в Правилах 416.',
  },
  {
    id: 'DI-05', title: 'Годовой отчёт по договору управления', value: '03-31', unit: 'yearDate',
    event: 'день отчётного года', direction: 'forward', moves: false, who: 'УО', citation: 'ЖК РФ, ст. 162 ч. 11',
    confidence: 'V2', source: 'survey', note: 'Первый квартал кончается 31 марта и в выходной, как для K-01 и F-9; правило спорное.',
  },
  {
    id: 'DI-07', title: 'Платёжные документы в ГИС ЖКХ', value: 1, unit: 'dom', month: 'next',
    event: 'день расчётного месяца', to: '2026-02-28', who: 'исполнитель',
    citation: 'ЖК РФ, ст. 155 ч. 2 в прежней ред.', confidence: 'V2', source: 'company-terms',
  },
  {
    id: 'DI-07', title: 'Платёжные документы в ГИС ЖКХ', value: 5, unit: 'dom', month: 'next',
    event: 'день расчётного месяца', from: '2026-03-01', who: 'исполнитель', citation: 'ЖК РФ, ст. 155 ч. 2',
    confidence: 'V', source: 'terms-177.spb',
  },
  {
    id: 'DI-08', title: 'Обновить сведения в ГИС ЖКХ', value: 7, unit: 'cd', event: 'изменение сведений',
    from: '2016-07-01', who: 'поставщик информации', citation: 'приказ от 29.02.2016 № 74/114/пр', confidence: 'M?',
    note: 'Действующий приказ не подтверждён.',
  },
  {
    id: 'DI-08.protocol', title: 'Протокол собрания в ГИС ЖКХ', value: 10, unit: 'cd', event: 'получение протокола',
    from: '2016-07-01', who: 'поставщик информации', citation: 'приказ от 29.02.2016 № 74/114/пр', confidence: 'M?',
  },
  {
    id: 'DI-09.official', title: 'Штраф должностному лицу, до', value: 5_000_000, unit: 'kopecks', operator: '<=',
    citation: 'КоАП РФ, ст. 7.23.3', confidence: 'V2', source: 'survey',
  },
  {
    id: 'DI-09.company', title: 'Штраф организации, до', value: 30_000_000, unit: 'kopecks', operator: '<=',
    citation: 'КоАП РФ, ст. 7.23.3', confidence: 'V2', source: 'survey',
  },
  {
    id: 'PASSPORT', title: 'Форма паспорта дома', value: 'приказ Госстроя от 08.04.2013 № 113/ГС', unit: 'text',
    from: '2013-06-21', to: '2016-03-27', citation: 'ЖК РФ, ст. 165 ч. 5', confidence: 'V2', source: 'survey',
    note: 'Приказ подписан 08.04.2013; день вступления в силу указан по памяти.',
  },
  {
    id: 'PASSPORT', title: 'Форма паспорта дома', value: 'приказ Минкомсвязи и Минстроя от 17.02.2016 № 53/82/пр',
    unit: 'text', from: '2016-03-28', to: '2026-02-28', citation: 'ЖК РФ, ст. 165 ч. 5', confidence: 'V', source: 'passport-53',
    note: 'Зарегистрирован 16.03.2016; день вступления в силу посчитан.',
  },
  {
    id: 'PASSPORT', title: 'Форма паспорта дома', value: 'приказ Минстроя от 20.11.2025 № 726/пр', unit: 'text',
    from: '2026-03-01', citation: 'ЖК РФ, ст. 15 ч. 6, ст. 16 ч. 2', confidence: 'V', source: 'passport-726',
    note: 'Дата начала действия — по прессе.',
  },
];
