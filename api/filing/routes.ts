import type { Route } from '../route';
import { actRoutes } from './acts';
import { checklistRoutes } from './checklist';
import { findingRoutes } from './finding';
import { inspectionRoutes } from './inspections';
import { publishedRoutes } from './published';
import { readRoutes } from './read';

/** What comes after the close: protocol, its signatures, its way to the inspectorate and out to everybody. */
export const filingRoutes: readonly Route[] = [
  ...readRoutes,
  ...publishedRoutes,
  ...checklistRoutes,
  ...findingRoutes,
  ...actRoutes,
  ...inspectionRoutes,
];
