import { appealDeciders } from './appeal';
import type { Deciders } from './case/steps';
import { meetingDeciders } from './meeting';

/** What each area decides. A new area adds its line here. */
export const deciders: Deciders = { appeal: appealDeciders, meeting: meetingDeciders };
