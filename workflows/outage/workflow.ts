import { outageLifecycle } from '../../law/outage/lifecycle';
import { outageStages } from '../../law/outage/stages';
import { caseOf } from '../case/loop';

/** An outage from its announcement to its close (PL-01…PL-04, QV-02). */
export const outage = caseOf(outageLifecycle, outageStages);
