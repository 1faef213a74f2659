import { meetingLifecycle } from '../../law/meeting/lifecycle';
import { meetingStages } from '../../law/meeting/stages';
import { caseOf } from '../case/loop';

/** A meeting of owners from the first click to the inspectorate's archive (ЖК РФ ст. 44–48). */
export const meeting = caseOf(meetingLifecycle, meetingStages);
