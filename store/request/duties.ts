import { confirmWindow, requestTerms, silenceTerm } from '../../law/request/terms';
import { dueInstant } from '../../law/base/terms';
import { window } from '../case/term';
import type { CaseFile, NamedDeadline } from '../case/types';
import type { Request } from './rows';

type Place = Pick<CaseFile, 'zone' | 'law_date'>;

/** The terms of the request's kind, from their start; `done`: which are met from the beginning, and when. */
export const termsOfRequest = (
  { zone, law_date }: Place,
  request: Pick<Request, 'kind' | 'clockFrom' | 'damagedAt' | 'checkAgreedAt' | 'harmAt'>,
  now: Date,
  done: Readonly<Record<string, Date>> = {},
): NamedDeadline[] =>
  requestTerms(
    {
      ...{ kind: request.kind, from: request.clockFrom, damagedAt: request.damagedAt },
      ...{ agreedAt: request.checkAgreedAt, harmAt: request.harmAt, zone, lawDate: law_date },
    },
    now,
  ).map((term) => ({ ...term, duty: true, ...(done[term.name] && { metAt: done[term.name] }) }));

/** The worker's answer; when it does not come, the next one is asked. */
export function answerWindow({ zone, law_date }: Place, kind: string, at: Date): NamedDeadline {
  const due = silenceTerm(kind, at, zone, law_date);
  return window('accept', due, { act: 'silent', at: dueInstant(due).toISOString() });
}

/** The resident may confirm or return the work; then the request closes by itself. */
export function confirmingWindow({ zone, law_date }: Place, fixedAt: Date): NamedDeadline {
  const due = confirmWindow(fixedAt, zone, law_date);
  return window('confirm', due, { act: 'end', at: dueInstant(due).toISOString() });
}
