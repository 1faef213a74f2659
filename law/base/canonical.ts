/** JSON whose text depends only on the value (RFC 8785 for the values we store): keys sorted, no spaces. */
export type Plain = null | boolean | number | string | readonly Plain[] | { readonly [key: string]: Plain | undefined };

/** Whether two values are the same once they are stored. */
export const sameValue = (a: unknown, b: unknown): boolean => canonical(a as Plain) === canonical(b as Plain);

export function canonical(value: Plain): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item: Plain) => canonical(item)).join(',')}]`;
  const entries = Object.entries(value as Record<string, Plain | undefined>)
    .filter((entry): entry is [string, Plain] => entry[1] !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
}
