import { believe } from '../../law/dispatch/device';
import { Refusal } from '../../law/base/refusal';
import type { Facts } from '../../store/case/chain';
import type { CaseFile } from '../../store/case/types';
import type { StepCall } from '../../workflows/case/contract';

/**
 * When a worker's act was done, and what is kept about it: both instants the telephone said, the one believed, and why.
 */
export function deviceTimes(
  { args }: StepCall,
  receivedAt: Date,
  notBefore: Date | null,
  file: Pick<CaseFile, 'law_date'>,
): { done: Date; facts: Facts } {
  const { doneAt, sentAt } = args;
  if (doneAt === undefined || sentAt === undefined) return { done: receivedAt, facts: {} };
  const device = { doneAt: instantOf(doneAt), sentAt: instantOf(sentAt) };
  const { at, why, skewMs } = believe(device, receivedAt, notBefore, file.law_date);
  const said = { doneAt: device.doneAt.toISOString(), sentAt: device.sentAt.toISOString() };
  return { done: at, facts: { done: at.toISOString(), device: { ...said, why, skewMs } } };
}

function instantOf(said: unknown): Date {
  const at = new Date(String(said));
  if (!Number.isNaN(at.getTime())) return at;
  throw new Refusal('device-instant', 'Время действия в телефоне не читается. Отправьте действие ещё раз.', 422);
}
