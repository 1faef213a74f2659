import type { Route } from '../http/route';
import { requestActRoutes } from './acts';
import { requestJobRoutes } from './jobs';
import { requestListRoutes } from './list';
import { requestImportRoutes } from './import';
import { requestIntakeRoutes } from './intake';
import { requestJoinRoutes } from './join';
import { requestNewRoutes } from './new';
import { requestReadRoutes } from './read';
import { requestReceiptRoutes } from './receipt';
import { requestToldRoutes } from './told';

export const requestRoutes: readonly Route[] = [
  ...requestListRoutes,
  ...requestNewRoutes,
  ...requestIntakeRoutes,
  ...requestToldRoutes,
  ...requestReceiptRoutes,
  ...requestJoinRoutes,
  ...requestImportRoutes,
  ...requestReadRoutes,
  ...requestJobRoutes,
  ...requestActRoutes,
];
