import type { Knex } from 'knex';
import { agendaPack } from '../../../law/meeting/call/agenda';
import { kind as kindOf } from '../../../law/meeting/call/kinds';
import { randomUUID } from 'node:crypto';
import { Refusal } from '../../../law/base/refusal';
import { mustBePreparing } from '../phase';

export interface Question {
  id: string;
  caseId: string;
  number: number;
  kind: string;
  wording: string;
  proposal: string;
  speaker: string;
  /** The entrance of the flat turned into non-residential premises, and the area of its premises once frozen. */
  entrance: number | null;
  entranceTotal: string | null;
  /** Threshold and its article under the law day; null while the agenda may still change. */
  rule: string | null;
  citation: string | null;
}

export interface NewQuestion {
  /** The form's key: a repeat changes nothing. */
  id: string;
  kind: string;
  wording: string;
  proposal?: string;
  speaker?: string;
  entrance?: number | null;
}

const WORDING_MAX = 3000;
const columns = {
  id: 'id',
  caseId: 'case_id',
  number: 'number',
  kind: 'kind',
  wording: 'wording',
  proposal: 'proposal',
  speaker: 'speaker',
  entrance: 'entrance',
  entranceTotal: 'entrance_total',
  rule: 'rule',
  citation: 'citation',
};

export async function questionsOf(db: Knex, caseId: string): Promise<Question[]> {
  return db('meeting_question').where({ case_id: caseId }).orderBy('number').select<Question[]>(columns);
}

/** Adds a question at the end of the agenda. */
export async function addQuestion(trx: Knex, caseId: string, question: NewQuestion): Promise<void> {
  await mustBePreparing(trx, caseId);
  mustFit(question);
  const last = await trx('meeting_question')
    .where({ case_id: caseId })
    .max<{ number: number | null }[]>('number as number');
  await trx('meeting_question')
    .insert({ ...question, case_id: caseId, number: (last[0]?.number ?? 0) + 1 })
    .onConflict('id')
    .ignore();
}

export async function editQuestion(trx: Knex, caseId: string, { id, ...question }: NewQuestion): Promise<void> {
  await mustBePreparing(trx, caseId);
  mustFit({ id, ...question });
  const changed = await trx('meeting_question').where({ id, case_id: caseId }).update(question);
  if (changed === 0) throw unknownQuestion();
}

/** Moves a question to a place of the agenda, counted from one; the others shift. */
export async function moveQuestion(trx: Knex, caseId: string, id: string, place: number): Promise<void> {
  await mustBePreparing(trx, caseId);
  const order = (await questionsOf(trx, caseId)).map((one) => one.id);
  if (!order.includes(id)) throw unknownQuestion();
  const rest = order.filter((one) => one !== id);
  await renumber(trx, rest.toSpliced(Math.max(0, place - 1), 0, id));
}

export async function removeQuestion(trx: Knex, caseId: string, id: string): Promise<void> {
  await mustBePreparing(trx, caseId);
  await trx('meeting_question').where({ id, case_id: caseId }).delete();
  await renumber(
    trx,
    (await questionsOf(trx, caseId)).map((one) => one.id),
  );
}

/** Appends a ready-made agenda of law/meeting/call/agenda. */
export async function usePack(trx: Knex, caseId: string, code: string): Promise<void> {
  for (const line of agendaPack(code).lines) await addQuestion(trx, caseId, { id: randomUUID(), ...line });
}

/** Records how a question will be counted; done with the notice. */
export async function freezeQuestion(
  trx: Knex,
  id: string,
  { rule, citation, entranceTotal }: { rule: string; citation: string; entranceTotal: string | null },
): Promise<void> {
  await trx('meeting_question').where({ id }).update({ rule, citation, entrance_total: entranceTotal });
}

async function renumber(trx: Knex, order: readonly string[]): Promise<void> {
  for (const [index, id] of order.entries())
    await trx('meeting_question')
      .where({ id })
      .update({ number: index + 1 });
}

function mustFit({ kind, wording }: NewQuestion): void {
  kindOf(kind);
  const length = wording.trim().length;
  if (length > 0 && length <= WORDING_MAX) return;
  const say = `Напишите вопрос: от одного знака до ${WORDING_MAX}.`;
  throw new Refusal('wording-length', say, 422, { wording: say });
}

const unknownQuestion = (): Refusal =>
  new Refusal('question-unknown', 'Такого вопроса в повестке нет. Обновите страницу.', 404);
