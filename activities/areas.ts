import { appealDeciders } from './appeal';
import type { DailyWork } from './calendar';
import type { Deciders } from './case/steps';
import { meetingDeciders } from './meeting';
import { tellSheets } from './meeting/sheets';

/** What each area decides. A new area adds its line here. */
export const deciders: Deciders = { appeal: appealDeciders, meeting: meetingDeciders };

/** What an area adds to a region's morning, by the name of the work. */
export const daily: Readonly<Record<string, DailyWork>> = { sheets: tellSheets };
