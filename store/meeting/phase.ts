import type { Knex } from 'knex';
import { preparing, type MeetingPhase } from '../../law/meeting/lifecycle';
import { Refusal } from '../../law/base/refusal';

/** Locks the case's row, so that preparation and a command never overlap. */
export async function lockedPhase(trx: Knex, caseId: string): Promise<MeetingPhase> {
  const row = await trx('case_file')
    .where({ id: caseId, area: 'meeting' })
    .forNoKeyUpdate()
    .first<{ phase: MeetingPhase } | undefined>('phase');
  if (!row) throw new Refusal('case-unknown', 'Такого собрания нет. Проверьте адрес страницы.', 404);
  return row.phase;
}

/** ЖК РФ ст. 46 ч. 2: what the notice said cannot be changed. */
export async function mustBePreparing(trx: Knex, caseId: string): Promise<void> {
  if (preparing.includes(await lockedPhase(trx, caseId))) return;
  const say = 'Сообщение о собрании уже дано: повестку и сроки менять нельзя (ЖК РФ, ст. 46 ч. 2).';
  throw new Refusal('agenda-frozen', say, 409);
}
