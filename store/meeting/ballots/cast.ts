import type { Knex } from 'knex';
import { ballotAnswers, ballotParticulars, neededParticulars, type Particular } from '../../../law/meeting/vote/ballot';
import { Refusal } from '../../../law/base/refusal';
import { instantDigits } from '../../../law/base/russian';
import { refreshTitles } from '../titles';
import { keyReused } from '../../access/writes';
import { appendBallot, type BallotMarks, type BallotReceipt } from './append';
import { trackerOf } from './log';
import { takeTurn, type HolderKind, type Turn, type Wish } from './turn';
import { votingStanding, type VotingStanding } from '../../../law/meeting/vote/window';

/** One decision made in the system. */
export interface CastBallot {
  /** The form's key: a repeat changes nothing. */
  id: string;
  caseId: string;
  rightId: string;
  /** Whose decision: the owner, a person or an organisation. */
  holderId: string;
  /** Who signs: the owner, the head of an organisation, or the holder of a checked power of attorney. */
  byPersonId: string;
  proxyId?: string | null;
  /** Question id → marks; a question left out is not answered. */
  marks: BallotMarks;
}

/**
 * A record (docs/architecture.md, «Three kinds of write»): the window, the frozen right, the power to sign and an
 * earlier signature are checked by the database's clock under the meeting's lock. An owner may sign after an agent;
 * decisions of other holders and on paper are also kept. Which of them counts is decided by law/meeting (E-13).
 */
export async function castBallot(trx: Knex, cast: CastBallot): Promise<BallotReceipt> {
  const { id, caseId, rightId, holderId, byPersonId } = cast;
  const wish: Wish = { id, caseId, rightId, holderId, actorId: byPersonId, proxyId: cast.proxyId ?? null };
  const turn = await turnOfOwner(trx, wish);
  if (turn.done) return sameAgain(trx, cast, turn.done);
  mustBeOpen(turn);
  if (turn.form !== 'electronic') {
    const say = 'На этом собрании голосуют письменно: сдайте решение администратору (ЖК РФ, ст. 47).';
    throw new Refusal('online-not-held', say, 409);
  }
  const holderKind = mustHold(turn);
  mustMaySign(turn, cast);
  mustBeFirst(turn);
  mustMark(turn, cast.marks);
  return appendBallot(trx, turn, {
    id,
    caseId,
    rightId,
    holderId,
    holderKind,
    weight: turn.weight,
    channel: 'online',
    receivedAt: turn.at,
    decidedOn: null,
    marks: cast.marks,
    particulars: mustHaveParticulars(turn),
    proxyId: wish.proxyId,
    enteredBy: byPersonId === holderId ? null : byPersonId,
    scan: null,
    comment: null,
  });
}

/** A repeat returns the first receipt; the same key with another decision is refused, and the first one stands. */
async function sameAgain(
  trx: Knex,
  cast: CastBallot,
  { seq, leaf, at }: NonNullable<Turn['done']>,
): Promise<BallotReceipt> {
  const { rightId, holderId, byPersonId, proxyId = null, marks } = cast;
  const same = await trx('meeting_ballot')
    .where({ id: cast.id, right_id: rightId, proxy_id: proxyId })
    .whereRaw('coalesce(person_id, organisation_id) = ? and coalesce(entered_by, person_id) = ?', [
      holderId,
      byPersonId,
    ])
    .whereRaw('marks = ?::jsonb', [JSON.stringify(marks)])
    .first('seq');
  if (!same) throw keyReused();
  return { seq, tracker: trackerOf(leaf), receivedAt: at };
}

/** A title may have changed hands since the notice: then the register is updated and read once more. */
export async function turnOfOwner(trx: Knex, wish: Wish): Promise<Turn> {
  const turn = await takeTurn(trx, wish);
  if (!turn.inRegister || turn.holderKind !== null) return turn;
  await refreshTitles(trx, wish.caseId, turn.at);
  return takeTurn(trx, wish);
}

export function mustBeOpen(turn: Turn): void {
  const refusal = refusalOf(votingStanding(turn, turn.at), turn);
  if (refusal) throw refusal;
}

function refusalOf(standing: VotingStanding, { zone, opensAt, closesAt }: Turn): Refusal | null {
  const moment = (at: Date | null): string => (at ? ` ${instantDigits(at, zone)}` : '');
  switch (standing) {
    case 'open':
      return null;
    case 'closed': {
      const say = `Голосование закрыто${moment(closesAt)}. Решение после срока не учитывают (ЖК РФ, ст. 47 ч. 2).`;
      return new Refusal('voting-closed', say, 409);
    }
    case 'waiting': {
      const say = `Голосование начнётся${moment(opensAt)}. Вернитесь к этому времени (ЖК РФ, ст. 47.1).`;
      return new Refusal('voting-not-open', say, 409);
    }
    case 'opening':
      return new Refusal('voting-opening', 'Голосование сейчас откроется. Повторите через минуту.', 409);
    default: {
      const say = 'Голосование на этом собрании не идёт. Посмотрите страницу собрания.';
      return new Refusal('voting-not-held', say, 409);
    }
  }
}

/** X-09, V-15, K-11: title on the day of the decision. */
export function mustHold({ inRegister, holderKind }: Turn): HolderKind {
  mustBeListed(inRegister);
  if (holderKind === null) {
    const say =
      'Сегодня по этому праву голосует не это лицо. Голосует собственник на день решения, а по передаточному акту — ' +
      'в течение года после ввода дома (ГК РФ, ст. 8.1; ЖК РФ, ст. 44 ч. 1.1).';
    throw new Refusal('right-not-held', say, 403);
  }
  return holderKind;
}

/** only rights frozen by the notice take part. */
export function mustBeListed(inRegister: boolean): void {
  if (inRegister) return;
  throw new Refusal(
    'right-foreign',
    'Такого права нет в реестре собрания. Выберите своё помещение (ЖК РФ, ст. 48 ч. 1).',
  );
}

/**
 * V-11…V-13: owners sign themselves, a head signs for the organisation, anyone else needs a checked power of attorney.
 */
function mustMaySign(
  { holderKind, isHead, proxyKnown, proxyValid }: Turn,
  { byPersonId, holderId, proxyId }: CastBallot,
): void {
  if (!proxyId && holderKind === 'person' && byPersonId === holderId) return;
  if (!proxyId && holderKind === 'organisation' && isHead) return;
  if (!proxyId || !proxyKnown) {
    const say = 'Голосовать за другого можно по доверенности. Приложите её к собранию (ЖК РФ, ст. 48 ч. 2).';
    throw new Refusal('power-absent', say, 403);
  }
  if (!proxyValid) {
    const say =
      'Доверенность не проверена, не принята или уже не действует. Узнайте у администратора (ЖК РФ, ст. 48 ч. 2).';
    throw new Refusal('power-unchecked', say, 403);
  }
}

/** Signatures at the same moment are one decision: the second to get the lock is told that it is already there. */
function mustBeFirst({ voted }: Turn): void {
  if (!voted) return;
  throw new Refusal('voted-already', 'Ваше решение уже принято. Откройте его подтверждение.', 409);
}

/** V-18, V-19: online, a mark that would not count cannot be made. */
function mustMark({ questions }: Turn, marks: BallotMarks): void {
  mustKnow(questions, marks);
  const wrong = Object.entries(marks).filter(([, given]) => given.length > 1 || given.some((one) => !isAnswer(one)));
  if (wrong.length > 0) {
    const say = 'На вопрос отвечают одним знаком: «за», «против» или «воздержался» (ЖК РФ, ст. 48 ч. 6).';
    throw new Refusal('mark-not-one', say, 422, Object.fromEntries(wrong.map(([question]) => [question, say])));
  }
  if (questions.every((question) => (marks[question] ?? []).length === 0)) {
    throw new Refusal('marks-none', 'Ответьте хотя бы на один вопрос повестки.', 422);
  }
}

const isAnswer = (mark: string): boolean => ballotAnswers.some((answer) => answer === mark);

/** only questions on the agenda can be decided. */
export function mustKnow(questions: readonly string[], marks: BallotMarks): void {
  if (Object.keys(marks).every((question) => questions.includes(question))) return;
  throw new Refusal(
    'question-foreign',
    'Такого вопроса нет в повестке. Откройте бюллетень заново (ЖК РФ, ст. 46 ч. 2).',
    422,
  );
}

/** V-20, V-21: what the system knows about the voter is put on the decision; what the law requires must be known. */
function mustHaveParticulars({ hasTitle, hasSnils, law, window }: Turn): readonly Particular[] {
  const borne: Particular[] = [
    'voter',
    ...(hasTitle ? ['title' as const] : []),
    ...(hasSnils ? ['snils' as const] : []),
    'signature',
  ];
  const [missing] = neededParticulars({ particulars: borne }, { on: law, rule: window?.rule });
  if (!missing) return borne;
  const found = ballotParticulars.find(({ particular }) => particular === missing);
  const say = `Решение без этих сведений не учтут: ${found?.title}. Внесите их в реестр (${found?.citation}).`;
  throw new Refusal('particulars-missing', say, 422, { [missing]: say });
}
