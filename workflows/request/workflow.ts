import { requestLifecycle } from '../../law/request/lifecycle';
import { requestStages } from '../../law/request/stages';
import { caseOf } from '../case/loop';

/** A request to the dispatch service from the call to its close (ADS-02…ADS-14). */
export const request = caseOf(requestLifecycle, requestStages);
