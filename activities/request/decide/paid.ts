import type { Knex } from 'knex';
import { Refusal } from '../../../law/base/refusal';
import { localOf } from '../../../law/base/zone';
import { countOf, mustBeChargeable, sumOfLine, totalOf, type PricedLine } from '../../../law/request/paid';
import type { Decide } from '../../../store/case/change';
import type { CaseFile } from '../../../store/case/types';
import { addEstimate, answerEstimate, type EstimateAnswer } from '../../../store/request/estimates';
import { chargeableOf } from '../../../store/request/free';
import { toPost, toResidents, toWorker } from '../../../store/request/letters';
import { mustHavePriced, usePart } from '../../../store/request/parts';
import { mustHaveRequest } from '../../../store/request/rows';
import { idFrom } from '../../../store/sql/ids';

/** A part out of the store, at the price of this instant. args: part, count */
export const use: Decide = async (trx, file, call, at) => {
  const count = countOf(String(call.args.count), 'count');
  const day = localOf(at, file.zone).day;
  const part = await mustHavePriced(trx, { organisationId: file.organisation_id, id: call.args.part, day });
  if (part.kind !== 'part') throw new Refusal('part-is-work', 'Это работа, а не запчасть: внесите её в смету.', 422);
  const id = idFrom(file.id, call.key, 'part');
  await usePart(trx, { ...{ id, caseId: file.id, partId: part.id, count, price: part.price, at } });
  return {
    events: [
      { kind: 'used', facts: { part: part.id, count, price: part.price }, organisationId: file.organisation_id },
    ],
  };
};

/**
 * A paid work is offered at the prices of today, before it is done; another offer takes back the one before. args:
 * lines («part:count»)
 */
export const offer: Decide = async (trx, file, call, at) => {
  const request = await mustHaveRequest(trx, file.id);
  mustBeChargeable(await chargeableOf(trx, file, request), at, file.law_date);
  const lines = await linesOf(trx, file, call.args.lines, at);
  const total = totalOf(lines);
  if (total <= 0) throw new Refusal('estimate-empty', 'Смета на ноль рублей не нужна: сделайте работу бесплатно.', 422);
  await answerEstimate(trx, file.id, { answer: 'withdrawn', by: call.actorId, at });
  const id = idFrom(file.id, call.key, 'estimate');
  await addEstimate(trx, { id, caseId: file.id, lines, total, byId: call.actorId, at });
  return {
    events: [{ kind: 'offered', facts: { estimate: id, total } }],
    letters: await toResidents(trx, file, request, call, { letter: 'request-offered', facts: { total }, urgent: true }),
  };
};

async function linesOf(trx: Knex, file: CaseFile, asked: unknown, at: Date): Promise<PricedLine[]> {
  const wanted = Array.isArray(asked) ? asked.map(String) : [];
  if (wanted.length === 0) {
    const say = 'Выберите хотя бы одну работу или запчасть из перечня.';
    throw new Refusal('estimate-empty', say, 422, { part1: say });
  }
  const day = localOf(at, file.zone).day;
  const lines: PricedLine[] = [];
  for (const one of wanted) {
    const [id = '', count = ''] = one.split(':');
    const part = await mustHavePriced(trx, { organisationId: file.organisation_id, id, day });
    const exact = countOf(count, 'count1');
    const { name, unit, price } = part;
    lines.push({ part: part.id, name, unit, count: exact, price, sum: sumOfLine(exact, price) });
  }
  return lines;
}

const answered =
  (answer: EstimateAnswer, kind: string): Decide =>
  async (trx, file, call, at) => {
    const request = await mustHaveRequest(trx, file.id);
    const found = await answerEstimate(trx, file.id, { answer, by: call.actorId, at });
    if (!found) throw new Refusal('no-estimate', 'Сметы, которая ждёт ответа, нет. Обновите страницу.', 409);
    const wording = { letter: `request-${kind}`, facts: { total: found.total }, urgent: true };
    return {
      events: [{ kind, facts: { estimate: found.id, total: found.total } }],
      letters: [...toWorker(file, request, call, wording), ...(await toPost(trx, file, 'dispatcher', call, wording))],
    };
  };

/** The resident agrees to pay this sum; only then the work may be charged. */
export const consent = answered('consented', 'consented');
/** They do not: what is paid is not done. */
export const refuse = answered('refused', 'refused');
