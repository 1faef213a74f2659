import { appealLifecycle } from '../../law/appeal/lifecycle';
import { appealStages } from '../../law/appeal/stages';
import { caseOf } from '../case/loop';

/** An appeal from its receipt to its close (AP-01…AP-19). */
export const appeal = caseOf(appealLifecycle, appealStages);
