import type { Knex } from 'knex';
import { type Fraction, compare, parseFraction, sum, ZERO } from '../../law/base/fraction';
import { exactMetres } from '../../law/base/metres';
import { checkMeeting, type MeetingResult } from '../../law/meeting/inspection/check';
import { quorum } from '../../law/meeting/count/quorum';
import { tally, type BallotOutcome, type Tally, type TallyInput } from '../../law/meeting/count/tally';
import { votesOf } from '../../law/meeting/count/votes';
import { countingRights } from './ballots/input';
import { ballotsOf } from './ballots/read';
import { questionsOf, type Question } from './prepare/agenda';
import { lawOf } from './law';
import { mustHaveMeeting, type Meeting } from './rows';
import { votingWindow, type VotingWindow } from '../../law/meeting/vote/window';

/** The window by which law/meeting judges decisions; null until the dates are set. */
export function windowOfMeeting(meeting: Meeting, zone: string): VotingWindow | null {
  const { form, lawRule, opensAt, closesAt } = meeting;
  if (!opensAt || !closesAt) return null;
  return votingWindow({ form, zone, law: lawOf(meeting, zone), lawRule, opensAt, closesAt });
}

export interface LiveCount {
  meeting: Meeting;
  questions: Question[];
  input: TallyInput;
  tally: Tally;
  quorum: { met: boolean; needed: string; missing: string };
  /** Thresholds question by question, in the order of the agenda. */
  result: MeetingResult;
}

/** The current count, by exactly the code that counts at the close. */
export async function countNow(db: Knex, caseId: string, zone: string): Promise<LiveCount | null> {
  const meeting = await mustHaveMeeting(db, caseId);
  const [window, law] = [windowOfMeeting(meeting, zone), lawOf(meeting, zone)];
  if (!window || meeting.total === null || !meeting.opensAt || !meeting.closesAt || !meeting.noticedAt) return null;
  // One query after the other: at the close they share one connection.
  const rights = await countingRights(db, caseId);
  const ballots = await ballotsOf(db, caseId);
  const questions = await questionsOf(db, caseId);
  const house = await db('meeting').where({ case_id: caseId }).first<{ entrances: number | null }>('entrances');
  const { entrances } = house ?? { entrances: null };
  const input: TallyInput = {
    window,
    total: meeting.total,
    rights,
    ballots,
    questions: questions.map(({ id }) => id),
    entrances: new Map(
      questions.flatMap(({ id, entrance, entranceTotal }) =>
        entrance === null || entranceTotal === null ? [] : [[id, entrance] as const],
      ),
    ),
  };
  const found = tally(input);
  const [total, participating] = [parseFraction(found.total), parseFraction(found.participating)];
  const bar = quorum({ total, participating }, law.decided);
  const result = checkMeeting({
    form: meeting.form,
    zone,
    law,
    noticeAt: meeting.noticedAt,
    opensAt: meeting.opensAt,
    closesAt: meeting.closesAt,
    placeNamed: meeting.postingDecidedBy !== null,
    entrances,
    unplaced: unplacedVotes(rights),
    total,
    participating,
    ...(meeting.requestedAt && { toAdministratorAt: meeting.requestedAt }),
    questions: questions.map(({ id, kind, wording, entranceTotal }) => {
      const row = found.questions.find((one) => one.question === id);
      return {
        kind,
        wording,
        votesFor: parseFraction(row?.for ?? '0'),
        against: parseFraction(row?.against ?? '0'),
        abstained: parseFraction(row?.abstained ?? '0'),
        ...(row?.entrance &&
          entranceTotal !== null && {
            entrance: {
              total: parseFraction(entranceTotal),
              participating: parseFraction(row.entrance.participating),
              votesFor: parseFraction(row.entrance.for),
            },
          }),
      };
    }),
  });
  return {
    meeting,
    questions,
    input,
    tally: found,
    result,
    quorum: { met: bar.met, needed: exactMetres(bar.needed), missing: exactMetres(bar.missing) },
  };
}

const unplacedVotes = (rights: TallyInput['rights']): Fraction =>
  sum(rights.filter(({ entrance }) => entrance === undefined).map(votesOf));

function unplacedOf(rights: TallyInput['rights']): { unplaced?: string } {
  const votes = unplacedVotes(rights);
  return compare(votes, ZERO) > 0 ? { unplaced: exactMetres(votes) } : {};
}

/** Records the count of the close: once and finally. */
export async function writeCount(
  trx: Knex,
  caseId: string,
  { tally: found, quorum: bar, questions, result, input }: LiveCount,
  at: Date,
): Promise<void> {
  await trx('meeting_count').insert({
    case_id: caseId,
    at,
    total: found.total,
    participating: found.participating,
    online: found.online,
    paper: found.paper,
    hand: found.hand,
    needed: bar.needed,
    quorum: bar.met,
    outcomes: JSON.stringify(found.outcomes),
  });
  await trx('meeting_result').insert(
    questions.map(({ id, entranceTotal }, index) => {
      const [votes, verdict] = [found.questions[index], result.questions[index]];
      if (!votes || !verdict) throw new Error(`Question ${id} was not counted`);
      return {
        case_id: caseId,
        question_id: id,
        rule: verdict.rule,
        citation: verdict.citation,
        votes_for: votes.for,
        votes_against: votes.against,
        votes_abstained: votes.abstained,
        votes_invalid: votes.invalid,
        votes_absent: votes.absent,
        passed: bar.met && verdict.passed,
        missing: verdict.missing,
        entrance:
          votes.entrance && entranceTotal !== null
            ? { ...votes.entrance, total: entranceTotal, ...unplacedOf(input.rights) }
            : null,
      };
    }),
  );
}

export interface MeetingCount {
  at: Date;
  total: string;
  participating: string;
  online: string;
  paper: string;
  hand: string;
  needed: string;
  quorum: boolean;
  outcomes: BallotOutcome[];
}

/** The sealed count; null while the voting runs. */
export async function countOf(db: Knex, caseId: string): Promise<MeetingCount | null> {
  return (
    (await db('meeting_count')
      .where({ case_id: caseId })
      .first<MeetingCount | undefined>(
        'at',
        'total',
        'participating',
        'online',
        'paper',
        'hand',
        'needed',
        'quorum',
        'outcomes',
      )) ?? null
  );
}

export interface QuestionOutcome {
  questionId: string;
  number: number;
  kind: string;
  wording: string;
  rule: string;
  citation: string;
  votesFor: string;
  votesAgainst: string;
  votesAbstained: string;
  votesInvalid: string;
  votesAbsent: string;
  passed: boolean;
  missing: string;
  /** Of the owners of the entrance, where they are also counted separately (ЖК ст. 45 ч. 3, ст. 46 ч. 1.2). */
  entrance: EntranceOutcome | null;
}

export interface EntranceOutcome {
  number: number;
  total: string;
  participating: string;
  for: string;
  /** Votes of rights whose entrance is unknown: they are in no entrance's base. Absent where there are none. */
  unplaced?: string;
}

export async function resultsOf(db: Knex, caseId: string): Promise<QuestionOutcome[]> {
  return db('meeting_result as r')
    .join('meeting_question as q', 'q.id', 'r.question_id')
    .where({ 'r.case_id': caseId })
    .orderBy('q.number')
    .select<QuestionOutcome[]>({
      questionId: 'q.id',
      number: 'q.number',
      kind: 'q.kind',
      wording: 'q.wording',
      rule: 'r.rule',
      citation: 'r.citation',
      votesFor: 'r.votes_for',
      votesAgainst: 'r.votes_against',
      votesAbstained: 'r.votes_abstained',
      votesInvalid: 'r.votes_invalid',
      votesAbsent: 'r.votes_absent',
      passed: 'r.passed',
      missing: 'r.missing',
      entrance: 'r.entrance',
    });
}
