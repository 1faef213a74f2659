import { accountRoutes } from './account/routes';
import { appealRoutes } from './appeal/routes';
import { ballotLogRoutes } from './meeting/log/routes';
import { cabinetRoutes } from './cabinet/routes';
import { caseRoutes } from './case/routes';
import { clockRoutes } from './clock/routes';
import { crewRoutes } from './dispatch/crews/routes';
import { callDeskRoutes } from './dispatch/call-routes';
import { faqRoutes } from './appeal/faq/routes';
import { filingRoutes } from './meeting/file/routes';
import { galleryRoutes } from './gallery/routes';
import { homeRoutes } from './home/routes';
import { lawRoutes } from './law/routes';
import { meetingRoutes } from './meeting/routes';
import { meetingCheckRoutes } from './meeting/check/routes';
import { apiRoutes } from './openapi/routes';
import { operatorRoutes } from './operator/routes';
import { pastRoutes } from './past/routes';
import { postRoutes } from './post/routes';
import { registryRoutes } from './registry/routes';
import { requestRoutes } from './request/routes';
import type { Route } from './http/route';
import { outageRoutes } from './outage/routes';
import { searchRoutes } from './search/routes';
import { votingRoutes } from './meeting/vote/routes';

/**
 * The table of all routes. The router, OpenAPI, the authorization matrix, fuzz targets, audit and rate limits are made
 * from it.
 */
export const routes: readonly Route[] = [
  ...homeRoutes,
  ...searchRoutes,
  ...accountRoutes,
  ...cabinetRoutes,
  ...appealRoutes,
  ...faqRoutes,
  ...requestRoutes,
  ...outageRoutes,
  ...caseRoutes,
  ...registryRoutes,
  ...crewRoutes,
  ...lawRoutes,
  ...meetingRoutes,
  ...meetingCheckRoutes,
  ...votingRoutes,
  ...ballotLogRoutes,
  ...filingRoutes,
  ...callDeskRoutes,
  ...clockRoutes,
  ...pastRoutes,
  ...operatorRoutes,
  ...postRoutes,
  ...galleryRoutes,
  ...apiRoutes(() => routes),
];
