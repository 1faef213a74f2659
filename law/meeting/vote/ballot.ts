import { localOf } from '../../base/zone';
import { heldBy, type VotingRight } from '../count/votes';
import { isLate, type VotingWindow } from './window';

export const ballotAnswers = ['for', 'against', 'abstained'] as const;
export type BallotAnswer = (typeof ballotAnswers)[number];

export const ballotAnswerTitles: Readonly<Record<BallotAnswer, string>> = {
  for: 'за',
  against: 'против',
  abstained: 'воздержался',
};

/** How long it takes to fill in: told alike on the first page, on the card, and in letters. */
export const BALLOT_TAKES = 'около минуты';

/** online: by the owner in the system; paper: handed to the administrator; hand: typed in with a comment. */
export type BallotChannel = 'online' | 'paper' | 'hand';

export interface Ballot {
  readonly id: string;
  readonly right: string;
  /** Whose decision it is: an id of a person or an organisation, never a name. */
  readonly person: string;
  readonly channel: BallotChannel;
  /** Instant of receipt by the database clock, ISO. */
  readonly receivedAt: string;
  /** Day written on the decision; an online decision is dated by its receipt. */
  readonly decidedOn?: string;
  /** Marks per question exactly as written, whether several or none: ЖК ст. 48 ч. 6 is applied when counting. */
  readonly marks: Readonly<Record<string, readonly string[]>>;
  /** Which mandatory particulars the decision has (see `ballotParticulars`). */
  readonly particulars: readonly Particular[];
  /**
   * Signed for the holder by somebody else; `proven` when the power of attorney is valid (V-11…V-13), `refused` when
   * the holder has refused it.
   */
  readonly proxy?: { readonly proven: boolean; readonly refused?: boolean };
}

export type Particular = 'voter' | 'title' | 'snils' | 'signature';

/** What a decision must contain, and since when (V-20, V-21). */
export const ballotParticulars: readonly {
  readonly particular: Particular;
  readonly title: string;
  readonly from: string | null;
  readonly citation: string;
}[] = [
  { particular: 'voter', title: 'кто голосует', from: null, citation: 'ЖК РФ, ст. 48 ч. 5.1' },
  { particular: 'title', title: 'документ о праве', from: null, citation: 'ЖК РФ, ст. 48 ч. 5.1' },
  { particular: 'signature', title: 'подпись', from: null, citation: 'ЖК РФ, ст. 48 ч. 5.1' },
  { particular: 'snils', title: 'СНИЛС', from: '2025-09-01', citation: 'приказ Минстроя 266/пр' },
];

/**
 * .snils: ЖК ст. 48 ч. 5.1, 6 do not say that a decision without a day or without СНИЛС is dropped. It counts,
 * and a person is told. Meetings called before the rule by stages dropped it, and keep that.
 */
export type BallotDoubt = 'undated' | 'no-snils';

/** What a person must decide about a decision that counts. */
export function ballotDoubts(ballot: Ballot, window: VotingWindow): readonly BallotDoubt[] {
  if (window.rule !== 'stages') return [];
  return [
    ...(dated(ballot, window.zone) ? [] : (['undated'] as const)),
    ...(missingParticulars(ballot, window.on).includes('snils') ? (['no-snils'] as const) : []),
  ];
}

/** A day after the receipt tells as little as none. */
function dated(ballot: Ballot, zone: string): boolean {
  const decided = decidedDay(ballot, zone);
  return decided !== undefined && decided <= localOf(new Date(ballot.receivedAt), zone).day;
}

export type BallotVerdict =
  | 'counted'
  | 'foreign'
  | 'early'
  | 'late'
  | 'undated'
  | 'not-owner'
  | 'no-particulars'
  | 'power-refused'
  | 'no-power'
  | 'duplicate';

export const ballotVerdictTitles: Readonly<Record<BallotVerdict, string>> = {
  counted: 'Учтено',
  foreign: 'Такого права нет в реестре дома',
  early: 'Решение принято до начала голосования',
  late: 'Решение пришло после срока',
  undated: 'На решении нет даты',
  'not-owner': 'В день решения право принадлежало другому лицу',
  'no-particulars': 'Нет обязательных сведений',
  'power-refused': 'Собственник отказался от доверенности',
  'no-power': 'Доверенность не подтверждена',
  duplicate: 'По этому праву уже есть учтённое решение',
};

/** Why a decision cannot be counted, judged by itself; `counted` when there is no objection. */
export function ballotVerdict(ballot: Ballot, right: VotingRight | undefined, window: VotingWindow): BallotVerdict {
  if (!right) return 'foreign';
  const [received, opens] = [new Date(ballot.receivedAt), new Date(window.opensAt)];
  if (isLate(ballot.channel, received, window)) return 'late';
  if (received < opens) return 'early';
  const written = decidedDay(ballot, window.zone);
  if (written !== undefined && written < localOf(opens, window.zone).day) return 'early';
  if (!dated(ballot, window.zone) && window.rule !== 'stages') return 'undated';
  const decided = dated(ballot, window.zone) && written ? written : localOf(received, window.zone).day;
  if (!heldBy(right, ballot.person, decided)) return 'not-owner';
  if (neededParticulars(ballot, window).length > 0) return 'no-particulars';
  if (ballot.proxy?.refused) return 'power-refused';
  return ballot.proxy && !ballot.proxy.proven ? 'no-power' : 'counted';
}

/** The day of a decision: the day written on it, or the day the system received it. */
export function decidedDay(
  { channel, receivedAt, decidedOn }: Pick<Ballot, 'channel' | 'receivedAt' | 'decidedOn'>,
  zone: string,
): string | undefined {
  return decidedOn ?? (channel === 'online' ? localOf(new Date(receivedAt), zone).day : undefined);
}

export function missingParticulars(ballot: Pick<Ballot, 'particulars'>, on: string): readonly Particular[] {
  return ballotParticulars
    .filter(({ particular, from }) => (from === null || from <= on) && !ballot.particulars.includes(particular))
    .map(({ particular }) => particular);
}

/** The particulars without which a decision does not count. */
export const neededParticulars = (
  ballot: Pick<Ballot, 'particulars'>,
  { on, rule }: Pick<VotingWindow, 'on' | 'rule'>,
): readonly Particular[] => missingParticulars(ballot, on).filter((one) => rule !== 'stages' || one !== 'snils');

/** V-19: exactly one of the three marks, otherwise the votes on this question do not count. */
export function ballotAnswerOf(ballot: Ballot, question: string): BallotAnswer | null {
  const marks = ballot.marks[question] ?? [];
  return marks.length === 1 ? (ballotAnswers.find((answer) => answer === marks[0]) ?? null) : null;
}
