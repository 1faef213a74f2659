import type { Knex } from 'knex';
import { Refusal } from '../../law/base/refusal';
import type { Item } from './step';

/** After this many quick attempts it waits for people, and is retried more and more rarely. */
const TRIES = 3;

/** A failure must not block the case: an alarm is set aside; a person's act is refused, or tried again later. */
export async function setAside(db: Knex, caseId: string, item: Item, error: unknown): Promise<void> {
  if (item.kind === 'alarm') return parkAlarm(db, caseId, { ...item, dueAt: item.at }, error);
  if (error instanceof Refusal && item.actorId !== null) return refuse(db, caseId, item.key, error);
  await db.raw(
    `update accepted_act set attempts = attempts + 1, problem = :problem,
       parked_at = case when attempts + 1 >= :tries or :lawful then coalesce(parked_at, clock_timestamp()) end,
       next_at = clock_timestamp() + ${backOff('attempts + 1')}
     where case_id = :caseId and key = :key and done_at is null and refused_at is null`,
    { caseId, key: item.key, problem: problemOf(error), lawful: error instanceof Refusal, tries: TRIES },
  );
}

async function refuse(db: Knex, caseId: string, key: string, { code, say, status, fields }: Refusal): Promise<void> {
  await db('accepted_act')
    .where({ case_id: caseId, key, done_at: null, refused_at: null })
    .update({ refused_at: db.raw('domovoy_now()'), refusal: JSON.stringify({ code, say, status, fields }) });
}

interface DueAlarm {
  key: string;
  act: string;
  dueAt: Date;
}

/** A refusal by the law will not pass by itself: people are asked at once, with its message. */
export async function parkAlarm(
  db: Knex,
  caseId: string,
  { key, act, dueAt }: DueAlarm,
  error: unknown,
): Promise<void> {
  const lawful = error instanceof Refusal;
  await db.raw(
    `insert into parked_alarm as p (case_id, key, act, due_at, attempts, problem, say, next_at, parked_at)
     values (:caseId, :key, :act, :dueAt, 1, :problem, :say,
       domovoy_now() + case when :lawful then interval '1 hour' else interval '1 second' end,
       case when :lawful then domovoy_now() end)
     on conflict (case_id, key) do update set attempts = p.attempts + 1, problem = excluded.problem, say = excluded.say,
       next_at = domovoy_now() + case when :lawful then interval '1 day' else ${backOff('p.attempts + 1')} end,
       parked_at = case when :lawful or p.attempts + 1 >= :tries then coalesce(p.parked_at, domovoy_now()) end`,
    { caseId, key, act, dueAt, problem: problemOf(error), say: lawful ? error.say : null, lawful, tries: TRIES },
  );
}

/** Seconds at first, then minutes, then once a day. */
const backOff = (attempts: string): string =>
  `case when ${attempts} < ${TRIES} then interval '1 second' * 2 ^ (${attempts})
    else least(interval '1 day', interval '1 minute' * 4 ^ least(${attempts} - ${TRIES}, 6)) end`;

/** What an operator needs to know about a fault; messages of database errors may quote personal data. */
function problemOf(error: unknown): string {
  if (error instanceof Refusal) return error.code;
  if (!(error instanceof Error)) return 'unknown';
  const { code } = error as { code?: unknown };
  return typeof code === 'string'
    ? `${error.name} ${code}`
    : error.name === 'Error'
      ? error.message.slice(0, 200)
      : error.name;
}
