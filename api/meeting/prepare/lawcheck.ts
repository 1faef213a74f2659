import { z } from 'zod';
import { checksBeforeNotice } from '../../../law/meeting/call/before-notice';
import type { NoticeCheck } from '../../../law/meeting/call/before-notice-check';
import { applies, citationOf } from '../../../law/base/timing';
import { normMark } from '../../../law/base/mark';
import { normHistory } from '../../../law/base/norm';
import { counted, instantWords } from '../../../law/base/russian';
import { planOf } from '../../../store/meeting/prepare/plan';
import { lawDaysWords, lawOfPlan } from '../../../law/meeting/stages-of-law';
import { lawOf } from '../../../store/meeting/law';
import { signed } from '../../account/signed';
import { route, type Call } from '../../http/route';
import { isPreparing, MEETINGS_LINK, runs } from '../access';
import { checkView, LAW_CHECK } from './tasks';
import { meetingParams, meetingSubject, mustFind, meetingReaders, type MeetingParams } from '../vote/access';

const checkShape = z.object({
  code: z.string(),
  norm: z.string(),
  citation: z.string(),
  verdict: z.enum(['ok', 'problem', 'person']),
  says: z.string(),
  task: z.string(),
  /** How sure the norm is, where it was not read in the act itself. */
  mark: z.string().optional(),
});
const out = z.object({
  id: z.string(),
  number: z.string(),
  address: z.string(),
  zone: z.string(),
  /** Null while the meeting is prepared: then the check is made for the present instant. */
  noticedAt: z.string().nullable(),
  runs: z.boolean(),
  /** Which day's law judges which stage and why; empty where one day judges all. */
  law: z.array(z.string()),
  checks: z.array(checkShape),
});
type Shape = z.infer<typeof out>;

/** Cited by the edition of that day; a rule that has none, by the last known edition. */
const sourceOf = (id: string, day: string): string =>
  applies(id, day) ? citationOf(id, day) : (normHistory(id).at(-1)?.citation ?? id);

const shown = (checks: readonly NoticeCheck[], day: string): Shape['checks'] =>
  checks.map((one) => ({ ...one, citation: sourceOf(one.norm, day), mark: normMark(one.norm, day) }));

async function load(call: Call<MeetingParams>): Promise<Shape> {
  const { db, now } = call;
  const actor = signed(call);
  const found = await mustFind(db, call.params.id);
  const { file, meeting, address } = found;
  const head = { id: file.id, number: file.number, address, zone: file.zone, runs: runs(meeting, actor) };
  if (!isPreparing(found)) {
    const checks = shown(meeting.noticeChecks ?? [], meeting.lawDay);
    const law = [...lawDaysWords(lawOf(meeting, file.zone))];
    return { ...head, noticedAt: meeting.noticedAt?.toISOString() ?? null, law, checks };
  }
  const { plan } = await planOf(db, file, meeting, now);
  const law = [...lawDaysWords(lawOfPlan(plan))];
  return { ...head, noticedAt: null, law, checks: shown(checksBeforeNotice(plan), plan.on) };
}

const PROBLEMS = ['нарушение', 'нарушения', 'нарушений'] as const;
const RULES = ['правило соблюдено', 'правила соблюдены', 'правил соблюдено'] as const;
const ORDER: readonly NoticeCheck['verdict'][] = ['problem', 'person', 'ok'];

function view(data: Shape) {
  const { id, checks, noticedAt, zone } = data;
  const by = (verdict: NoticeCheck['verdict']) => checks.filter((one) => one.verdict === verdict);
  const open = noticedAt === null && data.runs;
  const [problems, persons] = [by('problem').length, by('person').length];
  const asked = persons > 0 ? `Решает человек: ${persons}. ` : '';
  return {
    ...data,
    moment: noticedAt && instantWords(new Date(noticedAt), zone),
    title: problems > 0 ? `Найдено ${counted(problems, PROBLEMS)}` : 'Нарушений не найдено',
    say: `${asked}${counted(by('ok').length, RULES)}.`,
    checks: ORDER.flatMap(by).map((one) => ({ ...checkView(id, one, open), citation: one.citation, mark: one.mark })),
  };
}

const WORDS: Readonly<Record<NoticeCheck['verdict'], string>> = {
  problem: 'нарушение',
  person: 'решает человек',
  ok: 'верно',
};

const show = route({
  id: 'meeting.lawcheck',
  method: 'get',
  path: '/meetings/:id/lawcheck',
  summary: LAW_CHECK,
  allowed: meetingReaders,
  subject: meetingSubject,
  params: meetingParams,
  out,
  page: 'meeting/prepare/lawcheck',
  view,
  table: {
    columns: ['Вывод', 'Правило', 'Норма', 'Основание'],
    rows: ({ checks }: Shape) =>
      ORDER.flatMap((verdict) => checks.filter((one) => one.verdict === verdict)).map((one) => [
        WORDS[one.verdict],
        one.says,
        one.norm,
        one.citation,
      ]),
  },
  handle: async (call: Call<MeetingParams>) => {
    const data = await load(call);
    const trail = [MEETINGS_LINK, { href: `/meetings/${data.id}`, title: data.number }, { title: LAW_CHECK }];
    return { data, frame: { title: LAW_CHECK, trail } };
  },
});

export const lawCheckRoutes = [show];
