import type { NormRow } from './row';

const rules = 'ПП РФ 354';
const executor = 'исполнитель';

/** Отключения: когда о них уведомляют. Перерывы по услугам и сроки аварийной службы — в dispatch.ts. */
export const outageNorms: readonly NormRow[] = [
  {
    id: 'PL-01', title: 'Предупредить о плановом перерыве', value: 10, unit: 'wd', direction: 'backward',
    event: 'начало планового перерыва', who: executor, citation: `${rules}, п. 31`, confidence: 'V2', source: 'survey',
  },
  {
    id: 'PL-02', title: 'Плановое ограничение после письменного уведомления', value: 10, unit: 'wd',
    event: 'письменное уведомление', who: executor, citation: `${rules}, п. 117 «б»`, confidence: 'V', source: 'dek-restrictions',
  },
  {
    id: 'PL-03', title: 'Согласовать работы внутри квартиры', value: 3, unit: 'wd', direction: 'backward',
    event: 'начало работ в квартире', who: executor, citation: `${rules}, п. 31`, confidence: 'M',
  },
  {
    id: 'PL-04', title: 'Объявление о неудобных работах на досках', value: 3, unit: 'wd', direction: 'backward',
    event: 'начало работ', who: executor, citation: 'ПП РФ 416, раздел VIII', confidence: 'M',
  },
  {
    id: 'PL-P1', title: 'Уточнить запись об отключении после восстановления', value: 24, unit: 'h',
    event: 'восстановление услуги', who: executor, citation: 'правило системы', confidence: 'P',
    note: 'Потом отключение закрывается, и его начало и конец больше не меняются.',
  },
  {
    id: 'PL-P2', title: 'Считать отключение начавшимся', value: 0, unit: 'min', event: 'назначенное начало',
    citation: 'правило системы', confidence: 'P', note: 'Если начало не перенесли раньше.',
  },
  {
    id: 'PL-P3', title: 'Восстановить услугу или назвать новое время', value: 0, unit: 'min',
    event: 'обещанное окончание', who: executor, citation: 'правило системы', confidence: 'P',
  },
];
