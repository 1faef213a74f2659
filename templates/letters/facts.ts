/** A fact of a letter as text; empty when it is absent. */
export const textOf = (fact: unknown): string => (typeof fact === 'string' ? fact : '');
