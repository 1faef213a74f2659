/** A fact of a letter as text; empty where it says nothing. */
export const textOf = (fact: unknown): string => (typeof fact === 'string' ? fact : '');
