import { areaPath } from '../../templates/areas';

/** The page of a case: the one of its area if there is one, otherwise the general page. */
export const caseHref = ({ area, id }: { area: string; id: string }): string => `${areaPath(area)}/${id}`;
