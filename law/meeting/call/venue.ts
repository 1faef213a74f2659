import { applies, citationOf } from '../../base/timing';
import type { Day } from '../../base/day';
import { dayDigits } from '../../base/russian';
import type { MeetingForm } from '../forms';
import { about, type NoticeCheck } from './before-notice-check';

/** The act by which this installation is the regional system for electronic meetings of a region. */
export interface Ground {
  readonly system: string;
  readonly act: string;
  readonly number: string;
  readonly day: Day;
}

/** Where an electronic meeting would be held. */
export interface Venue {
  /** Nothing decided here binds anybody. */
  readonly training: boolean;
  readonly ground: Ground | null;
}

/** «ЕИАС ЖКХ, постановление Правительства Московской области от 12.03.2025 № 45» */
export const groundWords = ({ system, act, number, day }: Ground): string =>
  `${system}, ${act} от ${dayDigits(day)} № ${number}`;

const NORM = 'E-01';
/** Other systems, chosen by a meeting, were lawful while this norm was in force. */
const OTHERS = 'E-02';

/** Checks that say where the votes are given. */
export const venueCodes: readonly string[] = ['venue', 'venue-other'];

/** Norm E-01: an electronic meeting needs a system in which the law allows it. */
export function venueChecks({ form, on, venue }: { form: MeetingForm; on: Day; venue: Venue }): NoticeCheck[] {
  if (form !== 'electronic') return [];
  const say = about('terms');
  const { training, ground } = venue;
  if (ground && ground.day <= on) {
    return [say('venue', NORM, 'ok', `Голосуют в региональной системе: ${groundWords(ground)}.`)];
  }
  if (training) {
    const says = 'Это учебная установка: собрание в ней — проба, его решения никого не обязывают.';
    return [say('venue-training', NORM, 'ok', says)];
  }
  if (applies(OTHERS, on)) {
    const says = 'Голосовать можно в системе, которую выбрало прежнее собрание. Проверьте, что оно выбрало эту.';
    return [say('venue-other', NORM, 'person', says)];
  }
  const says =
    `Электронное собрание проводят в ГИС ЖКХ или в региональной системе (${citationOf(NORM, on)}), а на каком ` +
    'основании его проводят здесь, не указано. Выберите очно-заочную форму или попросите оператора указать основание.';
  return [say('venue-missing', NORM, 'problem', says)];
}
