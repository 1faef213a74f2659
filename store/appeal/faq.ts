import type { Knex } from 'knex';
import { Refusal } from '../../law/base/refusal';
import { likeText } from '../sql/query';

export interface FaqEntry {
  id: string;
  organisationId: string;
  subject: string;
  question: string;
  answer: string;
  sourceCaseId: string | null;
  publishedAt: Date;
  publishedBy: string;
}

const columns = [
  'id',
  'organisation_id as organisationId',
  'subject',
  'question',
  'answer',
  'source_case_id as sourceCaseId',
  'published_at as publishedAt',
  'published_by as publishedBy',
] as const;

/** Publishes an answer for everyone; only an answer to a real appeal of this organisation can be published. */
export async function publishFaq(trx: Knex, entry: FaqEntry): Promise<void> {
  const answered = await trx('appeal')
    .where({ case_id: entry.sourceCaseId, addressee_id: entry.organisationId })
    .whereNotNull('answer_text_id')
    .first('case_id');
  if (!answered)
    throw new Refusal('faq-without-answer', 'Опубликовать можно только ответ вашей организации на обращение.');
  await trx('faq')
    .insert({
      id: entry.id,
      organisation_id: entry.organisationId,
      subject: entry.subject,
      question: entry.question,
      answer: entry.answer,
      source_case_id: entry.sourceCaseId,
      published_at: entry.publishedAt,
      published_by: entry.publishedBy,
    })
    .onConflict('id')
    .ignore();
}

/** Unpublishes an answer; it stays in the database. */
export async function retireFaq(trx: Knex, organisationId: string, id: string, at: Date): Promise<boolean> {
  const count = await trx('faq')
    .where({ id, organisation_id: organisationId, retired_at: null })
    .update({ retired_at: at });
  return count > 0;
}

export interface FaqFilter {
  organisationIds?: readonly string[];
  subject?: string;
  search?: string;
}

/** Published answers, newest first. */
export async function listFaq(
  db: Knex,
  { organisationIds, subject, search }: FaqFilter = {},
  limit = 100,
): Promise<FaqEntry[]> {
  const query = db('faq')
    .whereNull('retired_at')
    .orderBy([{ column: 'published_at', order: 'desc' }, 'id'])
    .limit(limit);
  if (organisationIds) void query.whereIn('organisation_id', [...organisationIds]);
  if (subject) void query.where({ subject });
  if (search) {
    const like = `%${likeText(search)}%`;
    void query.whereRaw('(lower(question) like ? or lower(answer) like ?)', [like, like]);
  }
  return query.select(...columns);
}

export async function faqById(db: Knex, id: string): Promise<FaqEntry | null> {
  return (
    (await db('faq')
      .where({ id })
      .whereNull('retired_at')
      .first(...columns)) ?? null
  );
}
