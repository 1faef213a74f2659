import type { Route } from '../http/route';
import { requestActRoutes } from './acts';
import { requestJobRoutes } from './jobs';
import { requestBoardRoutes } from './board';
import { requestBoardActRoutes } from './board-acts';
import { requestListRoutes } from './list';
import { requestLiveRoutes } from './live';
import { requestNewRoutes } from './new';
import { requestNumbersRoutes } from './numbers';
import { requestReadRoutes } from './read';
import { requestShiftRoutes } from './shift';
import { requestWallRoutes } from './wall';

export const requestRoutes: readonly Route[] = [
  ...requestListRoutes,
  ...requestBoardRoutes,
  ...requestBoardActRoutes,
  ...requestLiveRoutes,
  ...requestShiftRoutes,
  ...requestWallRoutes,
  ...requestNumbersRoutes,
  ...requestNewRoutes,
  ...requestReadRoutes,
  ...requestJobRoutes,
  ...requestActRoutes,
];
