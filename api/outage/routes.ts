import type { Route } from '../http/route';
import { outageActRoutes } from './acts';
import { outageChangeRoutes } from './change';
import { outageListRoutes } from './list';
import { outageNewRoutes } from './new';
import { outageNowRoutes } from './now';
import { outageReadRoutes } from './read';

export const outageRoutes: readonly Route[] = [
  ...outageListRoutes,
  ...outageNowRoutes,
  ...outageNewRoutes,
  ...outageReadRoutes,
  ...outageChangeRoutes,
  ...outageActRoutes,
];
