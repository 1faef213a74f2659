import { z } from 'zod';
import type { Route } from './route';
import { isClosed } from '../security/check';
import { EVENTS } from './stream';

const ID = /^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/;

/** Names of the parameters in a path, such as `/appeals/:id`. */
export const pathNames = (path: string): string[] => [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');

/** What is wrong with a declaration. A route that is not fully declared stops the program at start. */
export function complaints(route: Route): string[] {
  const { id, method, path, allowed } = route;
  const shape = route.params instanceof z.ZodObject ? Object.keys(route.params.shape) : [];
  const names = pathNames(path);
  const related = typeof allowed === 'object' && allowed.some(({ on }) => on !== 'none');
  return [
    !ID.test(id) && 'its id is not area.verb',
    !['get', 'post'].includes(method) && 'its method is neither get nor post',
    !/^\/([\w.:-]+(\/[\w.:-]+)*)?$/.test(path) && 'its path is not plain',
    !route.summary && 'it has no summary',
    allowed === undefined && 'it does not say who may',
    typeof allowed === 'object' && allowed.length === 0 && 'it allows nobody',
    related && !route.subject && 'it names a relation but no subject',
    names.join() !== shape.filter((name) => names.includes(name)).join() && 'its path and params differ',
    shape.length !== names.length && 'its params are not those of its path',
    !(route.out instanceof z.ZodType) && 'it does not say what it answers',
    method === 'get' && (route.body || route.files || route.limits) && 'a read takes no body',
    [route.query, route.body].some((part) => part && !isClosed(part)) && 'its query and body must be plain objects',
    method === 'get' && route.prepare && 'a read has no transaction to prepare for',
    method === 'post' && route.table && 'a write gives no table',
    method === 'post' && route.file && 'a write gives no file',
    route.file?.types.length === 0 && 'its file is of no type',
    route.signed && (method === 'get' || allowed !== 'anyone') && 'only a write open to anyone is signed',
    route.signed && route.kept !== 'never' && 'what is signed has names of its own and keeps no key',
    route.signed && route.files && 'what is signed is one text',
    (route.stream ?? false) !== (route.file?.types.includes(EVENTS) ?? false) && 'its stream and its type differ',
    typeof route.handle !== 'function' && 'it has no handler',
  ].filter((complaint) => typeof complaint === 'string');
}

/** Checks the whole table at start: each route declared, ids and addresses unique. */
export function demandDeclared(routes: readonly Route[]): void {
  const seen = new Set<string>();
  const wrong = routes.flatMap((route) => {
    const address = `${route.method} ${route.path.replace(/:\w+/g, ':')}`;
    const twice = [route.id, address].filter((name) => seen.has(name)).map((name) => `«${name}» is declared twice`);
    seen.add(route.id).add(address);
    return [...complaints(route), ...twice].map((complaint) => `${route.id}: ${complaint}`);
  });
  if (wrong.length) throw new Error(`Routes cannot be mounted:\n${wrong.join('\n')}`);
}
