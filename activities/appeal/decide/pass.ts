import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { appealSubjects, instancesAbove } from '../../../law/appeal/subjects';
import { summaryOf } from '../../../law/base/summary';
import type { AddresseeKind } from '../../../law/appeal/words';
import { Refusal } from '../../../law/base/refusal';
import { localOf } from '../../../law/base/zone';
import { childrenOf } from '../../../store/appeal/kin';
import { createAppeal } from '../../../store/appeal/open';
import { mustHaveAppeal, type Appeal } from '../../../store/appeal/rows';
import { bodyOf, mustHaveText } from '../../../store/appeal/texts';
import { organisationKindOf } from '../../../store/appeal/relation';
import type { CaseFile } from '../../../store/case/types';
import { toApplicants } from '../../../store/appeal/letters';
import { messageToWhole } from '../../../store/appeal/duties';
import { answererOf, offspring, partiesToSplit } from './split';
import type { Decide } from '../../../store/case/change';

/**
 * Forwards the appeal to the competent addressee: a new appeal there, and the applicant is told (59-ФЗ ст. 8 ч. 3).
 * args: organisation, text
 */
export const forward: Decide = async (trx, file, call, at) => {
  const appeal = await mustHaveAppeal(trx, file.id);
  const organisation = String(call.args.organisation);
  const text = await mustHaveText(trx, file.id, call.args.text, 'reason');
  if (organisation === appeal.addresseeId)
    throw new Refusal('forward-to-self', 'Обращение уже у этой организации. Выберите другую.');
  const asked = subjectsAt(await organisationKindOf(trx, organisation), appeal.subjects);
  const addressee = await answererOf(trx, file, organisation, asked, at);
  const child = await writeOn(trx, file, appeal, at, {
    addressee,
    // What was asked about stays what it was, whoever answers.
    subjects: appeal.subjects,
    channel: appeal.channel,
    text: { id: appeal.textId, summary: appeal.summary },
    actorId: call.actorId,
    origin: 'forward',
  });
  return {
    events: [{ kind: 'forwarded', facts: { organisation, child, text }, organisationId: appeal.addresseeId }],
    to: 'forwarded',
    outcome: 'forwarded',
    met: ['forward'],
    letters: await toApplicants(trx, file, appeal, call, {
      letter: 'appeal-forwarded',
      facts: { organisationId: organisation, text },
    }),
    messages: messageToWhole(file, appeal, call),
  };
};

/** Complains to a higher body: after an unsatisfactory answer, or when the answer is late. args: organisation, text */
export const complain: Decide = async (trx, file, call, at) => {
  const appeal = await mustHaveAppeal(trx, file.id);
  const organisation = String(call.args.organisation);
  const text = await mustHaveText(trx, file.id, call.args.text, 'comment');
  await mustAllowComplaint(trx, file, at);
  const subjects = ['complaint'];
  const addressee = await answererOf(trx, file, organisation, subjects, at);
  if (addressee.id === appeal.addresseeId || !instancesAbove(appeal.addresseeKind).includes(addressee.kind)) {
    const say = 'На этот ответ жалуются в другую инстанцию. Выберите её из списка.';
    throw new Refusal('instance-wrong', say, 422, { organisation: say });
  }
  const child = await writeOn(trx, file, appeal, at, {
    addressee,
    subjects,
    channel: 'cabinet',
    text: { id: text, summary: summaryOf(await bodyOf(trx, text)) },
    actorId: call.actorId,
    origin: 'complaint',
  });
  const closes = file.phase === 'answered';
  return {
    events: [{ kind: 'complained', facts: { organisation, child, text } }],
    // A late answer is still owed, whatever the inspectorate decides.
    to: closes ? 'closed' : file.phase,
    ...(closes && { outcome: 'complained' }),
  };
};

async function mustAllowComplaint(trx: Parameters<Decide>[0], file: CaseFile, at: Date): Promise<void> {
  const overdue = file.due_at !== null && file.due_at <= at;
  if (file.phase !== 'answered' && !overdue)
    throw new Refusal('complaint-early', 'Срок ответа ещё не истёк. Дождитесь ответа или конца срока.');
  if ((await childrenOf(trx, file.id)).some(({ origin }) => origin === 'complaint'))
    throw new Refusal('complained-already', 'Жалоба по этому обращению уже подана.', 409);
}

type Passed = Pick<
  Parameters<typeof createAppeal>[1],
  'addressee' | 'subjects' | 'channel' | 'text' | 'actorId' | 'origin'
>;

/**
 * A new appeal of the same people to another body. It receives it later, so it has its own term, under the law of the
 * day of receipt.
 */
async function writeOn(trx: Knex, file: CaseFile, appeal: Appeal, at: Date, passed: Passed): Promise<string> {
  const id = randomUUID();
  await createAppeal(trx, {
    ...offspring(file, appeal),
    ...passed,
    id,
    at,
    receivedAt: at,
    registeredAt: at,
    lawDate: localOf(at, file.zone).day,
    parties: await partiesToSplit(trx, file.id),
  });
  return id;
}

/** By what the new addressee is found competent: the subjects that are its own, or at least «other». */
function subjectsAt(kind: AddresseeKind | null, subjects: readonly string[]): readonly string[] {
  const theirs = subjects.filter((code) =>
    appealSubjects.some((one) => one.code === code && kind && one.to.includes(kind)),
  );
  return theirs.length > 0 ? theirs : ['other'];
}
