import { instantDigits } from '../../law/base/russian';
import type { Execution } from '../../store/engine/executions';
import { CAPITAL_ZONE } from '../../law/base/zone';

const AGAIN = 'Часы стоят там, куда дошли; переведите их ещё раз, когда причина устранена, или позовите оператора.';

/** A travel can go no further: it ends where it is; the message says why and what to do. */
export class Standstill extends Error {}

/** What a travel waits for. It makes progress while `sign` changes; `say` is reported when it does not. */
export interface Waiting {
  sign: string;
  say: string;
}

const nameOf = ({ number, workflowId, type, input }: Execution): string =>
  number ? `Дело ${number}` : type === 'calendar' ? `Календарь региона «${String(input.region)}»` : workflowId;

export const didNotWake = (execution: Execution): string => {
  const at = execution.wakeAt && ` назначенное на ${instantDigits(execution.wakeAt, CAPITAL_ZONE)}`;
  return `${nameOf(execution)}: не выполняется${at ?? ' начатое'}. ${AGAIN}`;
};

export const tooBusyToMove = (execution: Execution): string =>
  `${nameOf(execution)}: занято незаконченной работой и не доходит до времени региона. ${AGAIN}`;

export const actsPending = (number: string): string => `Дело ${number}: принятое действие ещё исполняется. ${AGAIN}`;

export const ordersPending = `Поручения движку процессов не уходят. ${AGAIN}`;
export const writesPending =
  'Запись, начатая до перевода часов, всё ещё идёт. Подождите минуту и переведите часы ещё раз.';
export const engineSilent = `Движок процессов не отвечает. ${AGAIN}`;
