import { z } from 'zod';
import { checklist, findingVerdicts, type FindingVerdict } from '../../../law/meeting/inspection/checklist';
import { Refusal } from '../../../law/base/refusal';
import { addFinding, type Finding, findingsOf } from '../../../store/meeting/file/findings';
import { signed } from '../../account/signed';
import { choice, maybe, text, uuid, whole } from '../../http/fields';
import { route, type Call } from '../../http/route';
import { notFound } from '../../security/permission';
import type { StatusKind } from '../../view/deadline';
import { filingSubject, inspectors } from '../file/access';
import { pointFacts } from './pointfacts';
import { pointOf, pointShape, severityTitles, verdictWords } from './pointwords';
import { momentWords } from '../../../law/base/russian';

export const findingShape = z.object({
  verdict: z.enum(findingVerdicts),
  reason: z.string().nullable(),
  by: z.string(),
  at: z.string(),
});
export type ToldFinding = z.infer<typeof findingShape>;

export const findingWords: Readonly<Record<FindingVerdict, { kind: StatusKind; word: string }>> = {
  holds: { kind: 'ok', word: 'подтверждено' },
  breach: { kind: 'late', word: 'нарушение' },
  unseen: { kind: 'wait', word: 'проверить нечем' },
};

export const toldFinding = ({ verdict, reason, by, at }: Finding): ToldFinding => ({
  verdict,
  reason,
  by,
  at: at.toISOString(),
});

const params = z.object({ id: uuid(), point: whole({ least: 1, most: checklist.length }) });
type ByPoint = z.infer<typeof params>;
const shape = pointShape.extend({
  id: z.string(),
  meeting: z.string(),
  address: z.string(),
  zone: z.string(),
  findings: z.array(findingShape),
});
type Shape = z.infer<typeof shape>;

async function load({ services: { db }, params: { id, point }, now }: Call<ByPoint>): Promise<Shape> {
  const found = checklist.find(({ number }) => number === point);
  if (!found) throw notFound();
  const [facts, findings] = await Promise.all([pointFacts(db, id, now), findingsOf(db, id)]);
  return {
    id,
    meeting: facts.file.number,
    address: facts.address,
    zone: facts.file.zone,
    ...pointOf(found, facts, true),
    findings: findings.filter((one) => one.point === point).map(toldFinding),
  };
}

const view = ({ id, zone, findings, severities, verdict, ...data }: Shape, now: Date) => ({
  ...data,
  id,
  state: verdictWords[verdict],
  severity: severities.map((one) => severityTitles[one]).join(', '),
  action: `/meetings/${id}/checklist/${data.number}`,
  before: data.number > 1 ? data.number - 1 : undefined,
  after: data.number < checklist.length ? data.number + 1 : undefined,
  options: findingVerdicts.map((value) => ({ value, title: optionTitles[value] })),
  findings: findings.map(({ verdict: said, reason, by, at }) => ({
    ...findingWords[said],
    reason: reason?.split('\n'),
    by,
    when: momentWords(at, zone, now),
  })),
});

const optionTitles: Readonly<Record<FindingVerdict, string>> = {
  holds: 'Нарушения нет',
  breach: 'Нарушение есть',
  unseen: 'Проверить нечем: документов не хватает',
};

const frameOf = ({ id, meeting, number }: Shape) => ({
  title: `Пункт ${number}`,
  trail: [
    { href: `/meetings/${id}`, title: meeting },
    { href: `/meetings/${id}/checklist`, title: 'Проверка по пунктам' },
    { title: `Пункт ${number}` },
  ],
});

const show = route({
  id: 'filing.point',
  method: 'get',
  path: '/meetings/:id/checklist/:point',
  summary: 'Пункт проверки',
  allowed: inspectors,
  subject: filingSubject,
  params,
  out: shape,
  page: 'meeting/inspect/point',
  view: (data, { now }) => view(data, now),
  handle: async (call) => {
    const data = await load(call);
    return { data, frame: frameOf(data) };
  },
});

/** The record is the inspectorate's own: it opens in every phase, the archive included, and changes no verdict of ours. */
const judge = route({
  id: 'filing.point-judge',
  method: 'post',
  path: '/meetings/:id/checklist/:point',
  summary: 'Записать вывод по пункту',
  allowed: inspectors,
  subject: filingSubject,
  params,
  body: z.object({ verdict: choice(findingVerdicts), reason: maybe(text({ min: 5, max: 2_000, lines: true })) }),
  out: z.object({ id: z.string() }),
  form: {
    page: 'meeting/inspect/point',
    frame: { title: 'Пункт проверки' },
    data: async (call: Call<ByPoint>) => view(await load(call), call.now),
  },
  handle: async (call) => {
    const {
      db,
      key,
      params: { id: caseId, point },
      body: { verdict, reason = null },
    } = call;
    if (verdict !== 'holds' && reason === null) throw reasonMissing();
    await addFinding(db, { id: key, caseId, point, verdict, reason, personId: signed(call).personId, at: call.now });
    const see = `/meetings/${caseId}/checklist#point-${point}`;
    return { data: { id: key }, see, say: `Вывод по пункту ${point} записан.`, status: 201 };
  },
});

function reasonMissing(): Refusal {
  const say = 'Напишите, что именно нарушено или чего не хватает: без этого вывод не доказать.';
  return new Refusal('reason-missing', say, 422, { reason: say });
}

export const findingRoutes = [show, judge];
