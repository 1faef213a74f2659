import type { Knex } from 'knex';
import { type Fraction, parseFraction, sum } from '../../law/fraction';
import type { Plan } from '../../law/meeting/ready';
import { localOf } from '../../law/zone';
import type { CaseFile } from '../case/types';
import { questionsOf } from './agenda';
import { previewRegister, type RegisterPreview } from './register';
import type { Meeting } from './rows';

export interface Planned {
  plan: Plan;
  register: RegisterPreview;
}

/** The meeting as law/meeting/ready judges it, if the notice were given at this instant. */
export async function planOf(
  db: Knex,
  file: Pick<CaseFile, 'id' | 'zone'>,
  meeting: Meeting,
  at: Date,
): Promise<Planned> {
  const on = localOf(at, file.zone).day;
  const register = await previewRegister(db, meeting.buildingId, on);
  const questions = await questionsOf(db, file.id);
  const known: Fraction = sum(register.rights.map(({ votes }) => votes));
  return {
    register,
    plan: {
      zone: file.zone,
      on,
      form: meeting.form,
      now: at,
      opensAt: meeting.opensAt,
      closesAt: meeting.closesAt,
      discussion: meeting.discussionAt !== null && meeting.discussionPlace !== null,
      paperAddress: meeting.paperAddress !== null,
      materialsPlace: meeting.materialsPlace !== null,
      administrator: meeting.administratorPersonId !== null || meeting.administratorOrganisationId !== null,
      toAdministratorAt: meeting.requestedAt,
      firstElectronic: meeting.firstElectronic,
      repeats: meeting.repeatsId !== null,
      signers: meeting.chairId !== null && meeting.secretaryId !== null,
      questions: questions.map(({ kind, wording, entrance }) => ({ kind, wording, entrance })),
      entrances: register.entrances,
      total: meeting.total === null ? null : parseFraction(meeting.total),
      totalBasis: Boolean(meeting.totalBasis),
      known,
      undecided: register.conflicts.filter(({ decided }) => decided === null).length,
    },
  };
}
