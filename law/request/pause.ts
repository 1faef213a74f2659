import { Refusal } from '../base/refusal';
import { instantDigits } from '../base/russian';
import { dueInstant, type Deadline } from '../base/terms';
import { isoIn } from '../base/zone';
import { pauseTitles, type PauseGround } from './words';

export interface Pause {
  at: Date;
  until: Date;
  ground: PauseGround;
}

/**
 * A term that waits: the time left when the pause began is left when it ends. Only the resident's own wish, their
 * refusal of access and forbidden hours stop a term; want of people or parts does not.
 */
export function pausedDeadline(due: Deadline, { at, until, ground }: Pause): Deadline {
  if (until <= at) {
    const say = 'Отложить можно только на будущее. Укажите более позднее время.';
    throw new Refusal('pause-past', say, 422, { until: say });
  }
  if (dueInstant(due) <= at)
    throw new Refusal('pause-too-late', 'Срок уже истёк, откладывать нечего. Нарушение записано, работу продолжайте.');
  const moved = new Date(until.getTime() + dueInstant(due).getTime() - at.getTime());
  const { zone } = due;
  return {
    ...due,
    lastDay: null,
    dueAt: isoIn(moved, zone),
    derivation: [
      ...due.derivation,
      `С ${instantDigits(at, zone)} по ${instantDigits(until, zone)} срок не шёл: ${pauseTitles[ground]}.`,
      `Крайний момент сдвинулся на это время: с ${instantDigits(moved, zone)} — поздно.`,
    ],
  };
}

/** Work went on earlier than was agreed: the rest of the pause is not given. */
export function resumedDeadline(due: Deadline, { at, until }: Pick<Pause, 'at' | 'until'>): Deadline {
  if (at >= until) return due;
  const { zone } = due;
  const moved = new Date(dueInstant(due).getTime() - (until.getTime() - at.getTime()));
  return {
    ...due,
    dueAt: isoIn(moved, zone),
    derivation: [
      ...due.derivation,
      `Работу продолжили раньше, ${instantDigits(at, zone)}: с ${instantDigits(moved, zone)} — поздно.`,
    ],
  };
}
