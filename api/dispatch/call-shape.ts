import { z } from 'zod';
import { callStates, isLateCall } from '../../law/dispatch/call';
import { standingOf, type CallAtDesk } from '../../store/dispatch/call';

const instant = z.string().nullable();

/** A call as programs are told it; for the desk that answers, so with its phone. */
export const callShape = z.object({
  id: z.string(),
  organisationId: z.string(),
  organisation: z.string(),
  zone: z.string(),
  phone: z.string().nullable(),
  arrivedAt: z.string(),
  answeredAt: instant,
  endedAt: instant,
  answeredBy: z.string().nullable(),
  answerer: z.string().nullable(),
  calledBackAt: instant,
  calledBackBy: z.string().nullable(),
  messageAt: instant,
  reviewedAt: instant,
  reviewedBy: z.string().nullable(),
  caseId: z.string().nullable(),
  caseNumber: z.string().nullable(),
  state: z.enum(callStates),
  answerMs: z.number().nullable(),
  late: z.boolean(),
  /** What has to be done, and by when. */
  due: z.object({ name: z.enum(['answer', 'call-back', 'review']), dueAt: z.string() }).nullable(),
});
export type CallShape = z.infer<typeof callShape>;

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

export const toldCall = ({ standing, ...call }: CallAtDesk): CallShape => ({
  ...call,
  arrivedAt: call.arrivedAt.toISOString(),
  answeredAt: iso(call.answeredAt),
  endedAt: iso(call.endedAt),
  calledBackAt: iso(call.calledBackAt),
  messageAt: iso(call.messageAt),
  reviewedAt: iso(call.reviewedAt),
  state: standing.state,
  answerMs: standing.answerMs,
  late: isLateCall(standing),
  due: standing.clock && { name: standing.clock.name, dueAt: standing.clock.dueAt.toISOString() },
});

const at = (text: string | null): Date | null => (text === null ? null : new Date(text));

/** The same call for the words of a page. */
export const shownCall = (told: CallShape, now: Date): CallAtDesk =>
  standingOf(
    {
      ...told,
      arrivedAt: new Date(told.arrivedAt),
      answeredAt: at(told.answeredAt),
      endedAt: at(told.endedAt),
      calledBackAt: at(told.calledBackAt),
      messageAt: at(told.messageAt),
      reviewedAt: at(told.reviewedAt),
      messageUrl: null,
      recordingUrl: null,
      recordingUntil: null,
    },
    now,
  );
