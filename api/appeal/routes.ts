import type { Route } from '../http/route';
import { actRoutes } from './acts';
import { answerRoutes } from './answer';
import { boardRoutes } from './board';
import { listRoutes } from './list';
import { readRoutes } from './read';
import { registerRoutes } from './register';
import { writeRoutes } from './write';

export const appealRoutes: readonly Route[] = [
  ...listRoutes,
  ...boardRoutes,
  ...writeRoutes,
  ...registerRoutes,
  ...readRoutes,
  ...answerRoutes,
  ...actRoutes,
];
