import { Refusal } from '../../../law/base/refusal';
import type { Decide } from '../../../store/case/change';
import { toResidents } from '../../../store/request/letters';
import { changeRequest, mustHaveRequest } from '../../../store/request/rows';
import { mustHaveRequestText } from '../../../store/request/texts';
import { wholePaper } from './papers';

const FOUND = ['violation', 'fine', 'no-access'] as const;

/**
 * The quality of a service was checked at the resident's. Where nothing is wrong nothing is owed any more; where they
 * did not let in, the check is owed no more either. The act of the check (QV-08) comes with it, or after it when the
 * result was told by telephone first. args: found, text, paper?
 */
export const check: Decide = async (trx, file, call, at) => {
  const request = await mustHaveRequest(trx, file.id);
  const found = FOUND.find((one) => one === call.args.found);
  if (!found) throw new Refusal('check-found', 'Выберите, что показала проверка.', 422);
  const text = await mustHaveRequestText(trx, file.id, call.args.text, 'note');
  const paper = call.args.paper === undefined ? null : await wholePaper(trx, file, call, 'check', { request, at });
  await changeRequest(trx, file.id, { checkedAt: at });
  const facts = {
    found,
    text,
    paper: paper?.id ?? null,
    since: paper?.body.since ?? null,
    off: paper?.body.off ?? false,
  };
  return {
    events: [{ kind: 'checked', facts }],
    met: ['check'],
    letters: await toResidents(trx, file, request, call, { letter: 'request-checked', facts: { text } }),
  };
};
