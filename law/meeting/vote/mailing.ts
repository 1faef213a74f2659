import { type Day, weekday } from '../../base/day';

/** How often a manager wants the sheets of running votings. House policy: no act requires it. */
export const rhythms = ['daily', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Rhythm = (typeof rhythms)[number];

export const rhythmTitles: Readonly<Record<Rhythm, string>> = {
  daily: 'каждый день',
  mon: 'по понедельникам',
  tue: 'по вторникам',
  wed: 'по средам',
  thu: 'по четвергам',
  fri: 'по пятницам',
  sat: 'по субботам',
  sun: 'по воскресеньям',
};

/** Every rhythm that includes this day. */
export const rhythmsOn = (day: Day): Rhythm[] => rhythms.filter((_, at) => at === 0 || at === weekday(day));
