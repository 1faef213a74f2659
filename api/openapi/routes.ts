import { z } from 'zod';
import { route, type Route } from '../http/route';
import { forPrograms, openApi } from './document';

export const AREAS: Readonly<Record<string, string>> = {
  api: 'Описание доступа',
  law: 'Нормы и сроки',
  registry: 'Дома и люди',
  appeal: 'Обращения',
  clock: 'Часы региона',
  meeting: 'Собрания',
  dispatch: 'Диспетчерская',
  request: 'Заявки',
  outage: 'Отключения',
  billing: 'Начисления',
  home: 'Главная',
  search: 'Поиск',
  case: 'Дела',
  operator: 'Состояние установки',
};

const described = z.object({
  id: z.string(),
  method: z.string(),
  path: z.string(),
  summary: z.string(),
  area: z.string(),
});
type Described = z.infer<typeof described>;

function areas(routes: readonly Described[]) {
  const names = [...new Set(routes.map(({ area }) => area))].sort((a, b) =>
    (AREAS[a] ?? a).localeCompare(AREAS[b] ?? b, 'ru'),
  );
  return names.map((area) => ({
    title: AREAS[area] ?? area,
    routes: routes.filter((one) => one.area === area).map((one) => ({ ...one, method: one.method.toUpperCase() })),
  }));
}

/** The route that serves the description of the table, itself part of the table. */
export function apiRoutes(table: () => readonly Route[]): readonly Route[] {
  const listed = (): Described[] =>
    table()
      .filter(forPrograms)
      .map(({ id, method, path, summary }) => ({ id, method, path, summary, area: id.split('.')[0] ?? '' }));
  return [
    route({
      id: 'api.document',
      method: 'get',
      path: '/openapi.json',
      summary: 'Описание программного доступа, OpenAPI 3.1',
      allowed: 'anyone',
      out: z.record(z.string(), z.unknown()),
      handle: async ({ visit }) => ({ data: openApi(table(), visit.publicUrl) }),
    }),
    route({
      id: 'api.read',
      method: 'get',
      path: '/api',
      summary: 'Для программ',
      allowed: 'anyone',
      page: 'api/read',
      out: z.object({ routes: z.array(described) }),
      view: ({ routes }) => ({ areas: areas(routes) }),
      handle: async () => ({ data: { routes: listed() } }),
    }),
  ];
}
