import type { Route } from '../http/route';
import { delegationRoutes } from './delegations';
import { accountHomeRoutes } from './home';
import { pushRoutes } from './push';
import { sessionRoutes } from './sessions';
import { signInRoutes } from './sign-in';
import { staffRoutes } from './staff';
import { tokenRoutes } from './tokens';

export const accountRoutes: readonly Route[] = [
  ...accountHomeRoutes,
  ...signInRoutes,
  ...sessionRoutes,
  ...pushRoutes,
  ...tokenRoutes,
  ...delegationRoutes,
  ...staffRoutes,
];
