import { answerKinds, type AnswerKind } from '../../../law/appeal/words';
import { working } from '../../../law/appeal/lifecycle';
import { Refusal } from '../../../law/base/refusal';
import { childrenOf } from '../../../store/appeal/kin';
import { changeAppeal, mustHaveAppeal } from '../../../store/appeal/rows';
import { mustHaveText } from '../../../store/appeal/texts';
import { toApplicants } from '../../../store/appeal/letters';
import { rating, messageToWhole } from '../../../store/appeal/duties';
import type { Decide } from '../../../store/case/change';

/** The answer: granted, explained or refused with reasons. The facts show whether it was late. args: kind, text */
export const answer: Decide = async (trx, file, call, at) => {
  const appeal = await mustHaveAppeal(trx, file.id);
  if (appeal.anonymous)
    throw new Refusal('answer-nobody', 'Обращение без подписи: отвечать некому. Примите его к сведению.');
  const kind = answerKindOf(call.args.kind);
  const text = await mustHaveText(trx, file.id, call.args.text, 'answer');
  await changeAppeal(trx, file.id, { answerKind: kind, answerTextId: text, answeredAt: at });
  return {
    events: [{ kind: 'answered', facts: { kind, text }, organisationId: appeal.addresseeId }],
    to: 'answered',
    met: ['answer'],
    dropped: ['forward'],
    set: [rating(file, at)],
    letters: await toApplicants(trx, file, appeal, call, { letter: 'appeal-answered', facts: { text } }),
    messages: messageToWhole(file, appeal, call),
  };
};

function answerKindOf(kind: unknown): AnswerKind {
  const found = answerKinds.find((one) => one === kind);
  if (found) return found;
  const say = 'Выберите, что решено: удовлетворено, разъяснено или отказано.';
  throw new Refusal('answer-kind', say, 422, { kind: say });
}

/** A part was answered; when all parts are, the whole appeal is. args: child */
export const childAnswered: Decide = async (trx, file, call, at) => {
  const child = String(call.args.child);
  const parts = (await childrenOf(trx, file.id)).filter(({ origin }) => origin === 'split');
  const told = { kind: 'part-answered', facts: { child } };
  if (parts.some(({ phase }) => stillOwed.includes(phase))) return { events: [told], to: 'split' };
  const appeal = await mustHaveAppeal(trx, file.id);
  await changeAppeal(trx, file.id, { answeredAt: at });
  return {
    events: [told, { kind: 'answered', facts: { parts: parts.map(({ id }) => id) } }],
    to: 'answered',
    met: ['answer'],
    set: [rating(file, at)],
    letters: await toApplicants(trx, file, appeal, call, { letter: 'appeal-answered' }),
    messages: messageToWhole(file, appeal, call),
  };
};

const stillOwed: readonly string[] = ['received', 'split', ...working];
