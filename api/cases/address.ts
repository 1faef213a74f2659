/** Where each kind of case has its own page; the others are read on the general one. */
const places: Readonly<Record<string, string>> = { appeal: '/appeals', meeting: '/meetings' };

export const caseHref = ({ area, id }: { area: string; id: string }): string => `${places[area] ?? '/cases'}/${id}`;
