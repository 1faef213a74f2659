import { Refusal } from '../../law/base/refusal';

export const BUSY = 'busy';

/** Everything that could serve is taken: nothing has been begun, nothing is lost. */
export const busy = (): Refusal =>
  new Refusal(BUSY, 'Сейчас очень много обращений, ваше ещё не принято. Повторите через несколько секунд.', 503);
