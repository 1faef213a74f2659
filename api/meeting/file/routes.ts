import type { Route } from '../../http/route';
import { actRoutes } from './acts';
import { checklistRoutes } from '../inspect/checklist';
import { findingRoutes } from '../inspect/finding';
import { inspectionRoutes } from '../inspect/inspections';
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
