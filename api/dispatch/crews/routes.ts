import type { Route } from '../../http/route';
import { absenceRoutes } from './absence';
import { contractRoutes } from './contract';
import { masterRoutes } from './master';
import { shiftRoutes } from './shift';
import { weekRoutes } from './week';

export const crewRoutes: readonly Route[] = [
  ...weekRoutes,
  ...shiftRoutes,
  ...absenceRoutes,
  ...masterRoutes,
  ...contractRoutes,
];
