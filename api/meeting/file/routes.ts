import type { Route } from '../../http/route';
import { filingActRoutes } from './acts';
import { checklistRoutes } from '../inspect/checklist';
import { findingRoutes } from '../inspect/finding';
import { inspectionRoutes } from '../inspect/inspections';
import { publishedRoutes } from './published';
import { filingReadRoutes } from './read';

/** What comes after the close: protocol, its signatures, its way to the inspectorate and out to everybody. */
export const filingRoutes: readonly Route[] = [
  ...filingReadRoutes,
  ...publishedRoutes,
  ...checklistRoutes,
  ...findingRoutes,
  ...filingActRoutes,
  ...inspectionRoutes,
];
