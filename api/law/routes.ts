import type { Route } from '../http/route';
import { lawCard } from './card';
import { lawDeadline } from './calculator';
import { lawFault } from './fault';
import { lawList } from './list';

export const lawRoutes: readonly Route[] = [lawList, lawDeadline, lawFault, lawCard];
