import type { Route } from '../route';
import { lawCard } from './card';
import { lawDeadline } from './calculator';
import { lawList } from './list';

export const lawRoutes: readonly Route[] = [lawList, lawDeadline, lawCard];
