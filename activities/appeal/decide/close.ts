import { isContent } from '../../../law/appeal/term';
import { Refusal } from '../../../law/base/refusal';
import { changeAppeal, mustHaveAppeal } from '../../../store/appeal/rows';
import { mustHaveText } from '../../../store/appeal/texts';
import { toApplicants, toExecutor } from '../../../store/appeal/letters';
import { answerDuty, messageToWhole, termOf } from '../../../store/appeal/duties';
import { termFacts } from '../../../store/case/term';
import type { Decide } from '../../../store/case/change';

/** The applicant no longer needs an answer. args: text? */
export const withdraw: Decide = async (trx, file, call) => {
  const appeal = await mustHaveAppeal(trx, file.id);
  const text = call.args.text ? await mustHaveText(trx, file.id, call.args.text, 'comment') : null;
  return {
    events: [{ kind: 'withdrawn', facts: { text } }],
    to: 'withdrawn',
    outcome: 'withdrawn',
    letters: await toApplicants(trx, file, appeal, call, { letter: 'appeal-closed' }),
    messages: messageToWhole(file, appeal, call),
  };
};

/** AP-19: an anonymous message was read; the case is closed. args: none */
export const closeAppeal: Decide = async (trx, file) => {
  const appeal = await mustHaveAppeal(trx, file.id);
  if (!appeal.anonymous) throw new Refusal('answer-owed', 'Заявитель ждёт ответа: без ответа закрыть нельзя.');
  return {
    events: [{ kind: 'closed', facts: { outcome: 'noted' }, organisationId: appeal.addresseeId }],
    to: 'closed',
    outcome: 'noted',
  };
};

/**
 * A rating of one to five: a good one closes the case, a lower one lets the applicant reopen or complain. args: rating,
 * text?
 */
export const rate: Decide = async (trx, file, call, at) => {
  const appeal = await mustHaveAppeal(trx, file.id);
  const rating = Number(call.args.rating);
  if (!Number.isInteger(rating) || rating < 1 || rating > 5) {
    const say = 'Поставьте оценку от 1 до 5.';
    throw new Refusal('rating-range', say, 422, { rating: say });
  }
  const text = call.args.text ? await mustHaveText(trx, file.id, call.args.text, 'comment') : null;
  await changeAppeal(trx, file.id, { rating, ratingTextId: text, ratedAt: at });
  const content = isContent(rating, file.law_date);
  return {
    events: [{ kind: 'rated', facts: { rating, text } }],
    to: content ? 'closed' : 'answered',
    ...(content && { outcome: appeal.answerKind ?? 'answered' }),
  };
};

/** The answer did not settle it: a new term under the same norm, counted from now. args: text */
export const reopen: Decide = async (trx, file, call, at) => {
  const appeal = await mustHaveAppeal(trx, file.id);
  const text = await mustHaveText(trx, file.id, call.args.text, 'comment');
  const term = termOf(file, appeal, at, at);
  await changeAppeal(trx, file.id, { reopened: appeal.reopened + 1 });
  return {
    events: [{ kind: 'reopened', facts: { text, ...termFacts(term) } }],
    to: 'reopened',
    dropped: ['rate'],
    set: [answerDuty(file, term, at)],
    letters: [toExecutor(file, appeal, call, { letter: 'appeal-reopened' })],
  };
};
