import type { Route } from '../../http/route';
import { ballotRoutes } from './ballot';
import { discussionRoutes } from './discussion';
import { enterRoutes } from './enter';
import { inviteRoutes } from './invite';
import { paperRoutes } from '../paper/paper';
import { proxyRoutes } from '../paper/proxies';
import { votingReadRoutes } from './read';
import { receiptRoutes } from './receipt';
import { refusalRoutes } from './refusal';
import { resultRoutes } from './result';
import { retypingRoutes } from '../paper/retyping';
import { signRoutes } from './sign';
import { takingRoutes } from '../paper/taking';
import { trackerRoutes } from './tracker';

/** A meeting for its owners, and the pages where their paper is received. */
export const votingRoutes: readonly Route[] = [
  ...votingReadRoutes,
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
