import type { Knex } from 'knex';
import type { AddresseeKind, AnswerKind, AppealChannel, AppealOrigin, ApplicantKind } from '../../law/appeal/words';

export interface Appeal {
  caseId: string;
  addresseeId: string;
  addresseeKind: AddresseeKind;
  subject: string;
  /** All subjects, the main one first. */
  subjects: string[];
  channel: AppealChannel;
  applicantKind: ApplicantKind;
  textId: string;
  summary: string;
  premisesId: string | null;
  anonymous: boolean;
  collective: boolean;
  receivedAt: Date;
  registeredAt: Date;
  origin: AppealOrigin | null;
  normId: string | null;
  routedTo: string | null;
  answerKind: AnswerKind | null;
  answerTextId: string | null;
  answeredAt: Date | null;
  rating: number | null;
  ratingTextId: string | null;
  ratedAt: Date | null;
  reopened: number;
}

const columns = [
  'case_id as caseId',
  'addressee_id as addresseeId',
  'addressee_kind as addresseeKind',
  'subject',
  'channel',
  'applicant_kind as applicantKind',
  'text_id as textId',
  'summary',
  'premises_id as premisesId',
  'anonymous',
  'collective',
  'received_at as receivedAt',
  'registered_at as registeredAt',
  'origin',
  'norm_id as normId',
  'routed_to as routedTo',
  'answer_kind as answerKind',
  'answer_text_id as answerTextId',
  'answered_at as answeredAt',
  'rating',
  'rating_text_id as ratingTextId',
  'rated_at as ratedAt',
  'reopened',
] as const;

export async function appealRow(db: Knex, caseId: string): Promise<Appeal | null> {
  return (
    (await db('appeal')
      .where({ case_id: caseId })
      .first(
        ...columns,
        db.raw(
          'array(select s.subject from appeal_subject s where s.case_id = appeal.case_id order by s.place) as subjects',
        ),
      )) ?? null
  );
}

export async function mustHaveAppeal(db: Knex, caseId: string): Promise<Appeal> {
  const row = await appealRow(db, caseId);
  if (!row) throw new Error(`Case ${caseId} has no appeal row`);
  return row;
}

/** The columns that may change; everything else stays as it was received. */
export type AppealChange = Partial<
  Pick<
    Appeal,
    | 'normId'
    | 'routedTo'
    | 'answerKind'
    | 'answerTextId'
    | 'answeredAt'
    | 'rating'
    | 'ratingTextId'
    | 'ratedAt'
    | 'reopened'
  >
>;

const names: Readonly<Record<keyof AppealChange, string>> = {
  normId: 'norm_id',
  routedTo: 'routed_to',
  answerKind: 'answer_kind',
  answerTextId: 'answer_text_id',
  answeredAt: 'answered_at',
  rating: 'rating',
  ratingTextId: 'rating_text_id',
  ratedAt: 'rated_at',
  reopened: 'reopened',
};

export async function changeAppeal(trx: Knex, caseId: string, change: AppealChange): Promise<void> {
  const entries = Object.entries(change).map(([key, value]) => [names[key as keyof AppealChange], value]);
  await trx('appeal').where({ case_id: caseId }).update(Object.fromEntries(entries));
}
