/** What one person may let another do in their name. A guest never votes (docs/architecture.md, «Who may»). */
export const delegationScopes = {
  'bills.read': 'Смотреть квитанции и начисления',
  'readings.send': 'Передавать показания счётчиков',
} as const;
export type DelegationScope = keyof typeof delegationScopes;

export const delegationScopeNames = Object.keys(delegationScopes) as DelegationScope[];

/** A token's scope is a route id, a whole area (`appeal.*`) or everything (`*`). */
export function scopeCovers(scopes: readonly string[], routeId: string): boolean {
  const area = routeId.slice(0, routeId.indexOf('.'));
  return scopes.includes('*') || scopes.includes(`${area}.*`) || scopes.includes(routeId);
}
