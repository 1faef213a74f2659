import { Refusal } from '../../../law/refusal';
import type { Decide } from '../../../store/case/step';
import { writeCircular } from '../../../store/meetings/letters';
import {
  addSignature,
  completeProtocol,
  councilWaited,
  protocolOf,
  signersOf,
  type SignerPart,
} from '../../../store/meetings/protocol';
import { resultsOf } from '../../../store/meetings/results';
import { changeMeeting, mustHaveMeeting, type Meeting } from '../../../store/meetings/rows';
import { holderIsPerson } from '../../../store/voting';
import type { Knex } from 'knex';
import { appealWindow } from './terms';

/** E-14: the system itself draws the protocol of an electronic meeting up, signs it and places it before everyone. */
export const drawUp: Decide = async (trx, file, _call, at) => {
  const meeting = await mustHaveMeeting(trx, file.id);
  await completeProtocol(trx, file.id, at);
  await changeMeeting(trx, file.id, { publishedAt: at });
  return {
    events: [{ kind: 'drawn-up', facts: { by: 'system' } }],
    to: file.phase === 'counted' ? 'protocol' : 'no-quorum',
    met: ['protocol', 'place', 'inform'],
    set: [appealWindow(file, meeting, at)],
  };
};

/** P-07, P-08: each signs for himself; the last signature completes the protocol. args: part */
export const sign: Decide = async (trx, file, call, at) => {
  const meeting = await mustHaveMeeting(trx, file.id);
  if (meeting.form === 'electronic')
    throw new Refusal('signed-by-system', 'Протокол электронного собрания подписывает система.', 409);
  const part = String(call.args.part) as SignerPart;
  await mustBeSigner(trx, meeting, part, call.actorId);
  await addSignature(trx, file.id, { part, personId: String(call.actorId), at });
  const signers = await signersOf(trx, meeting);
  const complete = signers.every(({ signedAt }) => signedAt !== null) && !(await councilWaited(trx, meeting, signers));
  if (complete) await completeProtocol(trx, file.id, at);
  const counted = file.phase === 'counted';
  return {
    events: [{ kind: 'signed', facts: { part, complete } }],
    to: counted && complete ? 'protocol' : file.phase,
    met: complete ? ['protocol', 'place'] : [],
  };
};

async function mustBeSigner(trx: Knex, meeting: Meeting, part: SignerPart, personId: string | null): Promise<void> {
  const owed = await signersOf(trx, meeting);
  if (owed.some((one) => one.part === part && one.personId === personId)) return;
  if (part === 'council' && (await isCouncil(trx, meeting, String(personId)))) return;
  const say =
    'Протокол подписывают председатель, секретарь, те, кто считал голоса, избранные в совет и учредители ТСЖ.';
  throw new Refusal('signer-unknown', `${say} (Нормы P-07, P-08.)`, 403);
}

/** ЖК РФ ст. 161.1 ч. 1: members of the council are owners of the house, and only a passed decision elects them. */
async function isCouncil(trx: Knex, { caseId }: Meeting, personId: string): Promise<boolean> {
  const elected = (await resultsOf(trx, caseId)).some(({ kind, passed }) => kind === 'COUNCIL_ELECT' && passed);
  return elected && holderIsPerson(trx, caseId, personId);
}

/** P-14: the owners hear what was decided, in the way the house has chosen. args: none */
export const publish: Decide = async (trx, file, call, at) => {
  const meeting = await mustHaveMeeting(trx, file.id);
  if (meeting.publishedAt) throw new Refusal('published-already', 'Итоги собрания уже объявлены.', 409);
  if (!(await protocolOf(trx, file.id))?.completeAt) {
    const say = 'Сначала подпишите протокол: объявляют то, что в нём записано (ЖК РФ, ст. 46 ч. 3).';
    throw new Refusal('protocol-unsigned', say, 409);
  }
  await changeMeeting(trx, file.id, { publishedAt: at });
  const people = await writeCircular(trx, {
    caseId: file.id,
    circle: 'holders',
    letter: 'meeting-result',
    key: call.key,
    facts: {},
    at,
  });
  return {
    events: [{ kind: 'published', facts: { people } }],
    met: ['inform'],
    set: [appealWindow(file, meeting, at)],
  };
};
