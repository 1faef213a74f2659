import { areaPath } from '../../templates/areas';

/** The page of a case: its area's own, else the general one. */
export const caseHref = ({ area, id }: { area: string; id: string }): string => `${areaPath(area)}/${id}`;
