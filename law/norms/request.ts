import type { NormRow } from './row';

const ours = 'правило системы';

/** Заявки в диспетчерскую службу: то, о чём закон молчит. Сроки самих работ — в dispatch.ts и faults.ts. */
export const requestNorms: readonly NormRow[] = [
  {
    id: 'RQ-P1', title: 'Мастер молчит: предложить следующему', value: 10, unit: 'min', event: 'назначение мастера',
    who: 'система', citation: ours, confidence: 'P', note: 'Обычная заявка в рабочее время мастера.',
  },
  {
    id: 'RQ-P1.urgent', title: 'Мастер молчит на срочную заявку: предложить следующему', value: 3, unit: 'min',
    event: 'назначение мастера', who: 'система', citation: ours, confidence: 'P',
    note: 'Из тридцати минут на локализацию нельзя потерять треть.',
  },
  {
    id: 'RQ-P1.masters', title: 'Скольких мастеров спросить подряд, прежде чем звать руководителя', value: 3,
    unit: 'count', operator: '<=', who: 'система', citation: ours, confidence: 'P',
  },
  {
    id: 'RQ-P2.half', title: 'Когда предупредить диспетчера: прошло срока', value: 50, unit: '%', who: 'система',
    citation: ours, confidence: 'P',
  },
  {
    id: 'RQ-P2.soon', title: 'Когда предупредить руководителя: прошло срока', value: 80, unit: '%', who: 'система',
    citation: ours, confidence: 'P',
  },
  {
    id: 'RQ-P3', title: 'Сколько житель может подтвердить или вернуть работу', value: 3, unit: 'cd',
    event: 'устранение', who: 'заявитель', citation: ours, confidence: 'P',
    note: 'Потом заявка закрывается сама; новая ссылается на прежнюю.',
  },
  {
    id: 'RQ-P4', title: 'Насколько раньше назначения может оказаться действие мастера', value: 2, unit: 'min',
    who: 'мастер', citation: ours, confidence: 'P', note: 'Такое действие записываем временем назначения, более раннее — временем получения.',
  },
  {
    id: 'RQ-P5', title: 'Сколько действие мастера может ждать сети', value: 24, unit: 'h', who: 'мастер',
    citation: ours, confidence: 'P', note: 'Более старое записываем временем получения.',
  },
  {
    id: 'RQ-P6', title: 'Похожие заявки: за сколько часов искать', value: 24, unit: 'h', who: 'система',
    citation: ours, confidence: 'P',
  },
  {
    id: 'RQ-P7', title: 'Пульт: срок скоро кончится, если осталось меньше', value: 30, unit: 'min', operator: '<=',
    who: 'система', citation: ours, confidence: 'P', note: 'Столько же, сколько закон даёт на локализацию.',
  },
  {
    id: 'RQ-P8', title: 'Повторная неисправность дома: заявок одного вида', value: 3, unit: 'count', operator: '>=',
    who: 'система', citation: ours, confidence: 'P', note: 'Подсказка к плану ремонта.',
  },
  {
    id: 'RQ-P8.days', title: 'Повторная неисправность дома: за сколько дней считать', value: 90, unit: 'cd',
    who: 'система', citation: ours, confidence: 'P',
  },
  {
    id: 'RQ-P9', title: 'Лист передачи смены: обещанное на ближайшее время', value: 2, unit: 'h', who: 'система',
    citation: ours, confidence: 'P', note: 'Визиты и сроки, которые наступят у новой смены сразу.',
  },
  {
    id: 'RQ-P14', title: 'Сколько незакрытых заявок может быть у одного жителя', value: 20, unit: 'count',
    operator: '<=', who: 'заявитель', citation: ours, confidence: 'P',
    note: 'Больше заявок из кабинета не принимаем: диспетчер примет их по телефону.',
  },
  {
    id: 'RQ-P20.call', title: 'Учебная авария: баллы за звонок, принятый в срок, и за названные вовремя сроки', value: 2,
    unit: 'count', who: 'система', citation: ours, confidence: 'P',
  },
  {
    id: 'RQ-P20.danger', title: 'Учебная авария: баллы за локализацию, освобождение людей и передачу в 104', value: 10,
    unit: 'count', who: 'система', citation: ours, confidence: 'P',
  },
  {
    id: 'RQ-P20.work', title: 'Учебная авария: баллы за устранение, проверку и направление мастера', value: 6,
    unit: 'count', who: 'система', citation: ours, confidence: 'P',
  },
  {
    id: 'RQ-P20.told', title: 'Учебная авария: баллы за извещение службы', value: 4, unit: 'count', who: 'система',
    citation: ours, confidence: 'P',
  },
  {
    id: 'RQ-P20.joined', title: 'Учебная авария: баллы за повторный звонок, присоединённый к аварии', value: 2,
    unit: 'count', who: 'система', citation: ours, confidence: 'P',
  },
  {
    id: 'RQ-P20.false', title: 'Учебная авария: баллы за распознанный ложный вызов', value: 4, unit: 'count',
    who: 'система', citation: ours, confidence: 'P',
  },
  {
    id: 'RQ-P20.late', title: 'Учебная авария: какая часть баллов остаётся за сделанное с опозданием', value: 50,
    unit: '%', who: 'система', citation: ours, confidence: 'P',
  },
  {
    id: 'RQ-P20.now', title: 'Учебная авария: сколько даётся на то, что делается немедленно', value: 5, unit: 'min',
    event: 'регистрация заявки', who: 'диспетчер', citation: ours, confidence: 'P',
    note: 'Срок «немедленно» длится ноль минут: уложиться в него нельзя, и счёт наказывал бы за чтение заявки.',
  },
];
