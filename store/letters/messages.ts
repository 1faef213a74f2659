import type { Knex } from 'knex';
import { query, queryOne } from '../sql/query';

/** One message in a person's cabinet, as listed; `place` is its position, to the microsecond. */
export interface Message {
  id: string;
  letter: string;
  caseId: string | null;
  number: string | null;
  zone: string | null;
  createdAt: Date;
  readAt: Date | null;
  place: string;
}

/** The position after which the next page begins: many messages of one night share a millisecond. */
export interface MessagePlace {
  at: string;
  id: string;
}

const own = `
  select d.id, d.letter, d.case_id as "caseId", c.number, c.zone, d.created_at as "createdAt", d.read_at as "readAt",
    to_char(d.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as place
  from delivery d left join case_file c on c.id = d.case_id
  where d.person_id = :personId and d.channel = 'cabinet'`;

/** A page of a person's messages, newest first, after the position where the previous page ended. */
export async function messagesOf(
  db: Knex,
  personId: string,
  { after, limit }: { after?: MessagePlace; limit: number },
): Promise<Message[]> {
  const later = after ? 'and (d.created_at, d.id) < (:at::timestamptz, :lastId::uuid)' : '';
  const sql = `${own} ${later} order by d.created_at desc, d.id desc limit :limit`;
  return query<Message>(db, sql, { personId, limit, ...(after && { at: after.at, lastId: after.id }) });
}

export async function messageOf(db: Knex, personId: string, id: string): Promise<Message | null> {
  return queryOne<Message>(db, `${own} and d.id = :id`, { personId, id });
}

export interface MessageCounts {
  all: number;
  unread: number;
}

export async function countMessages(db: Knex, personId: string): Promise<MessageCounts> {
  const { rows } = await db.raw<{ rows: MessageCounts[] }>(
    `select count(*)::int as all, count(*) filter (where read_at is null)::int as unread
     from delivery where person_id = ? and channel = 'cabinet'`,
    [personId],
  );
  return rows[0] ?? { all: 0, unread: 0 };
}
