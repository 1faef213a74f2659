import type { Route } from '../route';
import { ballotRoutes } from './ballot';
import { discussionRoutes } from './discussion';
import { enterRoutes } from './enter';
import { inviteRoutes } from './invite';
import { paperRoutes } from './paper';
import { proxyRoutes } from './proxies';
import { readRoutes } from './read';
import { receiptRoutes } from './receipt';
import { refusalRoutes } from './refusal';
import { resultRoutes } from './result';
import { retypingRoutes } from './retyping';
import { signRoutes } from './sign';
import { takingRoutes } from './taking';
import { trackerRoutes } from './tracker';

/** A meeting as its owners meet it, and the desk where their paper is taken in. */
export const votingRoutes: readonly Route[] = [
  ...readRoutes,
  ...ballotRoutes,
  ...signRoutes,
  ...receiptRoutes,
  ...trackerRoutes,
  ...resultRoutes,
  ...discussionRoutes,
  ...inviteRoutes,
  ...enterRoutes,
  ...proxyRoutes,
  ...refusalRoutes,
  ...paperRoutes,
  ...takingRoutes,
  ...retypingRoutes,
];
