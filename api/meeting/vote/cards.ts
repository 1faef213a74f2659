import { counted, momentWords } from '../../../law/base/russian';
import { localOf } from '../../../law/base/zone';
import { BALLOT_TAKES } from '../../../law/meeting/vote/ballot';
import { HALTED } from '../../../law/meeting/vote/halt';
import { givesVoice } from '../../../law/meeting/vote/voice';
import { votingStanding } from '../../../law/meeting/vote/window';
import { questionForms } from '../../../law/meeting/words';
import { rightsIn, type DecidableIn } from '../../../store/meeting/relation';
import { decisionsMade, desksOf, votesNear, type MadeDecision, type VoteNear } from '../../../store/meeting/vote/near';
import type { HomeCall, HomeCard } from '../../case/area';
import { readerOf } from '../../security/reader';
import { spanWords } from '../../view/deadline';
import { isOnline } from './read';
import { meetingTitle } from './words';

/** So long after its close a vote still stands on the first page of whoever had a right in it. */
const REMEMBERED_MS = 14 * 86_400_000;

/** Votes of everyone who may decide a right: their own, of an organisation they head, by a power of attorney. */
export async function voteCards(call: HomeCall, run: ReadonlySet<string>): Promise<HomeCard[]> {
  const { db, actor, now } = call;
  if (!actor.self) return [];
  const desks = await desksOf(db, actor.self, now);
  return [...(await ownVotes(call, run)), ...desks.map((vote) => deskCard(vote, now))];
}

/** `run`: meetings the reader runs; that one of them stands halted is said by its own card. */
async function ownVotes({ db, actor, now }: HomeCall, run: ReadonlySet<string>): Promise<HomeCard[]> {
  const near = await votesNear(db, readerOf(actor), new Date(now.getTime() - REMEMBERED_MS));
  const votes = near.filter(({ id, phase }) => phase !== 'halted' || !run.has(id));
  if (votes.length === 0) return [];
  const rights = await rightsOf({ db, actor, now }, votes);
  const ids = [...new Set(rights.map(({ rightId }) => rightId))];
  const made = await decisionsMade(
    db,
    votes.map(({ id }) => id),
    ids,
  );
  return votes.flatMap((vote) => {
    const own = rights.filter(({ caseId }) => caseId === vote.id);
    const card = own.length > 0 ? cardOf(vote, own, made, now) : null;
    return card ? [card] : [];
  });
}

/** A right is held on a day of the house; houses of one zone are asked for at once. */
async function rightsOf({ db, actor, now }: HomeCall, votes: readonly VoteNear[]): Promise<DecidableIn[]> {
  const zones = [...new Set(votes.map(({ zone }) => zone))];
  const found = await Promise.all(
    zones.map((zone) => {
      const there = votes.filter((vote) => vote.zone === zone).map(({ id }) => id);
      return rightsIn(db, there, actor.personId, localOf(now, zone).day);
    }),
  );
  return found.flat();
}

const holderOf = ({ personId, organisationId }: DecidableIn): string => personId ?? organisationId ?? '';

const isDone = (right: DecidableIn, made: readonly MadeDecision[], online: boolean): boolean =>
  made
    .filter(({ rightId, holderId }) => rightId === right.rightId && holderId === holderOf(right))
    .some(({ proxyId, channel }) =>
      givesVoice({ own: proxyId === null, channel, stands: true }, { byPower: right.proxyId !== null, online }),
    );

function cardOf(vote: VoteNear, rights: readonly DecidableIn[], made: readonly MadeDecision[], now: Date) {
  const undone = rights.filter((right) => !isDone(right, made, isOnline(vote)));
  const left = undone.find(({ proxyValid }) => proxyValid);
  if (vote.phase === 'halted') return haltedCard(vote);
  const standing = votingStanding(vote, now);
  if (standing === 'waiting') return aheadCard(vote, now);
  if (standing === 'closed') return closedCard(vote, undone.length === 0, now);
  if (standing !== 'open') return null;
  if (left) return openCard(vote, left, now);
  return undone.length > 0 ? uncheckedCard(vote, now) : votedCard(vote, rights, now);
}

const when = (at: Date | null, { zone }: VoteNear, now: Date): string => (at ? momentWords(at, zone, now) : '');
const about = (vote: VoteNear): string => `${meetingTitle(vote)}, ${counted(vote.questions, questionForms)}`;
/** A ballot opens in the name of the person; another's, whose holder is named. */
const voiceOf = ({ personId, organisationId, proxyId }: DecidableIn): string =>
  proxyId || organisationId ? `?voice=${personId ?? organisationId}` : '';

const ballotLink = (vote: VoteNear, right: DecidableIn): HomeCard['act'] => ({
  href: `/meetings/${vote.id}/ballot${voiceOf(right)}`,
  title: 'Проголосовать',
  note: BALLOT_TAKES,
});

function openCard(vote: VoteNear, right: DecidableIn, now: Date): HomeCard {
  return {
    urgency: 'now',
    at: vote.closesAt?.toISOString() ?? null,
    title: 'Идёт голосование',
    say: `${about(vote)}. До ${when(vote.closesAt, vote, now)}. ${vote.address}.`,
    status: { kind: 'soon', word: spanWords((vote.closesAt?.getTime() ?? 0) - now.getTime()) },
    due: vote.closesAt?.toISOString(),
    // A decision on paper has no ballot here: the page of the vote says where it is handed in.
    act: isOnline(vote) ? ballotLink(vote, right) : { href: `/meetings/${vote.id}/vote`, title: 'Куда сдать решение' },
    links: [{ href: `/meetings/${vote.id}`, title: 'О собрании' }],
  };
}

/** The ballot opens to an agent only once their power has been checked. */
const uncheckedCard = (vote: VoteNear, now: Date): HomeCard => ({
  urgency: 'ahead',
  at: vote.closesAt?.toISOString() ?? null,
  title: 'Вашу доверенность проверяют',
  say: `${about(vote)}. Голосовать по ней можно после проверки, до ${when(vote.closesAt, vote, now)}. ${vote.address}.`,
  status: { kind: 'wait', word: 'ждёт проверки' },
  links: [{ href: `/meetings/${vote.id}`, title: 'О собрании' }],
});

function votedCard(vote: VoteNear, [first]: readonly DecidableIn[], now: Date): HomeCard {
  return {
    urgency: 'done',
    at: vote.closesAt?.toISOString() ?? null,
    title: 'Вы проголосовали',
    say: `${meetingTitle(vote)}. Голосование закончится ${when(vote.closesAt, vote, now)}, тогда будет и итог.`,
    status: { kind: 'ok', word: 'принято' },
    links: [
      { href: `/meetings/${vote.id}/receipt${first ? voiceOf(first) : ''}`, title: 'Ваше решение' },
      { href: `/meetings/${vote.id}`, title: 'О собрании' },
    ],
  };
}

const aheadCard = (vote: VoteNear, now: Date): HomeCard => ({
  urgency: 'ahead',
  at: vote.opensAt?.toISOString() ?? null,
  title: `Голосование откроется ${when(vote.opensAt, vote, now)}`,
  say: `${about(vote)}. ${vote.address}.`,
  status: { kind: 'plain', word: `через ${spanWords((vote.opensAt?.getTime() ?? 0) - now.getTime())}` },
  links: [{ href: `/meetings/${vote.id}`, title: 'О собрании' }],
});

const haltedCard = (vote: VoteNear): HomeCard => ({
  urgency: 'done',
  at: vote.opensAt?.toISOString() ?? null,
  title: HALTED,
  say: `${meetingTitle(vote)}. Голосовать не нужно. Если собрание созовут заново, придёт новое сообщение.`,
  status: { kind: 'late', word: 'не открыто' },
  links: [{ href: `/meetings/${vote.id}`, title: 'Почему' }],
});

const closedCard = (vote: VoteNear, voted: boolean, now: Date): HomeCard => ({
  urgency: 'done',
  at: vote.closesAt?.toISOString() ?? null,
  title: 'Голосование закончилось',
  say: `${meetingTitle(vote)}, ${when(vote.closesAt, vote, now)}.`,
  status: voted ? { kind: 'ok', word: 'вы проголосовали' } : { kind: 'plain', word: 'вы не голосовали' },
  links: vote.sealedAt
    ? [{ href: `/meetings/${vote.id}/result`, title: 'Итог' }]
    : [{ href: `/meetings/${vote.id}`, title: 'О собрании' }],
});

const deskCard = (vote: VoteNear, now: Date): HomeCard => ({
  urgency: 'now',
  at: vote.closesAt?.toISOString() ?? null,
  title: 'Вы принимаете решения на бумаге',
  say: `${meetingTitle(vote)}. Голосование закончится ${when(vote.closesAt, vote, now)}. ${vote.address}.`,
  status: { kind: 'wait', word: 'идёт голосование' },
  act: { href: `/meetings/${vote.id}/paper`, title: 'Внести решения' },
  links: [{ href: `/meetings/${vote.id}`, title: 'О собрании' }],
});
