import { Refusal } from '../../law/base/refusal';

export const BUSY = 'busy';

/** All capacity is in use: nothing has been started, so nothing is lost. */
export const busy = (): Refusal =>
  new Refusal(BUSY, 'Сейчас очень много обращений, ваше ещё не принято. Повторите через несколько секунд.', 503);
