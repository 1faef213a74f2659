import { thresholds, type RuleCode } from '../../../law/meeting/count/thresholds';
import { applies } from '../../../law/base/timing';
import { signerTitles } from '../../../law/meeting/protocol/papers';
import { formTitles } from '../../../law/meeting/forms';
import { keyName } from '../../../store/case/signature';
import { dayDigits } from '../../../law/base/russian';
import { lawOf } from '../../../store/meeting/law';
import type { QuestionOutcome } from '../../../store/meeting/results';
import type { PaperFacts } from './facts';
import { appendices } from './appendices';
import { titleWords } from '../../../law/registry/title';
import { currentHolders, dayDigitsOf, holderId, inForm, moment, nameInPaper, snilsWords } from './words';
import { metresOf, percentOf } from '../../../law/base/metres';

export interface ProtocolWish {
  /** Without СНИЛС, passports, title documents and full names: for everyone (152-ФЗ, 266/пр). */
  open: boolean;
  /** Some have not signed yet. */
  draft: boolean;
}

const MOST_TOGETHER = 20;

/** A protocol under приказ 266/пр, or under an earlier order where the law of the day it is drawn up requires it. */
export function protocolView(facts: PaperFacts, { open, draft }: ProtocolWish) {
  const { file, meeting, address, count, protocol, checkpoint, publicKey } = facts;
  if (!count || !protocol) throw new Error('A protocol is drawn up of counted votes');
  const { zone } = file;
  // N-08: since 266/пр the number is the identifier of the notice; decisions contain СНИЛС since the same day.
  const law = lawOf(meeting, zone);
  const newForm = applies('N-08', law.drawn);
  return {
    open,
    draft,
    newForm,
    order: protocol.formNorm,
    number: protocol.number,
    // P-06: by stages it is the day the count made it, whose form everybody signs; before, the day of the last signature.
    day:
      meeting.lawRule === 'stages'
        ? dayDigits(law.drawn)
        : dayDigitsOf(protocol.completeAt ?? protocol.draftedAt, zone),
    place: placeOf(facts),
    address,
    annual: meeting.annual ? 'годовое' : 'внеочередное',
    form: formTitles[meeting.form],
    inForm: inForm[meeting.form],
    title: meeting.title,
    opens: moment(meeting.opensAt, zone),
    closes: moment(meeting.closesAt, zone),
    discussion: [moment(meeting.discussionAt, zone), meeting.discussionPlace].filter(Boolean).join(', '),
    initiator: initiatorOf(facts, open, newForm),
    chair: nameInPaper(facts, meeting.chairId),
    secretary: nameInPaper(facts, meeting.secretaryId),
    counters: meeting.counterIds.map((id) => nameInPaper(facts, id)).join(', '),
    electronic: meeting.form === 'electronic',
    total: metresOf(count.total),
    totalBasis: meeting.totalBasis ?? '',
    participating: metresOf(count.participating),
    percent: percentOf(count.participating, count.total),
    needed: metresOf(count.needed),
    quorum: count.quorum,
    channels: [
      { title: 'в системе', area: metresOf(count.online) },
      { title: 'письменные решения, внесённые с образом', area: metresOf(count.paper) },
      { title: 'письменные решения, введённые вручную', area: metresOf(count.hand) },
    ],
    rights: facts.rights.length,
    questions: facts.results.map((one) => questionView(facts, one)),
    storage: meeting.storagePlace ?? '',
    signers: signersView(facts),
    // An association may have a hundred founders: a table longer than a sheet cannot stay on one page.
    signersTogether: facts.signers.length <= MOST_TOGETHER,
    appendices: appendices(facts, { open, newForm }),
    log: checkpoint && {
      size: checkpoint.size,
      root: checkpoint.root,
      at: moment(checkpoint.at, zone),
      signature: checkpoint.signature,
      key: publicKey ? keyName(publicKey) : '',
    },
  };
}

/** 266/пр, п. 8: where decisions were collected, or where people met. */
function placeOf({ meeting, address }: PaperFacts): string {
  if (meeting.form === 'in-person') return meeting.discussionPlace ?? address;
  return meeting.paperAddress ?? meeting.discussionPlace ?? address;
}

function initiatorOf(facts: PaperFacts, open: boolean, newForm: boolean) {
  const { meeting, who } = facts;
  const id = meeting.initiatorPersonId ?? meeting.initiatorOrganisationId;
  const found = id ? who.get(id) : undefined;
  if (!found) return { name: '', lines: [] };
  if (meeting.initiatorOrganisationId) return { name: found.name, lines: [`ОГРН ${found.ogrn ?? ''}`] };
  const held = facts.rights.flatMap((right) =>
    currentHolders(right)
      .filter((one) => holderId(one) === id)
      .map((holder) => `помещение ${right.number}${open ? '' : `, ${titleWords(holder)}`}`),
  );
  const secret = [
    ...(found.snils ? [`СНИЛС ${snilsWords(found.snils)}`] : []),
    'паспорт: вписывается от руки в подлинник, в системе не хранится',
  ];
  return { name: found.name, lines: [...held, ...(open || !newForm ? [] : secret)] };
}

function questionView({ count, questions }: PaperFacts, one: QuestionOutcome) {
  const asked = questions.find(({ id }) => id === one.questionId);
  const { title, base } = thresholds[one.rule as RuleCode];
  const whole = (base === 'total' ? count?.total : count?.participating) ?? '0';
  const said = [
    ['За', one.votesFor],
    ['Против', one.votesAgainst],
    ['Воздержались', one.votesAbstained],
    ['Не учтены', one.votesInvalid],
  ];
  return {
    number: one.number,
    wording: one.wording,
    heard: asked?.speaker || 'выступлений не было',
    proposed: asked?.proposal || one.wording,
    rule: title,
    citation: one.citation,
    base: base === 'total' ? 'от всех голосов дома' : 'от голосов участников',
    votes: said.map(([word, area]) => ({ word, area: metresOf(area ?? '0'), percent: percentOf(area ?? '0', whole) })),
    entrance: one.entrance && {
      number: one.entrance.number,
      total: metresOf(one.entrance.total),
      participating: metresOf(one.entrance.participating),
      for: metresOf(one.entrance.for),
      unplaced: one.entrance.unplaced ? metresOf(one.entrance.unplaced) : '',
    },
    passed: one.passed,
    decided: asked?.proposal || one.wording,
    quorum: count?.quorum ?? false,
  };
}

function signersView(facts: PaperFacts) {
  const { zone } = facts.file;
  return facts.signers.map(({ part, personId, signedAt }) => ({
    part: signerTitles[part],
    name: nameInPaper(facts, personId),
    signed: signedAt ? moment(signedAt, zone) : '',
  }));
}
