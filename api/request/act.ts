import type { ZodType } from 'zod';
import type { RequestPart } from '../../law/request/acts';
import { requestLifecycle, type RequestAct } from '../../law/request/lifecycle';
import type { RequestTextKind } from '../../law/request/words';
import type { PaperBody, PaperKind } from '../../law/request/papers';
import { writeRequestPaper } from '../../store/request/papers';
import { writeRequestText } from '../../store/request/texts';
import { signed } from '../account/signed';
import { attach, checkedUploads, FILES_MOST, withFileTypes, type TypedUpload } from '../case/attach';
import type { Command } from '../http/engine';
import { instant, maybe, text } from '../http/fields';
import { actOut, commandKey } from '../http/order';
import { route, type Call, type Route } from '../http/route';
import type { Grant } from '../security/actor';
import {
  mustBeOne,
  requestApplicants,
  requestDesk,
  requestParams,
  requestParts,
  requestSubject,
  requestWorkers,
  type RequestParts,
} from './access';
import { requestCardView } from './card';
import { loadRequestOf } from './load';
import { JOB_FRAME, jobView } from './job';
import { loadJob } from './job-load';
import { requestFrame } from './read';
import { zoneOfRequest } from '../../store/request/read';

type ActCall<B> = Pick<Call<{ id: string }, unknown, B>, 'db' | 'actor' | 'params' | 'key' | 'now' | 'files'>;
type Args = Command['args'];

export const ownText = (max = 4_000) => text({ min: 2, max, lines: true });

export interface Order {
  args?: Args;
  /** The text the command refers to; stored first, under the form's key. */
  words?: { kind: RequestTextKind; body: string };
  /** The paper the command refers to; stored first as well. */
  paper?: { kind: PaperKind; body: PaperBody };
}

/**
 * The text and files of an act, and the command: one act, whatever page or program it comes from. Whose act it is was
 * checked before.
 */
export async function requestCommand<B>(
  call: ActCall<B>,
  act: RequestAct,
  { args, words, paper }: Order,
): Promise<Command> {
  const { db, now: at } = call;
  const [caseId, actorId] = [call.params.id, signed(call).personId];
  const files: TypedUpload[] = withFileTypes(call.files);
  const said = words ?? (files.length > 0 ? { kind: 'note' as const, body: 'Фото.' } : undefined);
  const written = [said?.body ?? '', ...(paper ? [JSON.stringify(paper)] : [])].join('\n');
  const key = commandKey(call.key, { name: act, args, words: written, files });
  await attach(db, { caseId, textId: key, kind: 'answer', actorId, at }, files);
  if (said) await writeRequestText(db, { id: key, caseId, kind: said.kind, body: said.body, authorId: actorId, at });
  if (paper) await writeRequestPaper(db, { id: key, caseId, ...paper, authorId: actorId, at });
  const refers = { ...(said && { text: key }), ...(paper && { paper: key }) };
  return { area: 'request', caseId, key, name: act, actorId, args: { ...args, ...refers } };
}

interface Act<B> {
  act: RequestAct;
  by: readonly RequestPart[];
  allowed: readonly Grant[];
  body: ZodType<B>;
  say: string;
  /** Files may come with it. */
  photos?: boolean;
  order: (body: B, zone: string, parts: RequestParts) => Order;
}

/** Where the form of an act stands: on the page of the case, or on the job in the worker's hand. */
interface Place {
  id: (act: RequestAct) => string;
  path: (act: RequestAct) => string;
  form: (act: RequestAct) => NonNullable<Route['form']>;
  see: (id: string, act: RequestAct) => string;
}

const card: Place = {
  id: (act) => `request.${act}`,
  path: (act) => `/requests/:id/${act}`,
  form: (act) => ({
    page: 'request/card',
    frame: (shown: object) => requestFrame((shown as { number: string }).number),
    data: async (call) => requestCardView(await loadRequestOf(asked(call)), call.now, act),
  }),
  see: (id) => `/requests/${id}`,
};

/** After a refusal the work is no longer theirs to look at. */
const hand: Place = {
  id: (act) => `request.job-${act}`,
  path: (act) => `/jobs/:id/${act}`,
  form: (act) => ({
    page: 'request/job',
    frame: JOB_FRAME,
    data: async (call) => jobView(await loadJob(asked(call)), call.now, act),
  }),
  see: (id, act) => (act === 'decline' ? '/jobs' : `/jobs/${id}`),
};

/** The schema of the parameters has accepted them before a form is drawn. */
const asked = <C extends Pick<Call, 'params'>>(call: C) => ({ ...call, params: call.params as { id: string } });

/** A form on a page: when refused, the page is shown again with this form open and filled in as typed. */
export const actRoute = <B>(given: Act<B>): Route => actAt(card, given);

/** The same on the job in the hand, where it may have waited for a network. */
export const workerRoutes = <B>(given: Act<B>): Route[] => [actAt(card, given), actAt(hand, given)];

function actAt<B>(place: Place, { act, by, allowed, body, say, photos, order }: Act<B>): Route {
  return route({
    id: place.id(act),
    method: 'post',
    path: place.path(act),
    summary: requestLifecycle.acts[act],
    allowed,
    subject: requestSubject,
    params: requestParams,
    body,
    passing: ['sentAt'],
    ...(photos && { files: { files: FILES_MOST }, prepare: checkedUploads }),
    out: actOut,
    form: place.form(act) as Route['form'],
    handle: async (call) => {
      const [zone, parts] = [
        await zoneOfRequest(call.db, call.params.id),
        await requestParts(call.db, signed(call), call.params.id),
      ];
      mustBeOne(parts, by);
      return {
        order: await requestCommand(call, act, order(call.body, zone, parts)),
        see: place.see(call.params.id, act),
        say,
      };
    },
  });
}

/** What the telephone of a worker says about an act that waited for a network. */
export const deviceFields = { doneAt: maybe(instant()), sentAt: maybe(instant()) };
export const device = ({ doneAt, sentAt }: { doneAt?: string; sentAt?: string }): Args =>
  doneAt && sentAt ? { doneAt, sentAt } : {};
export const said = (kind: RequestTextKind, body: string | undefined): Pick<Order, 'words'> =>
  body ? { words: { kind, body } } : {};

export const byDesk = { by: ['desk'] as const, allowed: requestDesk };
export const byWorker = { by: ['worker', 'desk'] as const, allowed: requestWorkers };
export const byApplicant = { by: ['applicant'] as const, allowed: requestApplicants };
