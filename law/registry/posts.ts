import type { StaffRole } from './words';

/** They act for their organisation in the cases of its houses. */
export const officeRoles = ['clerk', 'head', 'municipal'] as const satisfies readonly StaffRole[];
/** They watch over the cases of a whole region. */
export const watcherRoles = ['inspector', 'ministry'] as const satisfies readonly StaffRole[];
/** They read the cases of their organisation. A master or a cashier has no business in an appeal. */
export const caseRoles = [...officeRoles, ...watcherRoles] as const;
/** They decide in the name of an organisation that owns something in a house (ЖК РФ ст. 48 ч. 2). */
export const speakerRoles = ['head', 'municipal'] as const satisfies readonly StaffRole[];
