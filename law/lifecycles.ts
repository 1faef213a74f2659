import type { Lifecycle } from './lifecycle';
import { appealLifecycle } from './appeal/lifecycle';
import { meetingLifecycle } from './meeting/lifecycle';

/** Every kind of case there is. The migration copies the moves into the database, the workflow and the pages read them here. */
export const lifecycles: Readonly<Record<string, Lifecycle>> = { appeal: appealLifecycle, meeting: meetingLifecycle };
