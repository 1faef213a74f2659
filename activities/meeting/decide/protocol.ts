import { Refusal } from '../../../law/base/refusal';
import {
  councilElected,
  councilOf,
  councilWaited,
  nameCouncil,
  namesCouncil,
} from '../../../store/meeting/file/council';
import { writeCircular } from '../../../store/meeting/notice/letters';
import {
  addSignature,
  completeProtocol,
  protocolOf,
  signersOf,
  type SignerPart,
} from '../../../store/meeting/file/protocol';
import { changeMeeting, mustHaveMeeting, type Meeting } from '../../../store/meeting/rows';
import type { CaseFile, NamedDeadline } from '../../../store/case/types';
import type { Knex } from 'knex';
import { toSigners } from '../parts';
import { appealWindow } from './terms';
import type { Decide } from '../../../store/case/change';

/** A meeting without a quorum has decided nothing that could be challenged in court. */
const appealOf = (file: CaseFile, meeting: Meeting, at: Date): NamedDeadline[] =>
  file.phase === 'no-quorum' ? [] : [appealWindow(file, meeting, at)];

/** E-14: the system itself makes the protocol of an electronic meeting, signs it and publishes it. */
export const drawUp: Decide = async (trx, file, _call, at) => {
  const meeting = await mustHaveMeeting(trx, file.id);
  await completeProtocol(trx, file.id, at);
  await changeMeeting(trx, file.id, { publishedAt: at });
  return {
    events: [{ kind: 'drawn-up', facts: { by: 'system' } }],
    to: file.phase === 'counted' ? 'protocol' : 'no-quorum',
    met: ['protocol', 'place', 'inform'],
    set: appealOf(file, meeting, at),
  };
};

/** P-07, P-08: everyone signs personally; the last signature completes the protocol. args: part */
export const sign: Decide = async (trx, file, call, at) => {
  const meeting = await mustBeSignedByPeople(trx, file.id);
  const part = String(call.args.part) as SignerPart;
  await mustBeSigner(trx, meeting, part, call.actorId);
  await addSignature(trx, file.id, { part, personId: String(call.actorId), at });
  const done = await completion(trx, file, meeting, at);
  return { events: [{ kind: 'signed', facts: { part, complete: done.complete } }], to: done.to, met: done.met };
};

async function mustBeSignedByPeople(trx: Knex, caseId: string): Promise<Meeting> {
  const meeting = await mustHaveMeeting(trx, caseId);
  if (meeting.form !== 'electronic') return meeting;
  throw new Refusal('signed-by-system', 'Протокол электронного собрания подписывает система.', 409);
}

interface Completion {
  complete: boolean;
  to: string;
  met: string[];
}

/** Complete when every required signature is there and the elected are named. */
async function completion(trx: Knex, file: CaseFile, meeting: Meeting, at: Date): Promise<Completion> {
  const signers = await signersOf(trx, meeting);
  const complete =
    signers.every(({ signedAt }) => signedAt !== null) && !(await councilWaited(trx, meeting, file.zone));
  if (complete) await completeProtocol(trx, file.id, at);
  const to = file.phase === 'counted' && complete ? 'protocol' : file.phase;
  return { complete, to, met: complete ? ['protocol', 'place'] : [] };
}

async function mustBeSigner(trx: Knex, meeting: Meeting, part: SignerPart, personId: string | null): Promise<void> {
  const owed = await signersOf(trx, meeting);
  if (owed.some((one) => one.part === part && one.personId === personId)) return;
  const say =
    'Протокол подписывают председатель, секретарь, те, кто считал голоса, названные в протоколе члены совета и учредители ТСЖ.';
  throw new Refusal('signer-unknown', `${say} (Нормы P-07, P-08.)`, 403);
}

/** P-08: the protocol names those elected to the council; from then on it waits for their signatures. args: members */
export const elect: Decide = async (trx, file, call, at) => {
  const meeting = await mustBeSignedByPeople(trx, file.id);
  if (!namesCouncil(meeting, call.actorId)) {
    const say = 'Избранных в совет называют председатель и секретарь собрания: протокол составляют они.';
    throw new Refusal('not-the-chair', say, 403);
  }
  if (!(await councilElected(trx, file.id)))
    throw new Refusal('council-not-elected', 'Это собрание не избрало совет дома.', 409);
  const members = (call.args.members as readonly string[] | undefined) ?? [];
  const known = await councilOf(trx, file.id);
  await nameCouncil(trx, file.id, { members, by: String(call.actorId), at });
  const done = await completion(trx, file, meeting, at);
  const asked = members.filter((id) => !known.includes(id)).map((personId) => ({ personId }));
  return {
    events: [{ kind: 'elected', facts: { members: [...members], complete: done.complete } }],
    to: done.to,
    met: done.met,
    letters: toSigners(file, asked, call),
  };
};

/** P-14: the owners are told the result in the way the house has chosen. args: none */
export const publishResult: Decide = async (trx, file, call, at) => {
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
  return { events: [{ kind: 'published', facts: { people } }], met: ['inform'], set: appealOf(file, meeting, at) };
};
