import type { Route } from '../http/route';
import { requestActRoutes } from './acts';
import { drillRoutes } from './drill';
import { requestJobRoutes } from './jobs';
import { requestBoardRoutes } from './board';
import { requestBoardActRoutes } from './board-acts';
import { requestPaidActs } from './paid-acts';
import { requestPaperActs } from './paper-acts';
import { requestBillingRoutes } from './billing';
import { requestPaperRoutes } from './paper';
import { requestPartRoutes } from './parts';
import { requestListRoutes } from './list';
import { requestLiveRoutes } from './live';
import { requestImportRoutes } from './import';
import { requestIntakeRoutes } from './intake';
import { requestJoinRoutes } from './join';
import { requestNewRoutes } from './new';
import { requestNumbersRoutes } from './numbers';
import { requestReadRoutes } from './read';
import { requestShiftRoutes } from './shift';
import { requestWallRoutes } from './wall';
import { requestReceiptRoutes } from './receipt';
import { requestToldRoutes } from './told';

export const requestRoutes: readonly Route[] = [
  ...requestListRoutes,
  ...requestBoardRoutes,
  ...requestBoardActRoutes,
  ...requestLiveRoutes,
  ...requestShiftRoutes,
  ...requestWallRoutes,
  ...requestNumbersRoutes,
  ...requestBillingRoutes,
  ...requestPartRoutes,
  ...requestNewRoutes,
  ...requestIntakeRoutes,
  ...requestToldRoutes,
  ...requestReceiptRoutes,
  ...requestJoinRoutes,
  ...requestImportRoutes,
  ...requestReadRoutes,
  ...requestJobRoutes,
  ...requestActRoutes,
  ...drillRoutes,
  ...requestPaperActs,
  ...requestPaidActs,
  ...requestPaperRoutes,
];
