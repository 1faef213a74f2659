import type { Route } from '../http/route';
import { appealActRoutes } from './acts';
import { answerRoutes } from './answer';
import { boardRoutes } from './board';
import { appealListRoutes } from './list';
import { appealReadRoutes } from './read';
import { registerRoutes } from './register';
import { writeRoutes } from './write';

export const appealRoutes: readonly Route[] = [
  ...appealListRoutes,
  ...boardRoutes,
  ...writeRoutes,
  ...registerRoutes,
  ...appealReadRoutes,
  ...answerRoutes,
  ...appealActRoutes,
];
