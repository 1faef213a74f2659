import type { Knex } from 'knex';
import { Refusal } from '../../../law/base/refusal';
import { mustBeWhole, type PaperBody, type PaperKind } from '../../../law/request/papers';
import { examineSides, examineStages } from '../../../law/request/words';
import { isoIn } from '../../../law/base/zone';
import type { Decide } from '../../../store/case/change';
import { liveDeadline } from '../../../store/case/deadlines';
import { termFacts } from '../../../store/case/term';
import type { CaseFile, Change, Letter } from '../../../store/case/types';
import { termsOfRequest } from '../../../store/request/duties';
import { toPost, toResidents } from '../../../store/request/letters';
import { mustHavePaper } from '../../../store/request/papers';
import { changeRequest, mustHaveRequest, type Request } from '../../../store/request/rows';
import { mustHaveRequestText, requestTextIfAny } from '../../../store/request/texts';
import type { StepCall } from '../../../workflows/case/contract';

/** The paper the command names, when it lacks nothing by the law of the request. */
export async function wholePaper(
  trx: Knex,
  file: CaseFile,
  call: StepCall,
  kind: PaperKind,
  { request, at }: { request: Request; at: Date },
): Promise<{ id: string; body: PaperBody; text: string | null }> {
  const { id, body } = await mustHavePaper(trx, file.id, call.args.paper, kind);
  const live = await liveDeadline(trx, file.id, 'check');
  mustBeWhole(kind, body, {
    ...{ at, on: file.law_date, zone: file.zone, registeredAt: request.registeredAt },
    check: live
      ? {
          due: { dueAt: isoIn(live.dueAt, file.zone) },
          executorCame: request.arrivedAt !== null || request.checkedAt !== null,
        }
      : null,
  });
  return { id, body, text: await requestTextIfAny(trx, file.id, call.args.text, 'note') };
}

const aboutPaper = (trx: Knex, file: CaseFile, request: Request, call: StepCall, paper: string): Promise<Letter[]> =>
  toResidents(trx, file, request, call, { letter: 'request-paper', facts: { paper } });

/** ПП РФ 354 п. 110(1): nobody came to the check in its term; consumers and the chair made the act. args: paper */
export const consumerAct: Decide = async (trx, file, call, at) => {
  const request = await mustHaveRequest(trx, file.id);
  const { id, body, text } = await wholePaper(trx, file, call, 'consumer', { request, at });
  const wording = { letter: 'request-without-us', facts: { paper: id }, urgent: true };
  return {
    events: [{ kind: 'act-without-executor', facts: { paper: id, text, since: body.since, off: body.off } }],
    letters: [
      ...(await toPost(trx, file, 'dispatcher', call, wording)),
      ...(await toPost(trx, file, 'head', call, wording)),
      ...(await aboutPaper(trx, file, request, call, id)),
    ],
  };
};

/** After the repair: is it mended? The act ends the violation, or says that it goes on. args: paper */
export const mended: Decide = async (trx, file, call, at) => {
  const request = await mustHaveRequest(trx, file.id);
  const { id, body, text } = await wholePaper(trx, file, call, 'mended', { request, at });
  return {
    events: [{ kind: 'mend-checked', facts: { paper: id, text, found: body.found } }],
    letters: await aboutPaper(trx, file, request, call, id),
  };
};

/** An examination by experts is asked for, or has its result. args: side, stage, text */
export const examine: Decide = async (trx, file, call) => {
  const request = await mustHaveRequest(trx, file.id);
  const side = examineSides.find((one) => one === call.args.side);
  const stage = examineStages.find((one) => one === call.args.stage);
  if (!side || !stage) throw new Refusal('examine-whose', 'Выберите, кто просит экспертизу и чем она кончилась.', 422);
  const text = await mustHaveRequestText(trx, file.id, call.args.text, 'note');
  return {
    events: [{ kind: 'examined', facts: { side, stage, text } }],
    letters: [
      ...(await toResidents(trx, file, request, call, { letter: 'request-examined', facts: { text } })),
      ...(await toPost(trx, file, 'dispatcher', call, { letter: 'request-examined', facts: { text } })),
    ],
  };
};

/** Harm is reported after the intake: the twelve hours of its act run from now. args: text? */
export const harm: Decide = async (trx, file, call, at) => {
  const request = await mustHaveRequest(trx, file.id);
  if (request.harmAt) throw new Refusal('harm-known', 'О вреде уже записано: срок акта идёт.', 409);
  const text = await requestTextIfAny(trx, file.id, call.args.text, 'note');
  await changeRequest(trx, file.id, { harmAt: at });
  const set = termsOfRequest(file, { ...request, harmAt: at }, at).filter(({ name }) => name === 'damage-act');
  return {
    events: [{ kind: 'harmed', facts: { text, ...(set[0] && termFacts(set[0].deadline)) } }],
    set,
    letters: await toPost(trx, file, 'dispatcher', call, { letter: 'request-harmed', facts: { text }, urgent: true }),
  };
};

/** ПП РФ 354 п. 152: the act about harm, within twelve hours. args: paper */
export const damageAct: Decide = async (trx, file, call, at) => {
  const request = await mustHaveRequest(trx, file.id);
  const { id, body, text } = await wholePaper(trx, file, call, 'damage', { request, at });
  const refused = body.present.some(({ seat, sign }) => seat === 'consumer' && sign === 'refused');
  return {
    events: [{ kind: 'damage-recorded', facts: { paper: id, text, refused } }],
    met: ['damage-act'],
    letters: await aboutPaper(trx, file, request, call, id),
  };
};

/** What was done, with what and for how much, signed. args: paper */
export const completion: Decide = async (trx, file, call, at): Promise<Change> => {
  const request = await mustHaveRequest(trx, file.id);
  const { id, text } = await wholePaper(trx, file, call, 'completion', { request, at });
  return {
    events: [{ kind: 'completed', facts: { paper: id, text } }],
    letters: await aboutPaper(trx, file, request, call, id),
  };
};
