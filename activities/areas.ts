import { appealDeciders } from './appeal';
import type { DailyWork } from './calendar';
import type { Deciders } from './case/steps';
import { meetingDeciders } from './meeting';
import { outageDeciders } from './outage';
import { tellSheets } from './meeting/sheets';
import { requestDeciders } from './request';

/** The decision functions of each area. A new area adds its line here. */
export const deciders: Deciders = {
  appeal: appealDeciders,
  meeting: meetingDeciders,
  outage: outageDeciders,
  request: requestDeciders,
};

/** Daily work that an area adds to each region's morning, by its name. */
export const daily: Readonly<Record<string, DailyWork>> = { sheets: tellSheets };
