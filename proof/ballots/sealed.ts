import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { castBallot } from '../../store/meeting/ballots/cast';
import { signCheckpoint } from '../../store/meeting/ballots/checkpoints';
import { retypePaper, takePaper } from '../../store/meeting/ballots/paper';
import { seal } from '../../store/meeting/ballots/seal';
import { countNow, writeCount } from '../../store/meeting/results';
import { allMarks, makeMeeting, type BallotMeeting, type MeetingWish } from './meeting';

const answers = ['for', 'for', 'for', 'against', 'abstained'];

/**
 * A meeting that has voted, online and on paper, one right twice; its log was signed several times and then closed.
 * bare: its paper bears neither a day nor СНИЛС.
 */
export async function sealedMeeting(
  db: Knex,
  owner: Knex,
  rights = 12,
  wish: Pick<MeetingWish, 'lawRule'> & { bare?: boolean } = {},
): Promise<BallotMeeting> {
  const { bare = false, ...more } = wish;
  const meeting = await makeMeeting(owner, { ...more, rights, form: 'electronic' });
  const { caseId, questions } = meeting;
  for (const [index, right] of meeting.rights.entries()) {
    const marks = allMarks(questions, answers[index % answers.length] ?? 'for');
    const common = { id: randomUUID(), caseId, rightId: right.id, holderId: right.holder, marks };
    if (index % 4 === 3) await onPaper(db, meeting, common, bare);
    else await db.transaction((trx) => castBallot(trx, { ...common, byPersonId: right.holder }));
    if (index % 5 === 4) await db.transaction((trx) => signCheckpoint(trx, caseId));
  }
  const [first] = meeting.rights;
  if (first) {
    const marks = allMarks(questions, 'against');
    await onPaper(db, meeting, { id: randomUUID(), caseId, rightId: first.id, holderId: first.holder, marks });
  }
  await db.transaction(async (trx) => {
    await seal(trx, caseId, meeting.closesAt);
    const count = await countNow(trx, caseId, 'Europe/Moscow');
    if (count) await writeCount(trx, caseId, count, meeting.closesAt);
  });
  return meeting;
}

async function onPaper(
  db: Knex,
  meeting: BallotMeeting,
  common: { id: string; caseId: string; rightId: string; holderId: string; marks: Record<string, string[]> },
  bare = false,
): Promise<void> {
  const { rows } = await db.raw<{ rows: { today: string }[] }>(
    `select (domovoy_now() at time zone 'Europe/Moscow')::date as today`,
  );
  await db.transaction((trx) =>
    takePaper(trx, {
      ...common,
      channel: 'hand',
      comment: 'Лист у администратора',
      decidedOn: bare ? null : (rows[0]?.today ?? null),
      particulars: bare ? ['voter', 'title', 'signature'] : ['voter', 'title', 'snils', 'signature'],
      by: meeting.administrator,
    }),
  );
  await db.transaction((trx) => retypePaper(trx, { id: common.id, marks: common.marks, by: meeting.administrator }));
}
