import type { Knex } from 'knex';
import { parseFraction } from '../../../law/base/fraction';
import { bar } from '../../../law/meeting/count/thresholds';
import type { CaseFile, Change } from '../../../store/case/types';
import { mayBeRefused, refusedForm } from '../../../store/meeting/prepare/refusals';
import { lawOf } from '../../../store/meeting/law';
import type { Meeting } from '../../../store/meeting/rows';
import type { StepCall } from '../../../workflows/case/contract';
import { toInitiator } from '../parts';

/** K-21: a first electronic meeting is not held if owners with most of all votes have refused its form. */
export async function refusedByOwners(
  trx: Knex,
  file: CaseFile,
  meeting: Meeting,
  call: StepCall,
): Promise<Change | null> {
  if (!mayBeRefused(meeting) || meeting.total === null) return null;
  const { rights, votes } = await refusedForm(trx, file.id);
  if (!bar('K-21', lawOf(meeting, file.zone).called, votes, parseFraction(meeting.total)).met) return null;
  return {
    events: [{ kind: 'form-refused', facts: { rights, norm: 'K-21' } }],
    to: 'halted',
    dropped: ['open'],
    letters: toInitiator(file, meeting, call, { letter: 'meeting-refused', urgent: true }),
  };
}
