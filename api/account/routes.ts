import type { Route } from '../http/route';
import { delegationRoutes } from './delegations';
import { homeRoutes } from './home';
import { pushRoutes } from './push';
import { sessionRoutes } from './sessions';
import { signInRoutes } from './sign-in';
import { staffRoutes } from './staff';
import { tokenRoutes } from './tokens';

export const accountRoutes: readonly Route[] = [
  ...homeRoutes,
  ...signInRoutes,
  ...sessionRoutes,
  ...pushRoutes,
  ...tokenRoutes,
  ...delegationRoutes,
  ...staffRoutes,
];
