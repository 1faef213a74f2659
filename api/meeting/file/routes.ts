import type { Route } from '../../http/route';
import { filingActRoutes } from './acts';
import { checklistRoutes } from '../inspect/checklist';
import { findingRoutes } from '../inspect/finding';
import { inspectionRoutes } from '../inspect/inspections';
import { publishedRoutes } from './published';
import { filingReadRoutes } from './read';

/** Everything after the close: the protocol, its signatures, its filing and its publication. */
export const filingRoutes: readonly Route[] = [
  ...filingReadRoutes,
  ...publishedRoutes,
  ...checklistRoutes,
  ...findingRoutes,
  ...filingActRoutes,
  ...inspectionRoutes,
];
