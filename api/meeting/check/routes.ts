import { z } from 'zod';
import { Refusal } from '../../../law/base/refusal';
import { type Call, route } from '../../http/route';
import { computeApart } from '../../heavy/heavy';
import { typedMeeting, type TypedMeeting } from './typed';
import { meetingCheckView } from './view';
import { CAPITAL_ZONE } from '../../../law/base/zone';

const PATH = '/law/meeting';
const PAGE = 'meeting/check/check';
const TITLE = 'Проверьте собрание';
const FRAME = { title: TITLE, trail: [{ href: '/law', title: 'Нормы и сроки' }, { title: TITLE }] };

const result = z.object({
  quorum: z.object({ met: z.boolean(), needed: z.string() }),
  questions: z
    .array(
      z.object({ kind: z.string(), rule: z.string(), citation: z.string(), passed: z.boolean(), missing: z.string() }),
    )
    .readonly(),
  checks: z
    .array(
      z.object({
        norm: z.string(),
        verdict: z.enum(['ok', 'problem', 'person']),
        says: z.string(),
        mark: z.string().optional(),
      }),
    )
    .readonly(),
  /** Which day's law judges which stage and why; empty where one day judges all. */
  law: z.array(z.string()).readonly(),
});

type Judged = z.infer<typeof result>;

/** A lawful electronic meeting as an example, for the reader to change. */
const example = {
  form: 'electronic',
  zone: CAPITAL_ZONE,
  noticeAt: '2026-12-04T10:00',
  opensAt: '2026-12-15T10:00',
  closesAt: '2026-12-22T10:00',
  total: '9379.3',
  participating: '6152.43',
  'kind-1': 'CAP_REPAIR',
  'wording-1': 'Провести капитальный ремонт крыши',
  'for-1': '6152.43',
};

/** A link carries a whole meeting; one that was cut on its way only fills the form. */
async function judgedFrom(call: Pick<Call, 'services' | 'sender'>, typed: TypedMeeting): Promise<Judged | null> {
  try {
    return await computeApart(call, 'meeting', { typed, file: null });
  } catch (error) {
    if (error instanceof Refusal && error.status === 422) return null;
    throw error;
  }
}

const ask = route({
  id: 'meetingcheck.ask',
  method: 'get',
  path: PATH,
  summary: TITLE,
  allowed: 'anyone',
  page: PAGE,
  query: typedMeeting.omit({ questions: true }).extend({ example: z.enum(['1']).optional() }),
  out: z.object({ typed: z.record(z.string(), z.unknown()), judged: result.nullable() }),
  view: ({ typed, judged }) => meetingCheckView(typed, judged),
  handle: async (call) => {
    const { example: shown, ...sent } = call.query;
    const typed = shown ? example : sent;
    return { data: { typed, judged: sent.form === undefined ? null : await judgedFrom(call, sent) }, frame: FRAME };
  },
});

/** Writes nothing: it is a POST only because a meeting is too long for an address and may be sent as a file. */
const judge = route({
  id: 'meetingcheck.judge',
  method: 'post',
  path: PATH,
  summary: 'Проверить собрание по правилам закона',
  allowed: 'anyone',
  kept: 'never',
  whileTravelling: true,
  body: typedMeeting,
  files: { file: 1 },
  // Room for a whole agenda from a program: two hundred questions with their wordings.
  limits: { text: 256 * 1_024, nodes: 4_000 },
  out: result,
  page: PAGE,
  view: (data, call) => meetingCheckView(call.body, data),
  form: { page: PAGE, frame: FRAME, data: async ({ body }) => meetingCheckView(body ?? {}, null) },
  prepare: (call) => computeApart(call, 'meeting', { typed: call.body, file: call.files[0]?.bytes ?? null }),
  handle: async ({ prepared }) => ({ data: prepared, frame: FRAME }),
});

export const meetingCheckRoutes = [ask, judge];
