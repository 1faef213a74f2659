import type { Lifecycle } from './base/lifecycle';
import { appealLifecycle } from './appeal/lifecycle';
import { appealStages } from './appeal/stages';
import { meetingLifecycle } from './meeting/lifecycle';
import { meetingStages } from './meeting/stages';
import { requestLifecycle } from './request/lifecycle';
import { requestStages } from './request/stages';
import { outageLifecycle } from './outage/lifecycle';
import { outageStages } from './outage/stages';
import type { Stages } from './base/stages';

/** Every kind of case. The migration copies the moves into the database; the workflow and the pages read them here. */
export const lifecycles: Readonly<Record<string, Lifecycle>> = {
  appeal: appealLifecycle,
  meeting: meetingLifecycle,
  request: requestLifecycle,
  outage: outageLifecycle,
};

/** The stages of each kind of case, for readers. */
export const stages: Readonly<Record<string, Stages>> = {
  appeal: appealStages,
  meeting: meetingStages,
  request: requestStages,
  outage: outageStages,
};
