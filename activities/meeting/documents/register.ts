import { exactMetres, metresWords, metresOf } from '../../../law/base/metres';
import { ballotVerdictTitles } from '../../../law/meeting/vote/ballot';
import { noticeWayTitles } from '../../../law/meeting/notice/notice';
import { titleWords } from '../../../law/registry/title';
import type { PaperFacts } from './facts';
import { briefOf, currentHolders, dayDigitsOf, holderId, moment, nameInPaper, shareWords, snilsWords } from './words';

/** Appendix 1: every right with its holders, title and votes. */
export function registerRows(facts: PaperFacts) {
  return facts.rights.flatMap((right) =>
    currentHolders(right).map((holder) => ({
      number: right.number,
      name: nameInPaper(facts, holderId(holder)),
      title: titleWords(holder),
      area: metresOf(right.area),
      share: shareWords(right),
      votes: metresWords(right.votes),
    })),
  );
}

/**
 * Appendix 3: who was notified, how and with effect from when; in the order of the register, so that a person is easy
 * to find.
 */
export function noticeRows(facts: PaperFacts) {
  const { zone } = facts.file;
  const places = placesByHolder(facts);
  const order = new Map([...places.keys()].map((id, index) => [id, index]));
  const place = ({ personId, organisationId }: PaperFacts['notices'][number]): number =>
    order.get(personId ?? organisationId ?? '') ?? order.size;
  const notices = [...facts.notices].sort((a, b) => place(a) - place(b));
  return notices.map((one) => {
    const id = one.personId ?? one.organisationId;
    return {
      place: (id && places.get(id)) || '',
      name: nameInPaper(facts, id),
      way: noticeWayTitles[one.way],
      sent: moment(one.sentAt, zone),
      effective: moment(one.effectiveAt, zone),
      post: one.postNumber ?? '',
      note: one.note,
    };
  });
}

export function placesByHolder({ rights }: Pick<PaperFacts, 'rights'>): Map<string, string> {
  const found = new Map<string, string[]>();
  for (const right of rights)
    for (const id of right.holders.map(holderId)) found.set(id, [...(found.get(id) ?? []), right.number]);
  return new Map([...found].map(([id, numbers]) => [id, [...new Set(numbers)].join(', ')]));
}

const channels: Readonly<Record<string, string>> = {
  online: 'в системе',
  paper: 'бумажное решение',
  hand: 'бумажное решение',
};

/**
 * Appendix 4: the participants. For everyone: number of the premises, given name and first letter of the surname,
 * nothing more. In the order of the register: the order of receipt would link each name to a line of the open log.
 */
export function participantRows(facts: PaperFacts) {
  const rights = new Map(facts.rights.map((right) => [right.id, right]));
  const order = new Map(facts.rights.map(({ id }, index) => [id, index]));
  const took = [...decisionsCounted(facts)].sort((a, b) => (order.get(a.rightId) ?? 0) - (order.get(b.rightId) ?? 0));
  return took.map(({ rightId, holderId: id, channel }) => {
    const right = rights.get(rightId);
    const holder = right?.holders.find((one) => holderId(one) === id);
    return {
      number: right?.number ?? '',
      name: nameInPaper(facts, id),
      brief: briefOf(facts, id),
      title: holder ? titleWords(holder) : '',
      snils: snilsWords(facts.who.get(id)?.snils),
      votes: right ? metresWords(right.votes) : '',
      exact: right ? exactMetres(right.votes) : '0',
      channel: channels[channel] ?? channel,
    };
  });
}

export const decisionsCounted = ({ decisions, outcomes }: PaperFacts) =>
  decisions.filter(({ id }) => outcomes.get(id)?.verdict === 'counted');

/** Appendix 8: every decision received, the uncounted ones with the reason. */
export function decisionRows(facts: PaperFacts) {
  const { zone } = facts.file;
  const numbers = new Map(facts.rights.map(({ id, number }) => [id, number]));
  return facts.decisions.map((one) => {
    const verdict = facts.outcomes.get(one.id)?.verdict;
    return {
      seq: one.seq,
      place: numbers.get(one.rightId) ?? '',
      channel: `${channels[one.channel] ?? one.channel}${one.typedAlone ? ', ввёл один человек' : ''}`,
      received: moment(one.receivedAt, zone),
      verdict: verdict ? ballotVerdictTitles[verdict] : 'Ещё не подсчитано',
      tracker: one.tracker,
      scan: one.scanSha256?.slice(0, 16) ?? '',
    };
  });
}

/** Appendix 6: powers of attorney checked by a person. */
export function proxyRows(facts: PaperFacts) {
  return facts.proxies.map((one) => ({
    principal: nameInPaper(facts, one.principalPersonId ?? one.principalOrganisationId),
    agent: nameInPaper(facts, one.agentPersonId),
    given: dayDigitsOf(one.givenAt, facts.file.zone),
    verdict: powerVerdict(one),
  }));
}

/** A refusal and an exception are stated here because the court and the inspectorate read this. */
function powerVerdict({ valid, reason, refusedAt, exception }: PaperFacts['proxies'][number]): string {
  if (refusedAt !== null) return 'доверитель отказался, голос не учтён';
  if (valid === null) return 'не проверена';
  if (!valid) return `не принята: ${reason ?? ''}`;
  return exception === null ? 'принята' : 'принята инициатором собрания: другого проверяющего не было';
}

/** Appendix 7: what the owners could read before the vote. */
export const materialRows = ({ materials }: PaperFacts) =>
  materials.map(({ name, sha256 }) => ({ name, mark: sha256.slice(0, 16) }));
