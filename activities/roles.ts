import { lifecycles } from '../law/areas';
import { casesQueue } from '../workflows/case/contract';

/** What a worker process can do beside the cases: each is a queue, a loop or both, and none waits for another. */
const others = ['relay', 'letters', 'documents', 'batch', 'exchange'] as const;

export type WorkerRole = (typeof others)[number] | `cases-${string}`;
export type Roles = ReadonlySet<WorkerRole>;

/** Areas whose cases can be served: every area in law/areas. */
const areas = Object.keys(lifecycles);
const everyArea = areas.map((area) => casesQueue(area) as WorkerRole);
export const allRoles: Roles = new Set<WorkerRole>([...everyArea, ...others]);

/** Names that WORKER_ROLES accepts: every role, `cases` for all areas, `all` for everything. */
const names: ReadonlyMap<string, readonly WorkerRole[]> = new Map([
  ['all', [...allRoles]],
  ['cases', everyArea],
  ...[...allRoles].map((role): [string, readonly WorkerRole[]] => [role, [role]]),
]);
export const roleNames: readonly string[] = [...names.keys()];

/** Parses WORKER_ROLES: `cases,relay`. Null when it contains an unknown name. */
export function rolesOf(text: string): Roles | null {
  const parts = text.split(',').map((part) => names.get(part.trim()));
  return parts.includes(undefined) ? null : new Set(parts.flatMap((part) => part ?? []));
}

export const areasOf = (roles: Roles): string[] => areas.filter((area) => roles.has(casesQueue(area) as WorkerRole));
