import type { Knex } from 'knex';

/** One message in a person's cabinet, as the list shows it. */
export interface Message {
  id: string;
  letter: string;
  caseId: string | null;
  number: string | null;
  zone: string | null;
  createdAt: Date;
  readAt: Date | null;
}

export interface MessagePlace {
  at: string;
  id: string;
}

const columns = {
  id: 'd.id',
  letter: 'd.letter',
  caseId: 'd.case_id',
  number: 'c.number',
  zone: 'c.zone',
  createdAt: 'd.created_at',
  readAt: 'd.read_at',
};

const own = (db: Knex, personId: string) =>
  db('delivery as d').where({ 'd.person_id': personId, 'd.channel': 'cabinet' });

/** A page of a person's messages, newest first, after the place the page before ended at. */
export async function messagesOf(
  db: Knex,
  personId: string,
  { after, limit }: { after?: MessagePlace; limit: number },
): Promise<Message[]> {
  const page = own(db, personId).leftJoin('case_file as c', 'c.id', 'd.case_id');
  if (after) void page.whereRaw('(d.created_at, d.id) < (?::timestamptz, ?::uuid)', [after.at, after.id]);
  return page
    .orderBy([
      { column: 'd.created_at', order: 'desc' },
      { column: 'd.id', order: 'desc' },
    ])
    .limit(limit)
    .select<Message[]>(columns);
}

export async function messageOf(db: Knex, personId: string, id: string): Promise<Message | null> {
  const found = own(db, personId).leftJoin('case_file as c', 'c.id', 'd.case_id').where({ 'd.id': id });
  return (await found.first<Message | undefined>(columns)) ?? null;
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
