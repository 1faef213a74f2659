import { route, type Route } from '../http/route';
import { homeShape, loadHome, type Home } from './load';
import { homeView } from './view';

const home = route({
  id: 'home.show',
  method: 'get',
  path: '/',
  summary: 'Главная',
  allowed: 'anyone',
  out: homeShape,
  page: 'home/home',
  view: (data: Home, call) => homeView(data, call.now),
  handle: async (call) => ({ data: await loadHome(call), frame: { title: 'Главная' } }),
});

export const homeRoutes: readonly Route[] = [home];
