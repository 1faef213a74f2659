import type { Route } from '../http/route';
import { callRoutes } from './call';
import { callListRoutes } from './calls';
import { exchangeRoutes } from './exchange';
import { findRoutes } from './find';
import { houseRoutes } from './house';
import { contactRoutes } from './house-contacts';
import { noteRoutes } from './house-notes';
import { exchangeKeyRoutes } from './keys';
import { ringRoutes } from './ring';

/** What a dispatcher has around a call, before a request is registered. */
export const callDeskRoutes: readonly Route[] = [
  ...callListRoutes,
  ...callRoutes,
  ...exchangeRoutes,
  ...exchangeKeyRoutes,
  ...ringRoutes,
  ...findRoutes,
  ...houseRoutes,
  ...noteRoutes,
  ...contactRoutes,
];
