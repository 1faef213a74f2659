import type { Route } from '../route';
import { actRoutes } from './acts';
import { checklistRoutes } from './checklist';
import { readRoutes } from './read';

/** What comes after the close: protocol, its signatures and its way to the inspectorate. */
export const filingRoutes: readonly Route[] = [...readRoutes, ...checklistRoutes, ...actRoutes];
