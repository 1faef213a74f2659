import type { NormRow } from './row';

const rules713 = 'ПП РФ от 17.07.1995 № 713';
const documents = 'получение документов МВД';

/** Регистрационный учёт и справки. */
export const residenceNorms: readonly NormRow[] = [
  {
    id: 'AD-01', title: 'Обратиться за регистрацией по месту жительства', value: 7, unit: 'cd',
    event: 'прибытие по новому адресу', who: 'гражданин', citation: `Закон 5242-1; ${rules713}`, confidence: 'V', source: 'mvd-register',
  },
  {
    id: 'AD-02', title: 'Зарегистрироваться по месту пребывания', value: 90, unit: 'cd', event: 'прибытие',
    who: 'гражданин', citation: `Закон 5242-1; ${rules713}`, confidence: 'V', source: 'mvd-register',
  },
  {
    id: 'AD-03', title: 'Решение о регистрации, все документы есть', value: 3, unit: 'wd', to: '2022-06-30',
    event: documents, who: 'МВД', citation: rules713, confidence: 'V', source: 'mvd-744',
  },
  {
    id: 'AD-03', title: 'Решение о регистрации, все документы есть', value: 1, unit: 'wd', from: '2022-07-01',
    event: documents, who: 'МВД', citation: `${rules713} в ред. ПП РФ от 17.05.2021 № 744`, confidence: 'V', source: 'mvd-744',
  },
  {
    id: 'AD-04', title: 'Решение о регистрации с межведомственными запросами', value: 8, unit: 'wd', to: '2022-06-30',
    event: documents, who: 'МВД', citation: rules713, confidence: 'V', source: 'mvd-744',
  },
  {
    id: 'AD-04', title: 'Решение о регистрации с межведомственными запросами', value: 6, unit: 'wd',
    from: '2022-07-01', event: documents, who: 'МВД', citation: `${rules713} в ред. ПП РФ от 17.05.2021 № 744`,
    confidence: 'V', source: 'mvd-744',
  },
  {
    id: 'AD-05', title: 'Регистрация по регламенту 553, дней', value: '3–7', unit: 'count', who: 'МВД',
    citation: 'приказ МВД от 06.08.2025 № 553', confidence: 'V2', source: 'mvd-553', from: '2025-09-09',
    note: 'По прессе; в этот день регламент уже применяли, день вступления в силу не подтверждён.',
  },
  {
    id: 'AD-07', title: 'Передать принятые документы в МВД', value: 3, unit: 'cd', event: 'приём документов',
    who: 'ответственное лицо УО', citation: rules713, confidence: 'M?',
  },
  {
    id: 'AD-10', title: 'Возраст, до которого выдают свидетельство ребёнку', value: 14, unit: 'age', operator: '<',
    from: '2022-07-01', who: 'МВД', citation: rules713, confidence: 'V', source: 'mvd-744',
  },
  {
    id: 'AD-11', title: 'Копия акта о временно проживающих — в МВД', value: 3, unit: 'cd', event: 'подписание акта',
    who: 'исполнитель', citation: 'ПП РФ 354, п. 56(1)', confidence: 'V2', source: 'nord-2013',
  },
  {
    id: 'CERT-01', title: 'Выдать справку', value: 1, unit: 'wd', event: 'заявление', who: 'УО',
    citation: 'правило системы', confidence: 'P', note: 'Цель; предельный срок — CERT-02.',
  },
  {
    id: 'CERT-02', title: 'Выдать справку: предельный срок', value: 10, unit: 'wd', event: 'заявление', who: 'УО',
    citation: 'ПП РФ 416, раздел VIII', confidence: 'P', note: 'Взят срок ответа на запрос, AP-01.',
  },
];
