import type { Route } from '../http/route';
import { clockPage } from './page';
import { travelRoutes } from './travel';

/** Time can be moved only in a training installation: every route here is `trainingOnly`. */
export const clockRoutes: readonly Route[] = [clockPage, ...travelRoutes];
