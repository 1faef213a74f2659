import { serviceNames, type Service } from '../registry/words';

/** What may be off in a house: everything supplied to it, and the lift. */
export const offNames = { ...serviceNames, lift: 'лифт' } as const;
export type OffService = Service | 'lift';
export const offServices = Object.keys(offNames) as [OffService, ...OffService[]];
