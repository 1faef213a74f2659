import type { Route } from '../http/route';
import { requestActRoutes } from './acts';
import { drillRoutes } from './drill';
import { requestJobRoutes } from './jobs';
import { requestListRoutes } from './list';
import { requestNewRoutes } from './new';
import { requestReadRoutes } from './read';

export const requestRoutes: readonly Route[] = [
  ...requestListRoutes,
  ...requestNewRoutes,
  ...requestReadRoutes,
  ...requestJobRoutes,
  ...requestActRoutes,
  ...drillRoutes,
];
