import type { Route } from '../../http/route';
import { absenceRoutes } from './absence';
import { contractRoutes } from './contract';
import { newContractRoutes } from './contract-new';
import { masterRoutes } from './master';
import { shiftRoutes } from './shift';
import { newShiftRoutes } from './shift-new';
import { weekRoutes } from './week';

export const crewRoutes: readonly Route[] = [
  ...weekRoutes,
  ...newShiftRoutes,
  ...shiftRoutes,
  ...absenceRoutes,
  ...masterRoutes,
  ...contractRoutes,
  ...newContractRoutes,
];
